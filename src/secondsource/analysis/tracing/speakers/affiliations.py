"""Which speakers belong to one group: declared by the editor, or described in the texts beside the name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from secondsource.analysis.tracing.speakers.cast import Cast, Role
from secondsource.analysis.tracing.speakers.names import (
    Sameness,
    abbreviates,
    bracketed,
    compare_bodies,
    compare_persons,
    core,
    shortens,
)
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import SpeakerKind, Statement

_ROLE = (
    r"analyst|spokes(?:man|woman|person|people)|director|president|vice[- ]president|head|chief|member|(?:co-)?founder|"
    r"official|officer|lawyer|leader|secretary|manager|researcher|editor|representative|chair(?:man|woman|person)?|"
    r"executive|adviser|advisor|coordinator|expert|engineer|delegate|commander|"
    r"analista|portavoz|vocer[oa]|director[a]?|(?:vice)?president[ea]|jef[ea]|miembro|integrante|fundador[a]?|"
    r"funcionari[oa]|abogad[oa]|líder|secretari[oa]|gerente|investigador[a]?|editor[a]?|representante|asesor[a]?|"
    r"coordinador[a]?|experto|experta|ingenier[oa]|delegad[oa]|comandante|dirigente"
)
_GENERIC = r"company|firm|union|ministry|group|hospital|agency|council|party|institute|organi[sz]ation"
_NAME = r"[A-ZÁÉÍÓÚÑ][\w’'&-]*(?:\s+(?:(?:of|the|for|de|del|la|las|los|el|y|and|e)\s+){0,2}[A-ZÁÉÍÓÚÑ][\w’'&-]*){0,5}"
_AFTER = re.compile(
    rf"^\s*,\s+(?:[\w’'-]+\s+){{0,4}}?(?:{_ROLE})\b[^,.;:\n]{{0,60}}?\b(?:of|at|for|with|from|in|de|del|en)\s+"
    rf"(?:(?:the|la|el|los|las)\s+)?({_NAME})"
)
_BEFORE = re.compile(
    rf"({_NAME})(?:['’]s)?\s+(?:[\w-]+\s+){{0,2}}(?:{_ROLE}),?\s+$|"
    rf"(?:{_ROLE})\b[^,.;:\n]{{0,40}}?\b(?:of|at|for|de|del)\s+(?:(?:the|la|el|los|las)\s+)?({_NAME}),?\s+$"
)
_ITS = re.compile(rf"({_NAME})[^.;\n]{{1,110}}?,\s+(?:its|su)\s+(?:[\w-]+\s+){{0,2}}(?:{_ROLE}),?\s+$")


_ITS_OWN = re.compile(
    rf"(?:^|[.!?,“”\"\n]\s*|\b(?:its|the|su|la|el)\s+)(?:(?:{_GENERIC})(?:['’]s)?\s+)?(?:[\w-]+\s+)?(?:{_ROLE}),?\s+$",
    re.IGNORECASE,
)
"""An office of a body that is not named again: `its director, `, `company spokeswoman `."""
_NEAR = 500
"""Characters back to the body's last words that such an office may reach."""
_SPEAKS_FOR = re.compile(
    r"\b(?:spokes(?:man|woman|person)|director|president|head|chief|secretary|leader|chair(?:man|woman|person)?|minister"
    r"|portavoz|vocer[oa]|directora?|president[ea]|jef[ea]|secretari[oa]|líder|ministr[oa]|dirigente|executive)\b",
    re.IGNORECASE,
)
_BODIES = frozenset({SpeakerKind.ORGANISATION, SpeakerKind.GROUP})


@dataclass(frozen=True, slots=True)
class Membership:
    """A role's group and how it is known."""

    circle: str
    basis: str
    speaks_for: bool = False
    """Whether the office beside the name speaks for the group: its head or spokeswoman, not any member."""
    itself: bool = False
    """Whether the role is the group."""


