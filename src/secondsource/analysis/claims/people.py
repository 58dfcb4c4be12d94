"""Who is named, and how naming could harm. The default for everybody is: do not name.

People come from the names found in the reports and from the speakers of statements; handles and pseudonyms are people,
organisations and outlets are not. Every hint says what in the texts it rests on, and that somebody speaks on record is
said as well: low risk is a finding, silence is not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from secondsource.analysis.claims.meaning.facets import read_facets
from secondsource.core.vetting.decisions import Decisions
from secondsource.core.vetting.finding import Person
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.report import Report, Span
from secondsource.core.vetting.statement import PersonMention, Reading, SpeakerKind, Statement

_HANDLE = re.compile(r"@\w+|\b\w*\d\w*\b")
_RELATIVE = re.compile(
    r"\b(?:wife|husband|widow|brother|sister|mother|father|son|daughter|cousin|uncle|aunt|relative|girlfriend|boyfriend|"
    r"espos[oa]|viuda|herman[oa]|madre|padre|hij[oa]|prim[oa]|ti[oa]|familiar|novi[oa])\b"
)
_MINOR = re.compile(
    r"\b(?:[1-9]|1[0-7])[- ](?:year-old|years old|anos)\b|\b(?:schoolboy|schoolgirl|menor de edad|minor)\b"
)
_SELF_STYLED = re.compile(
    r"\b(?:self-\w+|unofficial|claims? to (?:be|speak)|so-called|purported|presents? (?:him|her|them)sel\w+|"
    r"autodenominad[oa]|autoproclamad[oa]|no oficial|dice ser|supuest[oa]|presunt[oa]|se identific\w+)\b"
)
_OFFICIAL = re.compile(
    r"\b(?:prosecutor|minister|mayor|governor|president|judge|senator|deputy|congress\w*|police chief|commissioner|"
    r"general|colonel|official|attorney|councillor|ambassador|fiscal|ministr[oa]|alcald\w+|gobernador\w*|presidente|juez\w*|"
    r"senador\w*|diputad[oa]|comisari[oa]|coronel|funcionari[oa]|procurador\w*|concejal|embajador\w*)\b"
)
_LOCATION = re.compile(
    r"\b(?:lives? (?:in|at|near)|home address|address of|resident of|residence|his house|her house|neighbou?rhood|"
    r"vive en|domicilio|reside|su casa|colonia|barrio)\b"
)
_ACCUSED = frozenset({"linked", "guilty", "arrested", "paid"})
_HARMED = frozenset({"held", "dead", "hurt"})
_LABEL = re.compile(r"^\W*(?:\w+\W+){1,3}(?:is|es) (?:a |an |un |una )?\w+\W*$")
"""A bare label, `so-and-so is a traitor`: what it calls the person is the accusation."""
_NEARBY = 90
"""Characters around a name in which a home or a kinship is taken to be the person's."""
_PARTICLES = frozenset({"de", "del", "la", "las", "los", "von", "van", "der", "el", "y"})
_FACELESS = frozenset({SpeakerKind.UNNAMED, SpeakerKind.DOCUMENT, SpeakerKind.GROUP})

_VICTIM_HINT = "Named where somebody is held, hurt or dead: naming can endanger a victim, or reach the family first."
_RELATIVE_HINT = "A relative of somebody in the story: not a public person, and easy to reach."
_MINOR_HINT = "May be under age."
_SELF_STYLED_HINT = "Speaks in a name that others dispute: exposed to reprisals from either side."
_HANDLE_HINT = "Known by a handle or single name only: repeating it helps whoever looks for the person behind it."
_LOCATION_HINT = "The words beside the name tell where somebody lives: leave that out."
_ON_RECORD_HINT = "Speaks on the record in a public or professional role: low risk, but decide with reasons."
_SOURCE_HINT = "Quoted as a source: check that they agreed to be named."
_PUBLIC_HINT = "Public role, nothing said against them: low risk, but decide with reasons."


