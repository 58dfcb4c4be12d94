"""Statements in the passive: `was quoted as saying`, `is said to`, `has been accused of`."""

from __future__ import annotations

from secondsource.analysis.reading.english.rules.complements import filler_end
from secondsource.analysis.reading.english.rules.finds import Find
from secondsource.analysis.reading.english.rules.phrases import VerbGroup, phrase_after, subject_before
from secondsource.analysis.reading.english.rules.tokens import Sentence
from secondsource.analysis.reading.english.verbs import CueClass, CueVerb
from secondsource.analysis.reading.segments import word_set

_QUOTED = word_set("quote cite report record hear")
_HEARSAY = word_set(
    "say believe expect think allege report consider know understand fear suspect assume claim estimate"
)
_HEARERS = word_set("tell ask warn urge order advise inform")
_NAMED = word_set("call dub label describe tout hail portray")
_BLAMED = frozenset({CueClass.JUDGE, CueClass.CLAIM})
_WINDOW = 10


def passive_find(sentence: Sentence, group: VerbGroup, verb: CueVerb) -> Find | None:
    """Return the statement a passive verb makes, or None."""
    subject = subject_before(sentence, group.start)
    return (
        _quoted_as_saying(sentence, group, verb, subject)
        or _hearsay(sentence, group, verb, subject)
        or _by_speaker(sentence, group, verb, subject)
    )


def _quoted_as_saying(
    sentence: Sentence, group: VerbGroup, verb: CueVerb, subject: tuple[int, int] | None
) -> Find | None:
    """Return `X was quoted (in Y) as saying ...`."""
    if verb.lemma not in _QUOTED or subject is None:
        return None
    words = sentence.words
    for index in range(group.cue + 1, min(group.cue + _WINDOW, sentence.last)):
        if words[index] == "as" and sentence.word(index + 1) in {"saying", "stating", "telling", "warning", "claiming"}:
            start = index + 2
            while start < sentence.last and (words[start] in {",", ":"} or words[start] == "("):
                start = words.index(")", start) + 1 if words[start] == "(" and ")" in words[start:] else start + 1
            if start < sentence.last:
                return Find("quoted-as-saying", (start, sentence.last), (group.start, index + 2), subject, subject[0])
            if subject[0] > 0:
                # `“...,” the two are quoted as saying`
                return Find(
                    "quoted-as-saying", (0, subject[0]), (group.start, index + 2), subject, subject[0], after=False
                )
    return None


def _hearsay(sentence: Sentence, group: VerbGroup, verb: CueVerb, subject: tuple[int, int] | None) -> Find | None:
    """Return `X is said to ...` and `it is believed that ...`, whose speaker nobody names."""
    following = group.cue + 1
    if sentence.word(following) != "to":
        following = filler_end(sentence, following)
    word = sentence.word(following)
    cue = (group.start, group.cue + 1)
    if word == "that" and verb.lemma in _HEARSAY | _HEARERS and following + 2 < sentence.last:
        opens = subject[0] if subject else group.start
        return Find("passive", (following, sentence.last), cue, None, opens)
    if word == "to" and verb.lemma in _HEARSAY and subject and subject[1] == group.start:
        return Find("passive", (subject[0], sentence.last), cue, None, subject[0], after=False)
    return None


def _by_speaker(sentence: Sentence, group: VerbGroup, verb: CueVerb, subject: tuple[int, int] | None) -> Find | None:
    """Return `X was accused of ... (by Y)`, `X was denounced by Y as ...`."""
    if subject is None or sentence.words[subject[0]] in {"it", "that", "which"}:
        return None
    words = sentence.words
    blamed = verb.cue_class in _BLAMED and sentence.word(group.cue + 1) in {"of", "for", "as", "by", "a", "an"}
    named = verb.lemma in _NAMED and group.cue + 1 < sentence.last
    by = words.index("by", group.cue) if "by" in words[group.cue : group.cue + 4] else None
    if not (blamed or named or by):
        return None
    source = (by + 1, phrase_after(sentence, by + 1)) if by else None
    if source and source[0] >= source[1]:
        source = None
    end = by if by and source and source[1] >= sentence.last - 1 else sentence.last
    if not source and not blamed:
        return None
    return Find("passive", (subject[0], end), (group.start, group.cue + 1), source, subject[0], after=False)
