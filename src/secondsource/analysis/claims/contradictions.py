"""Which statements cannot both stand: contradicts, supersedes, corrects - dated, each with a sentence that says why.

Four readings, strongest first: opposite statements inside one report; a speaker who takes something back; support and
denial of one claim; opposite acts upon the announced plan (on, off, later). Of all relays of two utterances only the
clearest pair is listed: side by side in one report if there is one, else the earliest reports that carry each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from secondsource.analysis.claims.clashes.clash import clash, dates, later_first, made
from secondsource.analysis.claims.clashes.days import day_clashes
from secondsource.analysis.claims.clashes.denials import denials
from secondsource.analysis.claims.clashes.echoes import without_echoes
from secondsource.analysis.claims.clashes.opposition import oppositions
from secondsource.analysis.claims.clashes.plan import CLEAR, FAINT, PLAIN, plan_clashes
from secondsource.analysis.claims.clashes.retraction import owned_up
from secondsource.analysis.claims.clashes.revision import revisions
from secondsource.analysis.claims.evidence import Evidence
from secondsource.analysis.claims.grouping import Group
from secondsource.analysis.claims.meaning.figures import figures_of
from secondsource.analysis.claims.meaning.plain import UNWANTED
from secondsource.analysis.claims.meaning.stance import Stance
from secondsource.core.vetting.finding import Contradiction, ContradictionKind
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Position, SpeakerKind

MOST_LISTED = 60
"""More than this nobody reads; the rest would be relays and far echoes of those listed."""
_FEWEST, _STATEMENTS_A_LINE = 12, 2.5
"""A small folder has fewer: one line for so many statements, but never cut below so many lines."""
_OPPOSED_FROM = 1.5
"""Less the weight of an opposition gives its rank: from between clear and plain ones down to the faint."""
_DISBELIEVED_FROM = 1.4
"""Less the nearness of what is disbelieved gives its rank."""
_OPENING = 40
_RELATED, _RELATED_KNOWING, _CLOSE = 0.35, 0.20, 0.30
"""Cosines of two contents about the same thing: with opposite predicates, with opposite knowledge, by all signs."""
_DISBELIEF = frozenset({Position.DOUBTS, Position.DENIES, Position.RETRACTS})
_PLAN_WORDS = re.compile(r"\b(?:threat|plan|announce|campaign|operation|amenaza|anunci|campana|operaci)\w*")
_NO = re.compile(r"\b(?:not|no|never|nobody|none|nothing|nunca|jamas|nadie|nada|ningun\w*|ni|nor)\b|n't\b")
_FIGURE_NOUN = re.compile(r"(\w+)(?=\W+(?:of\W+|de\W+)?(\w+))")
_TURNING = ("knew", "dead", "safe", "guilty", "freed", "held", "genuine", "open", "happened", "paid")
"""Dimensions on which a change of sign inside one report is worth a line."""
_ASSERTING = frozenset(Position) - {
    Position.DOUBTS,
    Position.CANNOT_CONFIRM,
    Position.ASKS,
    Position.SPECULATES,
}


def contradictions(groups: Sequence[Group], evidence: Evidence) -> tuple[Contradiction, ...]:
    """List the contradictions of a folder, most telling first, at most `MOST_LISTED`."""
    ranked: list[tuple[float, Contradiction]] = [
        *_inside_reports(evidence),
        *_taken_back(evidence),
        *owned_up(evidence),
        *revisions(evidence),
        *_claims(groups, evidence),
        *plan_clashes(evidence),
        *day_clashes(evidence),
        *denials(evidence),
        *((_OPPOSED_FROM - weight, item) for weight, item in oppositions(evidence)),
    ]
    most = max(_FEWEST, min(MOST_LISTED, int(len(evidence.statements) / _STATEMENTS_A_LINE)))
    return without_echoes(evidence, sorted(ranked, key=lambda r: r[0]), most)


def _inside_reports(evidence: Evidence) -> Iterable[tuple[float, Contradiction]]:
    """Pair disbelief and opposite predicates with what they answer in the same report."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for i, statement in enumerate(evidence.statements):
        by_report[statement.report].append(i)
    for members in by_report.values():
        members.sort(key=lambda i: evidence.statements[i].content.start)
        for i in members:
            if evidence.statements[i].position in _DISBELIEF and not _only_unwanted(evidence, i):
                answered = [j for j in members if _answers(evidence, i, j)]
                if answered:
                    best = max(answered, key=lambda j: (_nearness(evidence, i, j), -j))
                    rank = max(CLEAR, _DISBELIEVED_FROM - _nearness(evidence, i, best))
                    yield rank, clash(evidence, i, best, _disbelief_words(evidence, i, best))
        for n, i in enumerate(members):
            for j in members[n + 1 :]:
                turned = _turned(evidence, i, j)
                if turned:
                    yield CLEAR, _turn(evidence, i, j, turned)


