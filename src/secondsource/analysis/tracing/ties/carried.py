"""Ties across reports: words taken over, a credited report, likeness of content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from secondsource.analysis.tracing.likeness import Likeness
from secondsource.analysis.tracing.reuse.direction import homes_of
from secondsource.analysis.tracing.speakers.cast import Role, compare_roles
from secondsource.analysis.tracing.speakers.names import Sameness
from secondsource.analysis.tracing.ties.turns import same_announcement, tie_of
from secondsource.analysis.tracing.utterances import Utterance
from secondsource.core.vetting.report import Report, Span
from secondsource.core.vetting.statement import SpeakerKind
from secondsource.core.vetting.tracing import Reuse, ReuseKind, Tie, TieKind

TAKEN_OVER = 0.95
TRANSLATED = 0.85
CREDITED = 0.9
ALIKE = 0.7
LEAST_ALIKE = 0.6
"""Cosine from which two statements of one speaker may be one; across languages `ACROSS` less."""
ACROSS = 0.06
MAYBE_ALIKE = 0.68
"""The same when the names only may be one speaker's."""
SAME_WORDS = 55.0
"""rapidfuzz token-set ratio, 0-100, of two contents inside one shared passage."""
ALL_PAIRS_UP_TO = 1500
"""Statements up to which contents are compared across all speakers; beyond, only within one speaker."""


def reuse_ties(utterances: Sequence[Utterance], reuse: Sequence[Reuse]) -> list[Tie]:
    """Tie statements whose contents stand in passages two reports share."""
    at_home: dict[str, list[Utterance]] = {}
    for utterance in utterances:
        at_home.setdefault(utterance.statement.report, []).append(utterance)
    ties = []
    for pair in reuse:
        translated = pair.kind is ReuseKind.TRANSLATION
        kind = TieKind.TRANSLATION if translated else TieKind.REUSE
        for passage in pair.passages:
            there = [u for u in at_home.get(pair.b, ()) if _stands_in(u, passage.b)]
            for one in at_home.get(pair.a, ()):
                if not _stands_in(one, passage.a):
                    continue
                for two in there:
                    if translated or _same_words(one, two):
                        evidence = f"{'translated' if translated else 'shared'} passage of {passage.words} words"
                        ties.append(tie_of(kind, one, two, evidence, TRANSLATED if translated else TAKEN_OVER))
    return ties


def _stands_in(utterance: Utterance, passage: Span) -> bool:
    """Say whether most of the content lies in the passage, or most of the passage in the content."""
    content = utterance.statement.content.span
    common = min(content.end, passage.end) - max(content.start, passage.start)
    return common >= 0.5 * min(len(content), len(passage)) and common > 0


def _same_words(one: Utterance, two: Utterance) -> bool:
    """Say whether two contents in one passage are its same part."""
    a, b = one.statement.content.text.casefold(), two.statement.content.text.casefold()
    return fuzz.token_set_ratio(a, b) >= SAME_WORDS


def citation_ties(
    utterances: Sequence[Utterance],
    reports: Mapping[str, Report],
    likeness: Likeness,
    relays: Sequence[tuple[str, str]],
) -> list[Tie]:
    """Tie a statement that came through an outlet to the like statement in that outlet's own report.

    Args:
        utterances: of the whole case.
        reports: by file.
        likeness: of contents.
        relays: (report, report) pairs the editor declared or the direction of reuse showed: first relays second.
    """
    at_home: dict[str, list[Utterance]] = {}
    for utterance in utterances:
        at_home.setdefault(utterance.statement.report, []).append(utterance)
    declared: dict[str, set[str]] = {}
    for child, parent in relays:
        declared.setdefault(child, set()).add(parent)
    credits_in = {
        u.id: {link.name for link in u.statement.chain[1:] if link.kind is SpeakerKind.OUTLET}
        | set(reports[u.statement.report].via)
        for u in utterances
    }
    homes = homes_of(set().union(*credits_in.values()), reports.values())
    ties = []
    for utterance in utterances:
        home = utterance.statement.report
        files = declared.get(home, set()) | {file for name in credits_in[utterance.id] for file in homes[name]}
        parents = [u for file in sorted(files - {home}) for u in at_home.get(file, ()) if _could_relay(utterance, u)]
        if parents:
            best = max(parents, key=lambda u: (likeness.between([utterance], [u]), u.rank))
            alike = likeness.between([utterance], [best])
            announced = [u for u in parents if same_announcement([utterance], [u])]
            if alike < LEAST_ALIKE - 2 * ACROSS and announced:
                best = max(announced, key=lambda u: (likeness.between([utterance], [u]), u.rank))
            if alike >= LEAST_ALIKE - 2 * ACROSS or announced:
                evidence = f"credited to the report {best.statement.report}, which has the same (likeness {alike:.2f})"
                ties.append(tie_of(TieKind.CITATION, utterance, best, evidence, CREDITED))
    return ties


def _could_relay(child: Utterance, parent: Utterance) -> bool:
    """Say whether `child` may pass on `parent`: not earlier, and the speakers may be one."""
    if child.published and parent.published and parent.published > child.published:
        return False
    return compare_roles(child.root, parent.root) is not Sameness.DIFFERENT


def likeness_ties(utterances: Sequence[Utterance], likeness: Likeness, circles: Mapping[Role, str]) -> list[Tie]:
    """Tie statements of one speaker that say nearly the same, when their dates do not forbid it."""
    blocks: list[list[Utterance]] = []
    spoken = [u for u in utterances if not u.own_voice]
    if len(spoken) <= ALL_PAIRS_UP_TO:
        blocks.append(spoken)
    else:
        by_role: dict[Role, list[Utterance]] = {}
        for utterance in spoken:
            if utterance.root.kind is not SpeakerKind.UNNAMED:
                by_role.setdefault(utterance.root, []).append(utterance)
        blocks = [block for block in by_role.values() if len({u.statement.report for u in block}) > 1]
        likeness.prepare(u for block in blocks for u in block)
    ties = []
    for block in blocks:
        for one, two, cosine in likeness.near(block, LEAST_ALIKE - ACROSS):
            same = compare_roles(one.root, two.root)
            if circles.get(one.root) and circles.get(one.root) == circles.get(two.root) and same is Sameness.DIFFERENT:
                same = Sameness.MAY
            across = ACROSS if one.statement.language != two.statement.language else 0.0
            needed = {Sameness.SAME: LEAST_ALIKE, Sameness.MAY: MAYBE_ALIKE, Sameness.DIFFERENT: 2.0}[same] - across
            if SpeakerKind.UNNAMED in {one.root.kind, two.root.kind} or cosine < needed:
                continue
            evidence = f"{one.root.name} and {two.root.name} say nearly the same (likeness {cosine:.2f})"
            weight = round(min(0.79, ALIKE + (cosine - needed) * 0.4) - (0.1 if same is Sameness.MAY else 0), 3)
            ties.append(tie_of(TieKind.SAME_UTTERANCE, one, two, evidence, weight))
    return ties
