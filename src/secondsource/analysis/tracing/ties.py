"""Reasons to count statements as one utterance, each with its evidence and the chance that it holds.

A document, an interview or a communiqué is one utterance however many things it says: what ties its parts is speaker,
date and occasion. Across reports, words taken over, a credited report and likeness of content tie as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from rapidfuzz import fuzz

from secondsource.analysis.tracing.likeness import Likeness
from secondsource.analysis.tracing.occasions import occasions_clash
from secondsource.analysis.tracing.reuse.direction import homes_of
from secondsource.analysis.tracing.speakers.cast import Role, compare_roles
from secondsource.analysis.tracing.speakers.names import Sameness
from secondsource.analysis.tracing.utterances import Utterance
from secondsource.core.vetting.report import Report, Span
from secondsource.core.vetting.statement import Position, SpeakerKind
from secondsource.core.vetting.tracing import Reuse, ReuseKind, Tie, TieKind

SAME_REPORT = 0.9
SAME_REPORT_UNDATED = 0.65
"""The same where only one of the two has a date: `in a report last month` and `two days ago` may be two."""
SAME_DAY = 0.8
NEXT_DAY = 0.55
SAME_DOCUMENT = 0.75
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
AGAINST = frozenset({Position.DENIES, Position.DOUBTS, Position.ANNOUNCES_CANCEL, Position.RETRACTS})
TURNS = frozenset(
    {
        Position.ANNOUNCES_THREAT,
        Position.ANNOUNCES_CANCEL,
        Position.ANNOUNCES_RESUME,
        Position.ANNOUNCES_DELAY,
    }
)
"""What becomes of a plan; a speaker who announces two of them does so on two occasions."""
_SEVERAL = """
some others other several many few certain sources unattributed people users algunos algunas otros otras otro otra
varios varias muchos muchas unos unas uno una fuentes usuarios
"""
SEVERAL = frozenset(_SEVERAL.split())
"""Folded words of descriptions that may mean two speakers in one report."""
ALL_PAIRS_UP_TO = 1500
"""Statements up to which contents are compared across all speakers; beyond, only within one speaker."""


def same_report_ties(utterances: Sequence[Utterance]) -> list[Tie]:
    """Tie what one speaker says in one report, unless it names two dates or two occasions."""
    groups: dict[tuple[str, Role, bool], list[Utterance]] = {}
    for utterance in utterances:
        groups.setdefault((utterance.statement.report, utterance.root, utterance.own_voice), []).append(utterance)
    ties = []
    for (_, role, own), members in groups.items():
        for later, earlier in _followers(members):
            evidence = (
                "the outlet's own voice in one report"
                if own
                else f"{role.name}, in the same report, with no other date or occasion named"
            )
            weight = SAME_REPORT if earlier.said_on == later.said_on else SAME_REPORT_UNDATED
            ties.append(_tie(TieKind.SAME_UTTERANCE, earlier, later, evidence, weight))
    return ties


def same_day_ties(utterances: Sequence[Utterance]) -> list[Tie]:
    """Tie what one named speaker says on one day, unless on different occasions."""
    groups: dict[tuple[Role, object], list[Utterance]] = {}
    for utterance in utterances:
        if utterance.said_on and not utterance.own_voice and utterance.root.kind is not SpeakerKind.UNNAMED:
            groups.setdefault((utterance.root, utterance.said_on), []).append(utterance)
    ties = []
    for (role, day), members in groups.items():
        for later, earlier in _followers(members):
            if later.statement.report != earlier.statement.report:
                evidence = f"{role.name} on {day}, in two reports, no other occasion named"
                ties.append(_tie(TieKind.SAME_UTTERANCE, earlier, later, evidence, SAME_DAY))
    return ties


def next_day_ties(utterances: Sequence[Utterance]) -> list[Tie]:
    """Tie what one speaker announced on two days in a row in two reports: said at night, printed in the morning."""
    by_turn: dict[tuple[Role, Position], list[Utterance]] = {}
    for u in utterances:
        named = not u.own_voice and u.root.kind is not SpeakerKind.UNNAMED
        if named and u.said_on and u.statement.position in TURNS:
            by_turn.setdefault((u.root, u.statement.position), []).append(u)
    ties = []
    for (role, _), members in by_turn.items():
        for earlier, later in pairwise(sorted(members, key=lambda u: (u.said_on or date.max, u.rank))):
            apart = (later.said_on - earlier.said_on).days if later.said_on and earlier.said_on else 0
            both_told = earlier.occasion.told and later.occasion.told
            if apart == 1 and not both_told and earlier.statement.report != later.statement.report:
                evidence = f"{role.name} announced the same on two days in a row, in two reports"
                ties.append(_tie(TieKind.CITATION, earlier, later, evidence, NEXT_DAY))
    return ties


def document_ties(utterances: Sequence[Utterance], owners: Mapping[str, set[Role]]) -> list[Tie]:
    """Tie a document's words to what its makers said on its day: `the video says` and `the group says in a video`."""
    spoken: dict[tuple[Role, object], Utterance] = {}
    for utterance in utterances:
        if utterance.said_on and not utterance.own_voice:
            spoken.setdefault((utterance.root, utterance.said_on), utterance)
    ties = []
    for (role, day), first in spoken.items():
        if role.kind is SpeakerKind.DOCUMENT:
            for owner in sorted(owners.get(role.name, ()), key=lambda r: r.name):
                other = spoken.get((owner, day))
                if other is not None:
                    evidence = f"the {role.name} is {owner.name}'s, and both are dated {day}"
                    ties.append(_tie(TieKind.SAME_UTTERANCE, first, other, evidence, SAME_DOCUMENT))
    return ties