def _only_unwanted(evidence: Evidence, i: int) -> bool:
    """Say whether a `no` is about what somebody wants or forgets, which denies nothing."""
    return bool(UNWANTED.search(fold(evidence.statements[i].content.text)[:_OPENING]))


def _answers(evidence: Evidence, i: int, j: int) -> bool:
    """Say whether `j` asserts, by another voice, what `i` disbelieves."""
    if i == j or evidence.statements[j].position in _DISBELIEF | {Position.CANNOT_CONFIRM, Position.ASKS}:
        return False
    # Inside one report names are as the report gives them: whoever it tells apart is told apart here.
    if fold(evidence.statements[i].speaker.name) == fold(evidence.statements[j].speaker.name):
        return False
    return _nearness(evidence, i, j) >= _CLOSE


def _nearness(evidence: Evidence, i: int, j: int) -> float:
    """Cosine of two contents, raised when they share a predicate or a name."""
    a, b = evidence.facets[i], evidence.facets[j]
    shared = len({d for d, _ in a.signs} & {d for d, _ in b.signs})
    # "The threat is false" answers the threat; other disbelief answers a report of facts rather than an announcement.
    about_plan = a.sign("genuine") == -1 and _PLAN_WORDS.search(fold(evidence.statements[i].content.text))
    of_plan = (0.3 if about_plan else -0.15) if b.act is not None else 0.0
    speaks_of_truth = any(b.sign(d) == 1 for d in ("genuine", "confirmed", "happened"))
    negated = _NO.search(fold(evidence.statements[j].content.text)) is not None
    return (
        evidence.cosine(i, j)
        - 0.15 * negated
        + 0.2 * min(2, shared)
        + 0.05 * bool(a.words & b.words)
        + 0.25 * speaks_of_truth
        + of_plan
    )


def _turned(evidence: Evidence, i: int, j: int) -> str | None:
    """Return the dimension on which two statements of one report say opposite things, None when there is none."""
    a, b = evidence.facets[i], evidence.facets[j]
    if not {evidence.statements[i].position, evidence.statements[j].position} <= _ASSERTING:
        return None
    likeness = evidence.cosine(i, j)
    # Beside an act other predicates are reasons and circumstances, and who knew what is neither.
    for dimension in _TURNING[:1] if a.act or b.act else _TURNING:
        first, second = a.sign(dimension), b.sign(dimension)
        enough = _RELATED_KNOWING if dimension == "knew" else _RELATED
        if first is not None and second is not None and first != second and likeness >= enough:
            return dimension
    return None


def _turn(evidence: Evidence, i: int, j: int, dimension: str) -> Contradiction:
    """Word a change of sign: a correction when one voice stands in both chains, else a contradiction."""
    if _shares_voice(evidence, i, j):
        later, earlier = later_first(evidence, i, j)
        name = evidence.speaker_name(earlier)
        why = f"What {name} is quoted on is turned round ({dimension}: yes and no){dates(evidence, later, earlier)}."
        return made(evidence, later, earlier, ContradictionKind.CORRECTS, why)
    return clash(evidence, i, j, f"Opposite answers in one report ({dimension}: yes and no)")


def _shares_voice(evidence: Evidence, i: int, j: int) -> bool:
    """Say whether a speaker other than an outlet stands in both chains."""
    first, second = (
        {s.name.casefold() for s in evidence.statements[k].chain if s.kind is not SpeakerKind.OUTLET} for k in (i, j)
    )
    return bool(first & second)