def memberships(
    statements: Sequence[Statement], reports: Mapping[str, Report], cast: Cast, decisions: Decisions
) -> dict[Role, Membership]:
    """Return the groups of the speakers, the editor's word first.

    A group is kept when it is itself somebody's name in the case or two speakers share it: a membership that joins
    nobody to anybody only clutters the page.
    """
    roles = sorted(
        {
            (cast.role(link, s.report), link.name)
            for s in statements
            for link in s.chain
            if link.kind is not SpeakerKind.UNNAMED
        },
        key=lambda pair: (pair[0].name, pair[1]),
    )
    bodies = {
        tuple(sorted(core(role.name))): role.name
        for role, _ in roles
        if role.kind in {SpeakerKind.ORGANISATION, SpeakerKind.GROUP}
    }
    found: dict[Role, Membership] = {}
    for role, (group, basis) in _described(statements, reports, cast).items():
        circle = bodies.get(tuple(sorted(core(group)))) or _only_body(group, roles) or group
        found[role] = Membership(circle, basis, speaks_for=bool(_SPEAKS_FOR.search(basis)))
    for role, name in roles:
        known = bodies.get(tuple(sorted(core(bracketed(name) or ""))))
        if known and role.kind is SpeakerKind.PERSON and role not in found:
            found[role] = Membership(known, f"named as “{name}”")
    sizes = Counter(membership.circle for membership in found.values())
    named = set(bodies.values())
    kept = {role: m for role, m in found.items() if m.circle in named or sizes[m.circle] > 1}
    for speaker, group in decisions.affiliations:
        for role, name in roles:
            if same_name(speaker, name) or same_name(speaker, role.name):
                kept[role] = Membership(group, f"declared: {speaker} belongs to {group}")
    circles = {tuple(sorted(core(membership.circle))): membership.circle for membership in kept.values()}
    for role, _ in roles:
        own = circles.get(tuple(sorted(core(role.name))))
        if own and role not in kept and role.kind is not SpeakerKind.PERSON:
            kept[role] = Membership(own, f"{own} itself", itself=True)
    return kept


def _only_body(group: str, roles: Sequence[tuple[Role, str]]) -> str | None:
    """Return the one body of the case that a short name in a description can mean."""
    fitting = {
        role.name
        for role, name in roles
        if role.kind in _BODIES
        and (shortens(group, name) or abbreviates(group, name) or compare_bodies(group, name) is Sameness.SAME)
    }
    return fitting.pop() if len(fitting) == 1 else None


def _means(group: str, name: str) -> bool:
    """Say whether `group` is a body's name or a short form of it."""
    return shortens(group, name) or abbreviates(group, name) or compare_bodies(group, name) is Sameness.SAME


def same_name(a: str, b: str) -> bool:
    """Say whether two names as an editor writes them are one."""
    return Sameness.SAME in {compare_bodies(a, b), compare_persons(a, b)} or core(a) == core(b)


def _described(
    statements: Iterable[Statement], reports: Mapping[str, Report], cast: Cast
) -> dict[Role, tuple[str, str]]:
    """Return the group beside each person's name, with the words that say so; the first by report and place wins."""
    found: dict[Role, tuple[str, str]] = {}
    looked: set[tuple[str, str]] = set()
    heard: dict[str, list[tuple[int, str]]] = {}
    for statement in statements:
        places = [link.span.start for link in statement.chain[1:] if link.kind in _BODIES and link.span]
        names = [link.name for link in statement.chain[1:] if link.kind in _BODIES and link.span]
        heard.setdefault(statement.report, []).extend(zip(places, names, strict=True))
    for statement in sorted(statements, key=lambda s: (s.report, s.content.start)):
        for link in statement.chain:
            if link.kind is not SpeakerKind.PERSON or (statement.report, link.name) in looked:
                continue
            looked.add((statement.report, link.name))
            role = cast.role(link, statement.report)
            described = (
                None if role in found else _beside(link.name, reports[statement.report].text, heard[statement.report])
            )
            if described is not None:
                found[role] = described
    return found


def _beside(name: str, text: str, heard: Sequence[tuple[int, str]]) -> tuple[str, str] | None:
    """Return the group described just before or after a mention of `name`, with the words, or None.

    Args:
        name: the person's.
        text: of the report.
        heard: places and names of the bodies that speak in it, for `its director, Ada Lind`.
    """
    for mention in re.finditer(re.escape(name), text):
        after = _AFTER.search(text[mention.end() : mention.end() + 140])
        if after:
            return after.group(1), f"“{text[mention.start() : mention.end() + after.end()]}”"
        start = max(0, mention.start() - 160)
        before = _BEFORE.search(text[start : mention.start()]) or _ITS.search(text[start : mention.start()])
        if before:
            words = text[start + before.start() : mention.end()]
            return next(group for group in before.groups() if group), f"“{' '.join(words.split())}”"
        own = _ITS_OWN.search(text[start : mention.start()])
        near = [(place, body) for place, body in heard if mention.start() - _NEAR <= place < mention.start()]
        if own and near:
            words = text[start + own.start() : mention.end()].strip(" .,\n")
            return max(near)[1], f"“{' '.join(words.split())}” after words of {max(near)[1]}"
    return None
