"""Each statement seen as part of an utterance: whose words they are at the root, when, on what occasion.

The root is the deepest speaker of the chain whom the case knows by other ways than through the speaker before:
what a spokesman says unnamed friends told him is his statement; what an analyst says a published letter says is the
letter's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from secondsource.analysis.reading.chains.framing.saying import ASSUMED
from secondsource.analysis.tracing.occasions import Occasion, occasion_of
from secondsource.analysis.tracing.speakers.cast import Cast, Role
from secondsource.analysis.tracing.speakers.names import same_outlet
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import Form, Modality, Speaker, SpeakerKind, Statement

FAR_DAYS = 200
"""Days from the nearest other day of the case beyond which a day is doubted: a target date taken a year early."""
FEWEST_DAYS = 4
"""Different days a case must have before one can be strange."""
_MAKERS = frozenset({SpeakerKind.GROUP, SpeakerKind.ORGANISATION, SpeakerKind.PERSON})


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A statement with what tracing needs to know of it."""

    statement: Statement
    root: Role
    """Whose words they are, as far as the case can tell."""
    own_voice: bool
    """The outlet says so itself."""
    hearsay: bool
    """The root says only that others told it, or is unnamed."""
    occasion: Occasion
    said_on: date | None
    """When it was said; None when unknown or assumed, and when far from all other days of the case (a date misread)."""
    assumed_on: date | None
    """The day reading assumed where no words give one: too weak to keep two utterances apart."""
    published: date | None
    rank: tuple[date, str, int, int]
    """Publication, digest of the report, place: an order that does not depend on file names."""

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    @property
    def likely_on(self) -> date | None:
        """The day it was said or, where none is known, the assumed one: enough to tie by, if nothing speaks against."""
        return self.said_on or self.assumed_on


def owners_of(statements: Sequence[Statement], cast: Cast) -> dict[str, set[Role]]:
    """Return for each document that speaks (`video`) the roles that some chain names just before it as its makers."""
    owners: dict[str, set[Role]] = {}
    for statement in statements:
        for link, document in pairwise(statement.chain[1:]):
            for one, other in ((link, document), (document, link)):
                role = cast.role(other, statement.report)
                if role.kind is SpeakerKind.DOCUMENT and one.kind in _MAKERS:
                    owners.setdefault(role.name, set()).add(cast.role(one, statement.report))
    return owners


def carriers_of(
    statements: Sequence[Statement], reports: Mapping[str, Report], cast: Cast
) -> dict[str, frozenset[str]]:
    """Return for each statement the outlets it came through: those its chain or its report credits."""
    outlets = {link.name for s in statements for link in s.chain if link.kind is SpeakerKind.OUTLET}
    via = {
        name: next((o for o in sorted(outlets) if same_outlet(o, name)), name)
        for r in reports.values()
        for name in r.via
    }

    def canonical(name: str, report: str) -> str:
        return cast.role(Speaker(name=via.get(name, name), kind=SpeakerKind.OUTLET), report).name

    return {
        s.id: frozenset(
            {canonical(link.name, s.report) for link in s.chain[1:] if link.kind is SpeakerKind.OUTLET}
            | {canonical(name, s.report) for name in reports[s.report].via}
        )
        for s in statements
    }


def utterances_of(statements: Sequence[Statement], reports: Mapping[str, Report], cast: Cast) -> list[Utterance]:
    """Return one utterance a statement, ordered by rank."""
    known = {
        cast.role(voices[0], s.report)
        for s in statements
        if len(voices := _voices(s)) == 1 and cast.role(voices[0], s.report).kind is not SpeakerKind.UNNAMED
    }
    outlets = frozenset(
        {report.outlet for report in reports.values() if report.outlet}
        | {link.name for s in statements for link in s.chain if link.kind is SpeakerKind.OUTLET}
    )
    strange = _strange_days(statements)
    found = [_utterance(s, reports[s.report], cast, known, outlets, strange) for s in statements]
    return sorted(found, key=lambda utterance: utterance.rank)


def _strange_days(statements: Sequence[Statement]) -> set[date]:
    """Return days of one report only that lie far from every other day of the case."""
    homes: dict[date, set[str]] = {}
    for statement in statements:
        if statement.said_on:
            homes.setdefault(statement.said_on, set()).add(statement.report)
    days = sorted(homes)
    return {
        day
        for place, day in enumerate(days)
        if len(days) >= FEWEST_DAYS
        and len(homes[day]) == 1
        and all(abs((day - other).days) > FAR_DAYS for other in days[max(0, place - 1) : place + 2] if other != day)
    }


def _voices(statement: Statement) -> list[Speaker]:
    """Return the links that speak: not the publisher nor outlets in between, which only carry."""
    voices = [link for link in statement.chain[1:] if link.kind is not SpeakerKind.OUTLET]
    return voices or [statement.chain[-1]]


def _utterance(
    statement: Statement, report: Report, cast: Cast, known: set[Role], outlets: frozenset[str], strange: set[date]
) -> Utterance:
    """Work out root and occasion of one statement."""
    voices = _voices(statement)
    root = voices[0]
    for voice in voices[1:]:
        role = cast.role(voice, statement.report)
        if role.kind is not SpeakerKind.UNNAMED and role in known:
            root = voice
    assumed = (statement.said_on_basis or "").startswith(ASSUMED)
    # `We regard the account as withdrawn`: the publisher is its own speaker.
    own = statement.form is Form.OWN_VOICE or {link.name for link in statement.chain} == {statement.chain[0].name}
    return Utterance(
        statement=statement,
        root=cast.role(root, statement.report),
        own_voice=own,
        hearsay=root.kind is SpeakerKind.UNNAMED
        or root is not voices[-1]
        or (own and statement.modality is Modality.REPORTED),
        occasion=occasion_of(statement, root.kind, report.text, outlets),
        said_on=None if assumed or statement.said_on in strange else statement.said_on,
        assumed_on=statement.said_on if assumed and statement.said_on not in strange else None,
        published=report.published,
        rank=(report.published or date.max, report.sha256, statement.content.start, statement.content.end),
    )