@dataclass(slots=True)
class _Entry:
    """What is gathered about one person while reading."""

    name: str
    mentions: set[tuple[str, Span]] = field(default_factory=set)
    roles: Counter[str] = field(default_factory=Counter)
    public: bool | None = None
    speaks: set[str] = field(default_factory=set)
    """Statement ids."""


def people(
    reports: Sequence[Report], readings: Sequence[Reading], statements: Sequence[Statement], decisions: Decisions
) -> tuple[Person, ...]:
    """List everybody named, those with the gravest hints first.

    Args:
        reports: their texts, for what stands around a name.
        readings: the names found in each report.
        statements: for speakers, and for what is said about people.
        decisions: who the editor says is private.
    """
    entries = _gather(readings, statements)
    texts = {r.file: r.text for r in reports}
    told = {fold(name): private for name, private in decisions.private}
    about = _said_about(entries, statements)
    found: list[tuple[int, Person]] = []
    for key, entry in entries.items():
        role = _role(entry)
        around = [_around(texts.get(file, ""), span) for file, span in sorted(entry.mentions)]
        hints = _hints(entry, role, around, about.get(key, ()))
        private = told.get(fold(entry.name), _private(entry, role, around))
        grave = sum(weight for weight, _ in hints)
        found.append(
            (
                -grave,
                Person(
                    name=entry.name,
                    mentions=tuple(sorted(entry.mentions)),
                    role=role,
                    private=private,
                    harm_hint=" ".join(sentence for _, sentence in hints),
                ),
            )
        )
    return tuple(person for _, person in sorted(found, key=lambda f: (f[0], fold(f[1].name))))


def _gather(readings: Sequence[Reading], statements: Sequence[Statement]) -> dict[str, _Entry]:
    """Join mentions of one person: the same words, or a part of one fuller name only."""
    mentions = [m for reading in readings for m in reading.persons]
    spoken = [(s, link) for s in statements for link in s.chain if link.kind is SpeakerKind.PERSON]
    names = {m.name for m in mentions} | {link.name for _, link in spoken}
    full = _fuller(names)
    entries: dict[str, _Entry] = {}
    for mention in mentions:
        _note_mention(entries, full, mention)
    for statement, link in spoken:
        entry = entries.setdefault(full[link.name], _Entry(name=full[link.name]))
        if link is statement.speaker:
            entry.speaks.add(statement.id)
        span = link.span or (statement.source.span if statement.source else None)
        if span is not None:
            entry.mentions.add((statement.report, span))
    return entries


def _note_mention(entries: dict[str, _Entry], full: Mapping[str, str], mention: PersonMention) -> None:
    entry = entries.setdefault(full[mention.name], _Entry(name=full[mention.name]))
    entry.mentions.add((mention.report, mention.span))
    if mention.described_as:
        entry.roles[" ".join(mention.described_as.split())] += 1
    if mention.public_role is not None:
        entry.public = bool(entry.public) or mention.public_role


def _fuller(names: Iterable[str]) -> dict[str, str]:
    """Map every name to the one longer name it is a part of; to itself when there is none or several."""
    parts = {name: _parts(name) for name in names}
    result: dict[str, str] = {}
    holding: dict[str, list[str]] = defaultdict(list)
    alike: dict[frozenset[str], list[str]] = defaultdict(list)
    for name, own in parts.items():
        alike[own].append(name)
        for part in own:
            holding[part].append(name)
    for name, own in parts.items():
        # Whoever holds all parts of a name holds its rarest one.
        among = min((holding[part] for part in own), key=len, default=[])
        longer = [other for other in among if own < parts[other]]
        # Surname, full name, full name with a middle name: one line. Two unrelated fuller names: nobody knows which.
        longest = max(longer, key=lambda n: (len(parts[n]), n), default=name)
        result[name] = min(alike[parts[longest]]) if all(parts[n] <= parts[longest] for n in longer) else name
    return result