def _taken_back(evidence: Evidence) -> Iterable[tuple[int, Contradiction]]:
    """Pair each correction or retraction with the nearest earlier statement of the same speaker."""
    by_speaker: dict[str, list[int]] = defaultdict(list)
    for i in range(len(evidence.statements)):
        by_speaker[evidence.speaker_key(i)].append(i)
    for i, statement in enumerate(evidence.statements):
        if statement.position not in {Position.CORRECTS, Position.RETRACTS}:
            continue
        when = evidence.date_of(i)
        before = [
            j
            for j in by_speaker[evidence.speaker_key(i)]
            if j != i
            and evidence.statements[j].position not in {Position.CORRECTS, Position.RETRACTS}
            and not (when and (other := evidence.date_of(j)) and other > when)
            and _nearness(evidence, i, j) >= _CLOSE
        ]
        if before:
            best = max(before, key=lambda j: (_nearness(evidence, i, j), -j))
            why = f"{evidence.speaker_name(i)} takes back what was said before{dates(evidence, i, best)}."
            yield CLEAR, made(evidence, i, best, ContradictionKind.CORRECTS, why)


def _claims(groups: Sequence[Group], evidence: Evidence) -> Iterable[tuple[int, Contradiction]]:
    """Hold each denial of a claim against its earliest support, and numbers of one claim against each other."""
    for group in groups:
        supporting = sorted((i for i in group.members if evidence.stances[i] is Stance.SUPPORTS), key=evidence.standing)
        denying = sorted((i for i in group.members if evidence.stances[i] is Stance.DENIES), key=evidence.standing)
        heard: set[str] = set()
        for i in denying:
            key = evidence.speaker_key(i)
            if key in heard or not supporting:
                continue
            heard.add(key)
            side_by_side = [j for j in supporting if evidence.statements[j].report == evidence.statements[i].report]
            for j in (
                j for j in dict.fromkeys((*side_by_side[:1], supporting[0])) if _nearness(evidence, i, j) >= _CLOSE
            ):
                yield PLAIN, clash(evidence, i, j, "One denies what the other asserts")
        yield from _numbers(supporting, evidence)
        yield from _finality(supporting, evidence)


def _numbers(supporting: Sequence[int], evidence: Evidence) -> Iterable[tuple[int, Contradiction]]:
    """List one pair for each two figures given for one claim."""
    first: dict[str, int] = {}
    for i in supporting:
        figures = evidence.facets[i].numbers
        if len(figures) == 1:
            first.setdefault(next(iter(figures)), i)
    items = sorted(first.items(), key=lambda item: evidence.standing(item[1]))
    for n, (figure, i) in enumerate(items):
        for other, j in items[n + 1 :]:
            shared = {d for d, _ in evidence.facets[i].signs} & {d for d, _ in evidence.facets[j].signs}
            if evidence.cosine(i, j) >= _CLOSE and shared and _same_noun(evidence, i, j):
                yield FAINT, clash(evidence, i, j, f"Different figures: {figure} and {other}")


def _same_noun(evidence: Evidence, i: int, j: int) -> bool:
    """Say whether the figures of two statements count the same thing, where one language lets that be compared."""
    one, other = evidence.statements[i], evidence.statements[j]
    if one.language != other.language:
        return True
    nouns = [
        {
            after[:4]
            for before, after in _FIGURE_NOUN.findall(fold(s.content.text))
            if figures_of(before) & evidence.facets[k].numbers
        }
        for k, s in ((i, one), (j, other))
    ]
    return bool(nouns[0] & nouns[1])


def _finality(supporting: Sequence[int], evidence: Evidence) -> Iterable[tuple[int, Contradiction]]:
    """Hold `for good` against `for now` inside one claim, one pair for each two speakers."""
    final = [i for i in supporting if evidence.facets[i].sign("final") == 1]
    passing = [i for i in supporting if evidence.facets[i].sign("final") == -1]
    heard: set[tuple[str, str]] = set()
    for i in final:
        for j in passing:
            key = (evidence.speaker_key(i), evidence.speaker_key(j))
            if key not in heard:
                heard.add(key)
                yield PLAIN, clash(evidence, i, j, "One says for good, the other for now")


def _disbelief_words(evidence: Evidence, i: int, j: int) -> str:
    verb = "denies" if evidence.statements[i].position is Position.DENIES else "does not believe"
    return f"{evidence.speaker_name(i)} {verb} what {evidence.speaker_name(j)} is quoted on"
