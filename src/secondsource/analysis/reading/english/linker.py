"""Which cue belongs to which content, and which source to which cue, without a parse.

Each candidate pair in a paragraph is described by where the two stand to each other and what stands between them; a
small network (one hidden layer) scores the pairs, and the best candidate is taken unless `none` scores higher.
Training and run time share the features.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from secondsource.analysis.reading.english.decoding import Floats, Role, WordSpan

_SENTENCE_ENDS = frozenset(".!?")
_QUOTATION_MARKS = frozenset('"“”„«»')
_PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we", "who", "him", "her", "them", "you", "that", "which"))
_BY_WAY_OF = frozenset(("according", "by", "per", "in", "from", "for"))
_BETWEEN = (_SENTENCE_ENDS, _QUOTATION_MARKS, frozenset(","), frozenset(":;"), frozenset("-–—()"))


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution in words: its contents in order, its cue and its source."""

    contents: tuple[WordSpan, ...]
    cue: WordSpan | None
    source: WordSpan | None


@dataclass(frozen=True, slots=True)
class Scorer:
    """A network with one hidden layer; weights as trained, inputs standardised."""

    mean: Floats
    spread: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    none: float
    """What `none of them` scores."""

    @classmethod
    def read(cls, values: dict[str, Any]) -> Scorer:
        """Read the JSON form."""
        return cls(
            mean=np.asarray(values["mean"], dtype=np.float64),
            spread=np.asarray(values["spread"], dtype=np.float64),
            hidden=np.asarray(values["hidden"], dtype=np.float64),
            hidden_bias=np.asarray(values["bias"], dtype=np.float64),
            out=np.asarray(values["out"], dtype=np.float64),
            none=float(values["none"]),
        )

    def best(self, rows: Sequence[Sequence[float]]) -> int | None:
        """Return which candidate scores best, or None when none is good enough."""
        if not rows:
            return None
        inputs = (np.asarray(rows) - self.mean) / self.spread
        scores = np.maximum(inputs @ self.hidden + self.hidden_bias, 0.0) @ self.out
        best = int(scores.argmax())
        return best if scores[best] > self.none else None


class Scene:
    """A paragraph's words and spans, with counts that make `what stands between` cheap."""

    def __init__(self, words: Sequence[str], spans: Sequence[WordSpan]) -> None:
        """Count marks and span beginnings up to each word.

        Args:
            words: the paragraph's words as written, punctuation marks being words.
            spans: the tagger's spans in this paragraph.
        """
        self.words = [word.lower() for word in words]
        self.capital = [word[:1].isupper() for word in words]
        self.spans = list(spans)
        size = len(words) + 1
        self.marks = np.zeros((len(_BETWEEN), size))
        for i, word in enumerate(self.words):
            for kind, members in enumerate(_BETWEEN):
                self.marks[kind, i + 1] = word in members
        self.begun = np.zeros((len(Role), size))
        for span in spans:
            self.begun[span.role, span.first + 1] += 1
        self.marks = self.marks.cumsum(axis=1)
        self.begun = self.begun.cumsum(axis=1)
        self.alone = {span: self._alone(span) for span in spans}

    def of(self, role: Role) -> list[WordSpan]:
        """Return the spans of one role in order."""
        return [span for span in self.spans if span.role is role]

    def describe(self, a: WordSpan, b: WordSpan) -> list[float]:
        """Describe the pair (content, cue) or (cue, source) in numbers, most of them 0-1."""
        after = b.first > a.last
        low, high = (a.last + 1, b.first) if after else (b.last + 1, a.first)
        between = [float(self.marks[kind, max(low, high)] - self.marks[kind, low]) for kind in range(len(_BETWEEN))]
        spans = [float(self.begun[role, max(low, high)] - self.begun[role, low]) for role in Role]
        gap = max(0, high - low)
        same_side = [s for s in self.of(b.role) if (s.first > a.last) == after]
        nearer = sum((s.first < b.first) if after else (s.last > b.last) for s in same_side)
        return [
            float(after),
            float(low > high),
            np.log1p(gap),
            np.log1p(gap) if after else 0.0,
            float(gap == 0),
            float(gap == 1),
            *(min(count, 4.0) for count in between),
            *(min(count, 1.0) for count in between),
            *(min(count, 3.0) for count in spans),
            *(min(count, 1.0) for count in spans),
            min(nearer, 3),
            float(nearer == 0 and after),
            float(nearer == 0 and not after),
            *self.alone[a],
            *self.alone[b],
        ]

    def _alone(self, span: WordSpan) -> list[float]:
        """Describe one span and its two neighbours."""
        words = self.words
        before = words[span.first - 1] if span.first else "."
        following = words[span.last + 1] if span.last + 1 < len(words) else "."
        beside_before = [s.role for s in self.spans if 0 <= span.first - 1 - s.last <= 1]
        beside_after = [s.role for s in self.spans if 0 <= s.first - 1 - span.last <= 1]
        return [
            np.log1p(span.last - span.first),
            float(span.first == 0),
            float(before in _SENTENCE_ENDS),
            float(before in _QUOTATION_MARKS or words[span.first] in _QUOTATION_MARKS),
            float(before == ","),
            float(following in _SENTENCE_ENDS or words[span.last] in _SENTENCE_ENDS),
            float(following in _QUOTATION_MARKS or words[span.last] in _QUOTATION_MARKS),
            float(following == "," or words[span.last] == ","),
            float(following == ":" or words[span.last] == ":"),
            float(words[span.last] == "that" or following == "that"),
            float(words[span.first] in _BY_WAY_OF),
            float(words[span.first] in _PRONOUNS),
            float(words[span.first] in {"who", "which"} or before in {"who", "which"}),
            float(self.capital[span.first]),
            float(words[span.first] == "to" or before == "to"),
            float(words[span.last].endswith("ing")),
            *(float(role in beside_before) for role in Role),
            *(float(role in beside_after) for role in Role),
        ]


@dataclass(frozen=True, slots=True)
class Linker:
    """The two decisions, in the order they are taken."""

    cue_for_content: Scorer
    source_for_cue: Scorer

    @classmethod
    def read(cls, values: dict[str, Any]) -> Linker:
        """Read the JSON form."""
        return cls(Scorer.read(values["cue_for_content"]), Scorer.read(values["source_for_cue"]))

    def link(self, words: Sequence[str], spans: Sequence[WordSpan]) -> list[Link]:
        """Join one paragraph's spans; contents of the same cue become one attribution."""
        scene = Scene(words, spans)
        cues, sources = scene.of(Role.CUE), scene.of(Role.SOURCE)
        contents_of: dict[int, list[WordSpan]] = {}
        alone: list[Link] = []
        for content in scene.of(Role.CONTENT):
            which = self.cue_for_content.best([scene.describe(content, cue) for cue in cues])
            if which is None:
                alone.append(Link((content,), None, None))
            else:
                contents_of.setdefault(which, []).append(content)
        links = []
        for which, contents in contents_of.items():
            cue = cues[which]
            chosen = self.source_for_cue.best([scene.describe(cue, source) for source in sources])
            links.append(Link(tuple(contents), cue, None if chosen is None else sources[chosen]))
        return sorted(links + alone, key=lambda link: link.contents[0].first)
