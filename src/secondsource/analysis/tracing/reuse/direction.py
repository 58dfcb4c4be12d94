"""Which report took from which, if the evidence says; otherwise none, and why.

Text alone is nearly symmetric. The evidence, strongest first: a credit (`via`, a chain through the other outlet), a
shared source that explains both, publication before the other beyond what a shared source explains, and a text that
is only the beginning of the other (newspapers cut from below).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from secondsource.analysis.tracing.speakers.names import same_outlet
from secondsource.core.vetting.report import Report, Span
from secondsource.core.vetting.statement import SpeakerKind, Statement
from secondsource.core.vetting.tracing import Passage, Reuse, ReuseKind

_SEVERAL = re.compile(r"\s+(?:and|y|e|&)\s+|\s*[;,]\s*")
OWN_WORDS = 25
"""Words shared outside what both give as one third speaker's, from which dates can show a direction."""
BESIDE = 300
"""Characters from the shared words within which an outlet's name is a credit for them."""
SHORTEST_OUTLET = 6
"""Letters an outlet's name must have to be looked for in running text: `Time` and `ABC` are words."""
CUT_SHARE = 0.8
"""Share of a text found in a longer one, from its beginning, that shows a cut."""
SAME_LENGTH = 3
"""Words by which two translated passages may differ and still be the same one, cut a little differently."""
COVERED = 0.6
"""Share of a passage that statements of one speaker must cover for that speaker to explain it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A stretch of a report and whose words it gives."""

    span: Span
    speaker: str
    """Name across the case."""


def credits_of(reports: Sequence[Report], statements: Sequence[Statement]) -> dict[tuple[str, str], str]:
    """Return (child, parent) files to the words by which the child credits the parent's outlet."""
    named: dict[str, dict[str, str]] = {report.file: {} for report in reports}
    for report in reports:
        for name in report.via:
            named[report.file][name] = f"names “{name}” as its source"
    for statement in statements:
        for link in statement.chain[1:]:
            if link.kind is SpeakerKind.OUTLET and statement.report in named:
                named[statement.report].setdefault(link.name, f"credits “{link.name}” in the text")
    found: dict[tuple[str, str], str] = {}
    homes = homes_of({name for names in named.values() for name in names}, reports)
    for child, names in named.items():
        for name, words in sorted(names.items()):
            for parent in homes[name]:
                if parent != child:
                    found.setdefault((child, parent), words)
    return found


def homes_of(names: Iterable[str], reports: Iterable[Report]) -> dict[str, list[str]]:
    """Return for each name the files of the reports whose outlet it is."""
    houses: dict[str, list[str]] = {}
    for report in sorted(reports, key=lambda r: r.file):
        if report.outlet:
            houses.setdefault(report.outlet, []).append(report.file)
    return {
        name: [
            file
            for outlet, files in houses.items()
            if any(same_outlet(part, outlet) for part in (name, *_SEVERAL.split(name)))
            for file in files
        ]
        for name in names
    }


def directed(
    reuse: Sequence[Reuse],
    reports: Mapping[str, Report],
    voices: Mapping[str, Sequence[Voice]],
    credit: Mapping[tuple[str, str], str],
) -> list[Reuse]:
    """Return the pairs with direction and reasons filled in."""
    return [_directed(pair, reports, voices, credit) for pair in reuse]


def _directed(
    pair: Reuse,
    reports: Mapping[str, Report],
    voices: Mapping[str, Sequence[Voice]],
    credit: Mapping[tuple[str, str], str],
) -> Reuse:
    """Weigh the evidence on one pair, the strongest first."""
    a, b = reports[pair.a], reports[pair.b]
    a_credits, b_credits = credit.get((a.file, b.file)), credit.get((b.file, a.file))
    if a_credits and b_credits:
        return _none(pair, f"Each credits the other: {a.file} {a_credits}, {b.file} {b_credits}; no direction.")
    for child, words, parent in ((a, a_credits, b), (b, b_credits, a)):
        if words and not _earlier(child, parent):
            return _to(pair, child.file, f"{child.file} {words}.")
    beside = [(child, parent) for child, parent in ((a, b), (b, a)) if _named_beside(pair, child, parent)]
    if len(beside) == 1 and not _earlier(*beside[0]):
        child, parent = beside[0]
        return _to(pair, child.file, f"{child.file} names “{parent.outlet}” beside the shared words.")
    explained = _explained(pair, reports, voices, credit)
    if explained:
        return _none(pair, explained)
    return _by_time_and_shape(pair, a, b, voices)


def _named_beside(pair: Reuse, child: Report, parent: Report) -> bool:
    """Say whether `child` has the outlet of `parent` in its text close to what they share."""
    name = parent.outlet or ""
    if len(name) < SHORTEST_OUTLET or (child.outlet and same_outlet(name, child.outlet)):
        return False
    for passage in pair.passages:
        place = passage.a if child.file == pair.a else passage.b
        if name in child.text[max(0, place.start - BESIDE) : place.end + BESIDE]:
            return True
    return False