def _parts(name: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[\w@#]+", fold(name)) if w not in _PARTICLES)


def _said_about(
    entries: Mapping[str, _Entry], statements: Sequence[Statement]
) -> dict[str, list[tuple[str, Statement]]]:
    """Return what statements of others assert about each person: `accused` or `harmed`."""
    about: dict[str, list[tuple[str, Statement]]] = defaultdict(list)
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_report[statement.report].append(statement)
    for key, entry in entries.items():
        for file, span in entry.mentions:
            for statement in by_report[file]:
                if statement.content.span.contains(span) and statement.id not in entry.speaks:
                    kind = _said(statement)
                    if kind:
                        about[key].append((kind, statement))
    return about


def _said(statement: Statement) -> str | None:
    """Say whether a content accuses or tells of harm; a denied one harms as well, since it repeats the accusation."""
    spoken = {dimension for dimension, _ in read_facets(statement).signs}
    if spoken & _ACCUSED or _LABEL.search(fold(statement.content.text)):
        return "accused"
    return "harmed" if spoken & _HARMED else None


def _role(entry: _Entry) -> str | None:
    """Return what the texts most often call a person, None when they do not say."""
    return min(entry.roles, key=lambda r: (-entry.roles[r], r)) if entry.roles else None


def _around(text: str, span: Span) -> str:
    """Return the folded words around a mention."""
    return fold(text[max(0, span.start - _NEARBY) : span.end + _NEARBY])


def _private(entry: _Entry, role: str | None, around: Sequence[str]) -> bool | None:
    """Return False for a public office or an on-record role, True for relatives and minors, else None."""
    described = fold(role or "")
    if _RELATIVE.search(described) or any(_MINOR.search(a) for a in around):
        return True
    if entry.public or _OFFICIAL.search(described):
        return False
    return None if entry.public is None else True


def _is_handle(name: str) -> bool:
    """Say whether a name is a handle or reads like one: an at sign, a digit inside, or one word alone."""
    return bool(_HANDLE.search(name)) or len(name.split()) == 1


def _hints(
    entry: _Entry, role: str | None, around: Sequence[str], about: Sequence[tuple[str, Statement]]
) -> list[tuple[int, str]]:
    """Return (gravity, sentence) for everything that could harm; never empty."""
    described = fold(" ".join(entry.roles))
    official = bool(_OFFICIAL.search(described))
    accusers = [s for kind, s in about if kind == "accused"]
    found = [(4, _accused(accusers, official=official))] if accusers else []
    tests = (
        (any(kind == "harmed" for kind, _ in about), 4, _VICTIM_HINT),
        (bool(_RELATIVE.search(described)), 4, _RELATIVE_HINT),
        (any(_MINOR.search(a) for a in around), 5, _MINOR_HINT),
        (bool(_SELF_STYLED.search(described)), 2, _SELF_STYLED_HINT),
        (_is_handle(entry.name), 3, _HANDLE_HINT),
        (any(_LOCATION.search(a) for a in around), 3, _LOCATION_HINT),
    )
    found.extend((gravity, sentence) for applies, gravity, sentence in tests if applies)
    on_record = bool(entry.public) or official
    if entry.speaks and not _is_handle(entry.name):
        found.append((0, _ON_RECORD_HINT) if on_record else (1, _SOURCE_HINT))
    if not found:
        named = f"Named as {role}" if role else "Named without a role"
        unsure = f"{named}: nothing in the texts shows that naming is safe or needed."
        found.append((0, _PUBLIC_HINT) if on_record else (1, unsure))
    return found


def _accused(accusers: Sequence[Statement], *, official: bool) -> str:
    """Say on what an accusation rests."""
    speakers = {fold(s.speaker.name) for s in accusers}
    whom = "An official is accused" if official else "Accused"
    if all(s.speaker.kind in _FACELESS for s in accusers):
        return f"{whom} by a source nobody has identified: naming repeats it and, true or not, can get them killed."
    if len(speakers) == 1:
        return (
            f"{whom} on the word of one speaker ({accusers[0].speaker.name}): naming repeats it; ask for a reply first."
        )
    return f"{whom} by {len(speakers)} speakers: naming repeats it; see whether they are independent, ask for a reply."
