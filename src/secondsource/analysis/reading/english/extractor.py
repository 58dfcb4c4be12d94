"""English attributions: the tagger and the rules put together.

Where both find the same statement it is strong; the tagger's borders are then kept, since it places them better. Where
one alone does, somebody should check. Of the rules' own finds only those stay that proved right often enough beside the
tagger (docs/benchmarks.md); without the tagger all of them stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from secondsource.analysis.reading.english import rules
from secondsource.analysis.reading.english.tagger import Tagger
from secondsource.analysis.reading.english.verbs import CUE_VERBS, CueClass
from secondsource.analysis.reading.segments import words
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution, Form, Strength

RULES_VERSION = "2"
"""Goes up when a rule changes what is found, so that nothing stale is read from the cache."""

_NO_TAGGER = (
    "The English tagger's weights are absent, so English reports were read by rules alone, which miss about every"
    " second statement."
)

_SAME = 0.5
"""Overlap (intersection over union of the words said) from which two finds are one statement."""


_TRUSTED = frozenset(
    f"rule:{name}"
    for name in (
        "according-to",
        "as-reported",
        "block",
        "carried",
        "colon-quote",
        "headline",
        "hedge",
        "in-the-view-of",
        "participle",
        "quoted",
        "quoted-as-saying",
    )
)
_LEAST_IN_PARENTHESIS = 5
_ORDERS = frozenset({"tell", "order", "urge", "advise", "instruct", "warn"})
_SPEECH = frozenset(
    {
        CueClass.SAY,
        CueClass.CLAIM,
        CueClass.DENY,
        CueClass.WARN,
        CueClass.ANNOUNCE,
        CueClass.THREATEN,
        CueClass.DEMAND,
        CueClass.CONFIRM,
    }
)


class EnglishExtractor:
    """Finds who says what in English paragraphs."""

    def __init__(self, tagger: Tagger | None) -> None:
        """Take the tagger, or None where its weights are absent: the rules then read alone."""
        self._tagger = tagger
        self.methods: tuple[str, ...] = (f"en:rules/{RULES_VERSION}",)
        self.notes: tuple[str, ...] = ()
        if tagger is None:
            self.notes = (_NO_TAGGER,)
        else:
            self.methods = (f"en:tagger/{tagger.version}", *self.methods)

    def attributions(self, text: str, paragraphs: Sequence[Span]) -> list[Attribution]:
        """Return the attributions of a report's English paragraphs, in order of their content.

        Args:
            text: The report's text.
            paragraphs: The paragraphs to read, in order; all others are left out.
        """
        by_rules = rules.attributions(text, paragraphs)
        if self._tagger is None:
            return by_rules
        by_tagger = self._tagger.attributions(text, paragraphs)
        return sorted(merge(text, by_tagger, by_rules), key=_place)


def _place(attribution: Attribution) -> tuple[Span, Span]:
    """Return where an attribution stands, to sort by."""
    return attribution.content, attribution.cue or attribution.content


def merge(text: str, by_tagger: Sequence[Attribution], by_rules: Sequence[Attribution]) -> list[Attribution]:
    """Pair the finds of both, best overlap first; each find has at most one partner."""
    said_by_tagger = [_said(text, one) for one in by_tagger]
    said_by_rules = [_said(text, one) for one in by_rules]
    likeness = sorted(
        (
            (-_overlap(mine, yours), i, j)
            for i, mine in enumerate(said_by_tagger)
            for j, yours in enumerate(said_by_rules)
            if by_tagger[i].content.overlaps(by_rules[j].content)
        ),
    )
    merged = list(by_tagger)
    partners: set[int] = set()
    taken: set[int] = set()
    for negative, i, j in likeness:
        if -negative < _SAME:
            break
        if i not in partners and j not in taken:
            partners.add(i)
            taken.add(j)
            merged[i] = _both(by_tagger[i], by_rules[j])
    everything = frozenset[int]().union(*said_by_tagger) if said_by_tagger else frozenset[int]()
    for j, find in enumerate(by_rules):
        if j not in taken and _adds(text, find, said_by_rules[j], everything):
            merged.append(find)
    return merged


def _said(text: str, attribution: Attribution) -> frozenset[int]:
    """Return the words said by their first offset, without those of cue and source."""
    around = [span for span in (attribution.cue, attribution.source) if span is not None]
    return frozenset(
        word.start for word in words(text, attribution.content) if not any(span.overlaps(word) for span in around)
    )


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Return the intersection of two sets of words over their union, 0-1."""
    return len(a & b) / max(1, len(a | b))


def _both(tagged: Attribution, ruled: Attribution) -> Attribution:
    """Return the tagger's find as one that a rule has found too."""
    return replace(
        tagged,
        cue=tagged.cue or ruled.cue,
        source=tagged.source or ruled.source,
        form=ruled.form if ruled.form in {Form.BLOCK, Form.HEADLINE, Form.HEDGE} else tagged.form,
        fired=(*tagged.fired, *ruled.fired),
        strength=Strength.STRONG,
    )


def _adds(text: str, find: Attribution, said: frozenset[int], everything: frozenset[int]) -> bool:
    """Say whether a find of the rules alone is worth showing beside the tagger's.

    It must stand where the tagger sees no statement, and be of a kind that is seldom wrong there: a frame the corpus
    hardly knows (blocks, headlines, hearsay), or a verb of saying in plain sight of its words.
    """
    if len(said & everything) * 2 > len(said):
        return False
    if any(fired in _TRUSTED for fired in find.fired):
        return True
    if find.cue is None or find.source is None:
        return False
    verbs = [verb for word in words(text, find.cue) if (verb := CUE_VERBS.get(word.of(text).lower())) is not None]
    speaks = any(verb.cue_class in _SPEECH for verb in verbs)
    if "rule:parenthesis" in find.fired:
        # `states` and `vows` are nouns more often; a parenthesis of a word or two is none.
        return len(said) >= _LEAST_IN_PARENTHESIS and any(verb.lemma not in {"state", "vow"} for verb in verbs)
    if "rule:clause" not in find.fired:
        return False
    told_to = any(verb.lemma in _ORDERS for verb in verbs) and text.startswith("to ", find.content.start)
    return told_to or (speaks and (find.form is not Form.INDIRECT or text.startswith("that ", find.content.start)))