def _explained(
    pair: Reuse,
    reports: Mapping[str, Report],
    voices: Mapping[str, Sequence[Voice]],
    credit: Mapping[tuple[str, str], str],
) -> str | None:
    """Return the common source that explains a pair, or None."""
    a, b = reports[pair.a], reports[pair.b]
    common = sorted({p for c, p in credit if c == a.file} & {p for c, p in credit if c == b.file})
    if common:
        return f"Both credit the outlet of {common[0]}: a common source explains the shared text; no direction."
    shared_via = next((x for x in a.via for y in b.via if same_outlet(x, y)), None)
    if shared_via:
        return f"Both name “{shared_via}” as their source, which explains the shared text; no direction."
    speakers = [_common_speaker(passage, voices.get(a.file, ()), voices.get(b.file, ())) for passage in pair.passages]
    if all(speakers):
        names = ", ".join(sorted({name for name in speakers if name}))
        return f"Both give these words as those of {names}: the common source explains them; no direction."
    carrier = next((report for report in (a, b) if report.via), None)
    if carrier:
        return f"{carrier.file} names “{carrier.via[0]}” as its source, from which both may have it; no direction."
    return None


def _common_speaker(passage: Passage, first: Sequence[Voice], second: Sequence[Voice]) -> str | None:
    """Return the speaker to whom both reports give most of a passage, or None."""
    spoken = _speakers(passage.a, first) & _speakers(passage.b, second)
    return min(spoken) if spoken else None


def _speakers(span: Span, voices: Sequence[Voice]) -> set[str]:
    """Return the speakers whose stretches cover most of `span`."""
    covered: dict[str, int] = {}
    for voice in voices:
        common = min(span.end, voice.span.end) - max(span.start, voice.span.start)
        if common > 0:
            covered[voice.speaker] = covered.get(voice.speaker, 0) + common
    return {speaker for speaker, length in covered.items() if length >= COVERED * len(span)}


def _by_time_and_shape(pair: Reuse, a: Report, b: Report, voices: Mapping[str, Sequence[Voice]]) -> Reuse:
    """Look at dates and at cutting, for text that no common source explains."""
    own = sum(
        passage.words
        for passage in pair.passages
        if not _common_speaker(passage, voices.get(a.file, ()), voices.get(b.file, ()))
    )
    dated = a.published is not None and b.published is not None and a.published != b.published
    if dated and own >= OWN_WORDS:
        child, parent = (a, b) if _earlier(b, a) else (b, a)
        words = (
            f"{child.file} appeared on {child.published}, after {parent.file} on {parent.published}, and {own} of the"
            " shared words are nobody else's in both."
        )
        return _to(pair, child.file, words)
    if pair.kind is ReuseKind.VERBATIM:
        for child, parent, share, side in ((a, b, pair.containment[0], "b"), (b, a, pair.containment[1], "a")):
            starts = min((p.b.start if side == "b" else p.a.start) for p in pair.passages)
            shorter = len(child.text) < 0.8 * len(parent.text)
            if share >= CUT_SHARE and shorter and starts < 0.1 * len(parent.text) and not _earlier(child, parent):
                return _to(
                    pair, child.file, f"{child.file} is the beginning of {parent.file} and stops where it was cut."
                )
    return _none(pair, "Neither credits the other, and dates and wording do not show who came first; no direction.")


def _earlier(one: Report, two: Report) -> bool:
    """Say whether `one` is known to have appeared before `two`."""
    return one.published is not None and two.published is not None and one.published < two.published


def _to(pair: Reuse, child: str, words: str) -> Reuse:
    """Return `pair` with a direction and its reason."""
    return replace(pair, derived=child, evidence=(*pair.evidence, words))


def _none(pair: Reuse, words: str) -> Reuse:
    """Return `pair` without direction, and the reason."""
    return replace(pair, derived=None, evidence=(*pair.evidence, words))


def plainest(translations: Sequence[Reuse], verbatim: Sequence[Reuse]) -> list[Reuse]:
    """Keep of translations between the same copied texts only the fullest.

    When three reports print one sentence and a fourth its translation, the three pairs say one thing. A pair is left
    out when a report beside it shares the translated passage word for word and has more of it in translation, or when
    its own report took the passage from the other (`derived`).
    """
    copies: dict[str, dict[str, Reuse]] = {}
    for pair in verbatim:
        copies.setdefault(pair.a, {})[pair.b] = pair
        copies.setdefault(pair.b, {})[pair.a] = pair
    words = {(t.a, t.b): sum(p.words for p in t.passages) for t in translations}

    def better(mine: str, other: str, held: int) -> bool:
        for copy, pair in sorted(copies.get(mine, {}).items()):
            there = words.get((min(copy, other), max(copy, other)))
            if there is None or pair.derived == copy:
                continue
            if pair.derived == mine or there > held + SAME_LENGTH:
                return True
        return False

    kept = []
    for pair in translations:
        held = words[pair.a, pair.b]
        if not better(pair.a, pair.b, held) and not better(pair.b, pair.a, held):
            kept.append(pair)
    return kept
