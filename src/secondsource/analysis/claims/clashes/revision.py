"""What one speaker says anew: admitted after it was denied, or put otherwise than before, without calling it so.

Whoever admits something seldom says what was maintained before. Here each admission, and each statement that names what
was said before only to put it aside (`not, as he had said, on Monday`), is held against what the same speaker said on
an earlier day, and an earlier denial against what the same speaker later says is so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from secondsource.analysis.claims.clashes.clash import dates, made, says_something
from secondsource.analysis.claims.evidence import Evidence
from secondsource.core.vetting.finding import Contradiction, ContradictionKind
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Position, SpeakerKind

_ADMITTING = re.compile(
    r"\b(?:admit\w*|conced\w*|acknowledg\w*|confess\w*|own(?:s|ed) up|admiti\w*|reconoc\w*|confes\w*)\b"
)
_PUT_ASIDE = re.compile(
    r"\bnot,? as (?:\w+ ){1,3}(?:had|has|have)\b|\bcontrary to what\b|\brather than,? as\b"
    r"|\bno,? como (?:\w+ ){0,2}habia\w*|\b(?:al )?contrario de lo que\b|\ban earlier (?:version|statement|figure)\b"
    r"|\bthe correct (?:figure|number|date)\b"
    r"|\b(?:did not|didn't) (?:know|learn|hear) (?:\w+ ){0,5}until\b|\bno (?:lo )?(?:supo|sabia|supe|conocio) hasta\b"
    r"|\b(?:la cifra|el dato|la fecha) correct[oa]\b|\bhad (?:earlier|previously|wrongly)\b"
)
_NEAR, _NEAR_ADMITTED = 0.38, 0.20
"""Cosine to an earlier statement: of what is later said to be so to its denial; of an admission to what it revises."""
_RELAY = 0.40
"""Cosine of two statements of one speaker and day from which they are one utterance, told twice."""
_RANK = 0.9
_NO = frozenset({Position.DENIES, Position.RETRACTS, Position.DOUBTS})


def revisions(evidence: Evidence) -> Iterable[tuple[float, Contradiction]]:
    """Yield each statement that revises what its speaker said on an earlier day, with the nearest such statement."""
    by_speaker: dict[str, list[int]] = defaultdict(list)
    for i in range(len(evidence.statements)):
        if evidence.speaker_kind(i) is not SpeakerKind.UNNAMED and says_something(evidence.statements[i].content.text):
            by_speaker[evidence.speaker_key(i)].append(i)
    for members in by_speaker.values():
        for i in sorted(members, key=evidence.standing):
            admitted = admits(evidence, i)
            before = [j for j in members if _day(evidence, j) < _day(evidence, i)]
            if not admitted:
                before = [j for j in before if _turns(evidence, i, j)]
            if not before:
                continue
            best = max(before, key=lambda j: (evidence.cosine(i, j), -j))
            if evidence.cosine(i, best) >= (_NEAR_ADMITTED if admitted else _NEAR):
                relays = [j for j in before if _day(evidence, j) == _day(evidence, best)]
                first = min((j for j in relays if evidence.cosine(j, best) >= _RELAY), key=evidence.standing)
                yield _RANK, _worded(evidence, i, first, admitted=admitted)


def _day(evidence: Evidence, i: int) -> date:
    """Return when a statement was said, at the latest when it was published."""
    return evidence.date_of(i) or evidence.published(i)


def admits(evidence: Evidence, i: int) -> bool:
    """Say whether a statement is told as an admission or puts aside what was said before."""
    statement = evidence.statements[i]
    told = fold(f"{statement.cue.text if statement.cue else ''} {statement.content.text}")
    return bool(_ADMITTING.search(told) or _PUT_ASIDE.search(told))


def _turns(evidence: Evidence, i: int, j: int) -> bool:
    """Say whether `j` denied something and `i` denies nothing."""
    return evidence.statements[j].position is Position.DENIES and evidence.statements[i].position not in _NO


def _worded(evidence: Evidence, i: int, j: int, *, admitted: bool) -> Contradiction:
    """Word a revision: what is admitted corrects, what is merely said otherwise supersedes."""
    kind = ContradictionKind.CORRECTS if admitted else ContradictionKind.SUPERSEDES
    why = f"{evidence.speaker_name(i)} takes back what was said before{dates(evidence, i, j)}."
    return made(evidence, i, j, kind, why)