def _followers(members: Sequence[Utterance]) -> list[tuple[Utterance, Utterance]]:
    """Return each utterance with the first earlier one it does not clash with; those that clash start anew."""
    heads: list[Utterance] = []
    pairs = []
    for utterance in members:
        fitting = [
            head
            for head in heads
            if not (utterance.said_on and head.said_on and utterance.said_on != head.said_on)
            and not occasions_clash(utterance.occasion, head.occasion)
            and not _unnamed_and_opposed(utterance, head)
        ]
        # The one that says most of its occasion first: a bare `he said` follows the interview, not the other way.
        if fitting:
            pairs.append((utterance, fitting[-1]))
            if _told_more(utterance, fitting[-1]):
                heads.append(utterance)
        else:
            heads.append(utterance)
    return pairs


def _unnamed_and_opposed(one: Utterance, two: Utterance) -> bool:
    """Say whether two unnamed speakers under one description say opposite things: some and others."""
    sides = {one.statement.position in AGAINST, two.statement.position in AGAINST}
    vague = any(word in SEVERAL for word in one.root.name.split()[:2])
    return one.root.kind is SpeakerKind.UNNAMED and vague and len(sides) == 2


def _told_more(new: Utterance, head: Utterance) -> bool:
    """Say whether `new` knows a date or an occasion that `head` does not."""
    return bool((new.said_on and not head.said_on) or (new.occasion.told and not head.occasion.told))


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
                        ties.append(_tie(kind, one, two, evidence, TRANSLATED if translated else TAKEN_OVER))
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
                ties.append(_tie(TieKind.CITATION, utterance, best, evidence, CREDITED))
    return ties


def same_announcement(one: Sequence[Utterance], two: Sequence[Utterance]) -> bool:
    """Say whether some of `one` and of `two` announce the same turn of a plan: a threat, an end, a return, a delay."""
    turns = {u.statement.position for u in one} & {u.statement.position for u in two}
    return bool(turns & TURNS)


def other_turn(one: Sequence[Utterance], two: Sequence[Utterance]) -> bool:
    """Say whether `one` and `two` both announce what becomes of a plan, and not the same."""
    turns_one = {u.statement.position for u in one} & TURNS
    turns_two = {u.statement.position for u in two} & TURNS
    return bool(turns_one and turns_two) and not turns_one & turns_two


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
            ties.append(_tie(TieKind.SAME_UTTERANCE, one, two, evidence, weight))
    return ties


def _tie(kind: TieKind, one: Utterance, two: Utterance, evidence: str, weight: float) -> Tie:
    """Return a tie with its ends in order of id."""
    a, b = sorted((one.id, two.id))
    return Tie(kind=kind, a=a, b=b, evidence=evidence, weight=weight)
