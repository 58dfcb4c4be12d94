"""Rules over the parse: subjects, reported clauses and objects of verbs that attribute, read from dependencies.

They fill in subjects that stand far from their verb (`subió al bus y le pidió el carné`), find complements that
punctuation hides, and tell which surface matches a method of different make confirms. Labels are Universal
Dependencies as the Spanish AnCora bank uses them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from secondsource.analysis.reading.spanish.surface.borders import Found
from secondsource.analysis.reading.spanish.surface.cues import Cue
from secondsource.analysis.reading.spanish.surface.phrases import is_finite
from secondsource.analysis.reading.spanish.surface.subjects import tells_time
from secondsource.analysis.reading.spanish.words import Passage

_SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
_CONTENTS = frozenset(("ccomp", "xcomp", "obj", "parataxis", "csubj"))
_AGREED = 0.5
_LONGEST_WALK = 4
_LONGEST_SUBJECT = 25


@dataclass(frozen=True, slots=True)
class Tree:
    """Children and subtree borders of every word of a parsed passage."""

    children: list[list[int]]
    left: list[int]
    right: list[int]
    """First and last word of each subtree."""

    @classmethod
    def of(cls, passage: Passage) -> Tree:
        """Read the tree off the words."""
        size = len(passage.words)
        children: list[list[int]] = [[] for _ in range(size)]
        left, right = list(range(size)), list(range(size))
        for index, word in enumerate(passage.words):
            if word.head not in {index, -1}:
                children[word.head].append(index)
            at = word.head
            while at != -1:
                left[at], right[at] = min(left[at], index), max(right[at], index)
                at = passage.words[at].head if passage.words[at].head != at else -1
        return cls(children, left, right)


def subject(passage: Passage, tree: Tree, cue: Cue) -> tuple[int, int] | None:
    """Return the subject of a verb group; a second verb has that of the first it is joined to."""
    at: int | None = cue.verb
    for _ in range(_LONGEST_WALK):
        if at is None:
            return None
        for child in tree.children[at]:
            if (
                passage.words[child].dep in _SUBJECTS
                and child < at
                and not tree.left[child] <= cue.verb <= tree.right[child]
            ):
                return _trimmed(passage, tree.left[child], tree.right[child] + 1, child)
        word = passage.words[at]
        joined = (
            word.dep == "conj"
            or (cue.first <= word.head < cue.stop and word.head != at)
            or (word.dep == "xcomp" and is_finite(passage, word.head))
        )
        at = word.head if joined and word.head != at else None
    return None


def _trimmed(passage: Passage, first: int, stop: int, head: int) -> tuple[int, int] | None:
    """Cut commas and marks off a subject's borders; None for what cannot speak."""
    while first < stop and passage.words[first].tag == "PUNCT" and not passage.is_mark(first):
        first += 1
    while stop > first and passage.words[stop - 1].tag == "PUNCT" and passage.words[stop - 1].text != ")":
        stop -= 1
    if stop <= first or passage.words[head].low in {"se", "lo", "nada", "todo", "eso", "esto"}:
        return None
    return (first, stop) if stop - first <= _LONGEST_SUBJECT and not tells_time(passage, first, stop) else None


def reported(passage: Passage, tree: Tree, cue: Cue) -> list[tuple[int, int]]:
    """Return the clauses and objects that depend on the group, as words first..stop."""
    group = range(cue.first, cue.stop)
    heads = {cue.verb} | {index for index in group if passage.words[index].tag == "VERB"}
    if passage.words[cue.verb].dep == "ccomp" and passage.words[cue.verb].head != cue.verb:
        # In an inversion the parser may hang the verb of saying under what is said.
        heads.add(cue.verb)
    return [
        (tree.left[child], tree.right[child] + 1)
        for head in heads
        for child in tree.children[head]
        if passage.words[child].dep in _CONTENTS and child not in group
    ]


def confirmed(passage: Passage, tree: Tree, cue: Cue, item: Found) -> bool:
    """Say whether the parse shows the same content, and no other source."""
    mine = set(range(*item.content)) - set(range(*item.cue)) - set(range(*(item.source or (0, 0))))
    spans = reported(passage, tree, cue)
    same = any(
        _overlap(mine, set(range(*span)) - set(range(*item.cue)) - set(range(*(item.source or (0, 0))))) >= _AGREED
        for span in spans
    )
    speaker = subject(passage, tree, cue)
    if speaker is None or item.source is None:
        return same and (speaker is None) == (item.source is None)
    return same and speaker[0] < item.source[1] and item.source[0] < speaker[1]


def _overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / max(1, len(a | b))


def with_subject(passage: Passage, tree: Tree, cue: Cue, item: Found, others: Sequence[Found]) -> Found:
    """Give an attribution without source the subject the parse shows."""
    if item.source is not None or cue.passive or (cue.reflexive and item.rule == "que") or cue.kind == "gerund":
        return item
    found = subject(passage, tree, cue)
    if (
        found is None
        or _overlap(set(range(*found)), set(range(*item.content))) > 0
        or passage.sentence_of[found[0]] != passage.sentence_of[cue.verb]
    ):
        return item
    if found[0] < item.cue[1] and item.cue[0] < found[1]:
        return item
    told = (other for other in others if other is not item and not other.content[0] <= item.cue[0] < other.content[1])
    if any(other.content[0] < found[1] and found[0] < other.content[1] for other in told):
        return item  # What another says cannot hold this verb's subject.
    return replace(item, source=found)


def clause_after_noun(passage: Passage, tree: Tree, item: Found) -> Found:
    """Cut a noun's `de que` clause where its subtree ends, before the sentence's own verb."""
    begin, stop = item.content
    inner = next((k for k in range(begin, stop) if is_finite(passage, k)), None)
    if inner is None:
        return item
    at = inner
    while (
        passage.words[at].head != at
        and begin <= passage.words[at].head < stop
        and passage.words[at].dep in {"aux", "cop", "ccomp", "acl"}
    ):
        at = passage.words[at].head
    end = min(stop, max(tree.right[at] + 1, inner + 1))
    return replace(item, content=(begin, passage.body_end(begin, end)))
