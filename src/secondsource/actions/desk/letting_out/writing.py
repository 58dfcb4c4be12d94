"""Writing a release: a draft from what the case's people accepted, completed by one author."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from secondsource.actions.desk import access
from secondsource.core.release import lines
from secondsource.core.release.letting_out.parts import Part, ReleasedStatement, Role
from secondsource.core.release.letting_out.release import Release
from secondsource.errors import RuleError
from secondsource.publishing.dossier.draft import draft as first_draft
from secondsource.shielding.redaction.pseudonyms import new_key
from secondsource.store.evidence.lookups import exhibits as evidence_exhibits
from secondsource.store.evidence.lookups.findings import case_findings
from secondsource.store.letting_out import changes, lookups
from secondsource.store.letting_out.values import Draft
from secondsource.store.team import journal
from secondsource.store.team.lookups import team_of

_PARTS = {"vetter": Part.VETTER, "second": Part.SECOND, "editor": Part.EDITOR, "lawyer": Part.LAWYER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What an author writes."""

    title: str
    summary: str
    language: str
    day: date
    checked: tuple[str, ...]
    unchecked: tuple[str, ...]
    corrections: str
    claims: dict[str, tuple[str, str]]
    """By the claim's id in the release, its text and the sentence found; a claim that is not in here is left out."""
    exhibits: tuple[str, ...]
    """Keys of the exhibits whose redacted copies go with it."""
    embargo: datetime | None


def begin(*, actor: str, case: str, subject: str, desk_name: str, now: datetime, follows: str = "") -> str:
    """Begin a draft from everything the case's people accepted, and return its key.

    Args:
        actor: who writes it and may not pass it later.
        case: its case.
        subject: of the desk's statements; neutral, public for ever.
        desk_name: the desk's public name.
        now: the moment.
        follows: key of a released draft that this one corrects.

    Raises:
        AccessError: `case-unknown`, `role-needed`, `draft-unknown`. RuleError: `draft-nothing-accepted`.
        PaperError: the subject is no id.
    """
    found = access.working(case, actor)
    release = first_draft(
        case_findings(case), subject=lines.identifier(subject), desk=desk_name, day=now.date(), mask=_unmasked
    )
    release = replace(release, language=found.language, roles=_roles(case))
    about: journal.About = {"subject": subject}
    with journal.entry(actor=actor, verb="release.begin", now=now, case=case, about=about) as noted:
        key = changes.add_draft(
            case=case, author=actor, release=release, pseudonym_key=new_key(), follows=follows, now=now
        )
        noted["draft"] = key
    return key


def write(*, actor: str, case: str, draft: str, version: int, words: Words, now: datetime) -> None:
    """Replace the words of a draft. Only its author writes; everybody else says what they think of it.

    Raises:
        AccessError: `case-unknown`, `role-needed`, `draft-unknown`, `exhibit-unknown`.
        RuleError: `author-only`, `draft-changed`, `draft-out`. InputError: `release-unfit`.
    """
    access.working(case, actor)
    held = lookups.draft(case, draft)
    if held.author != actor:
        raise RuleError(
            "author-only", "Only its author writes in a draft.", "Tell the author, or begin a draft of your own."
        )
    if any(one.draft == draft for one in lookups.released(case)):
        raise RuleError("draft-out", "This draft has gone out.", "Begin a correction, which leads to this release.")
    for key in words.exhibits:
        evidence_exhibits.exhibit(case, key)
    release = _written(held, words)
    with journal.entry(actor=actor, verb="release.write", now=now, case=case, about={"draft": draft}):
        changes.write_draft(
            case=case,
            draft=draft,
            version=version,
            release=release,
            exhibits=words.exhibits,
            embargo=words.embargo,
        )


def _written(held: Draft, words: Words) -> Release:
    before = held.release
    claims = tuple(
        replace(
            claim, text=words.claims[claim.id][0], finding=replace(claim.finding, sentence=words.claims[claim.id][1])
        )
        for claim in before.claims
        if claim.id in words.claims
    )
    kept = tuple(one for one in (_on_kept(one, words) for one in before.statements) if one.on)
    ids = {one.id for one in kept}
    return replace(
        before,
        title=words.title,
        summary=words.summary,
        language=words.language,
        day=words.day,
        claims=claims,
        statements=kept,
        contradictions=tuple(one for one in before.contradictions if {one.a, one.b} <= ids),
        checked=words.checked,
        unchecked=words.unchecked,
        corrections=words.corrections,
    )


def _on_kept(one: ReleasedStatement, words: Words) -> ReleasedStatement:
    return replace(one, on=tuple((claim, stance) for claim, stance in one.on if claim in words.claims))


def _roles(case: str) -> tuple[Role, ...]:
    parts = [_PARTS[role.value] for _, role in team_of(case) if role.value in _PARTS]
    return tuple(Role(id=f"member-{number}", part=part) for number, part in enumerate(sorted(parts), start=1))


def _unmasked(text: str) -> str:
    return text
