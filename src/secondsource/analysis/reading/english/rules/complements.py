"""What follows a cue verb: the words said, or only the time and place of saying."""

from __future__ import annotations

from secondsource.analysis.reading.english.lexicon import ADVERBS, SUBJECT_PRONOUNS, TIME_WORDS
from secondsource.analysis.reading.english.rules.phrases import (
    DETERMINERS,
    PREPOSITIONS,
    is_verb,
    plain_phrase_end,
)
from secondsource.analysis.reading.english.rules.tokens import Sentence
from secondsource.analysis.reading.english.verbs import CueVerb, Frame
from secondsource.analysis.reading.segments import word_set

_WH = word_set("whether if how why what who where when which")
_SIGNS = {"that": Frame.THAT, "to": Frame.INFINITIVE, **dict.fromkeys(_WH, Frame.WH)}
_NOT_A_CLAUSE = word_set("and or but so as than because while when if although though until unless of off by")
_SKIPPED = word_set("out back up in response reply part turn")
OBJECT_VERBS = word_set("tell ask warn inform assure remind advise notify caution urge order instruct promise show beg")
_BEFORE_TIME = word_set("this last next the two three several a days years")
_VERB_WINDOW = 14


def filler_end(sentence: Sentence, start: int) -> int:
    """Return the index behind times, places, hearers and adverbs that begin at `start`."""
    index = start
    while index < len(sentence):
        word = sentence.words[index]
        adverb = word in ADVERBS or (word.endswith("ly") and len(word) > 4)
        if adverb or word in TIME_WORDS or word.isdigit() or (word in _BEFORE_TIME and _is_time(sentence, index)):
            index += 1
        elif word in PREPOSITIONS and word != "of":
            index = max(plain_phrase_end(sentence, index + 1), index + 1)
        elif word == "(" and ")" in sentence.words[index : index + 8]:
            index = sentence.words.index(")", index) + 1
        else:
            break
    return index


def _is_time(sentence: Sentence, index: int) -> bool:
    """Say whether a word of time follows within two words."""
    near = sentence.words[index + 1 : index + 3]
    return any(word in TIME_WORDS or word in {"days", "weeks", "months", "years", "hours"} for word in near)


def complement(sentence: Sentence, cue: int, verb: CueVerb) -> tuple[int, int] | None:
    """Return (index behind the cue, first index of the words said) for what follows the verb at `cue`, or None."""
    start = cue + 1
    behind_cue = start
    said: int | None = None
    if sentence.word(start) in verb.particles and sentence.word(start + 1) not in TIME_WORDS:
        behind_cue = start + 1
        said = behind_cue + (sentence.word(behind_cue) in {":", ","})
    elif not verb.needs_particle and start < sentence.last:
        said = _behind_object(sentence, start, verb) if verb.lemma in OBJECT_VERBS else None
        said = _said_from(sentence, start, verb) if said is None else said
    return (behind_cue, said) if said is not None and said < sentence.last else None


def _said_from(sentence: Sentence, start: int, verb: CueVerb) -> int | None:
    """Return where the words said begin, when no hearer stands between."""
    words = sentence.words
    behind = filler_end(sentence, start)
    for place in dict.fromkeys((behind, start)):
        if place < sentence.last and _introduces(sentence, place, verb):
            return place + (words[place] in {",", ":"})
    if _is_noun_said(sentence, start, verb):
        return start
    # `say` takes whatever follows: the clause may have a verb that no list knows.
    says = verb.lemma == "say" and behind < sentence.last - 1
    return behind if says and words[behind] not in _NOT_A_CLAUSE | {",", ":", "so", "—"} else None


def _behind_object(sentence: Sentence, start: int, verb: CueVerb) -> int | None:
    """Return where the words said begin behind a hearer: `told the committee on Monday that ...`."""
    words = sentence.words
    end = plain_phrase_end(sentence, start)
    if words[start] in {"that", "to", ",", ":"} | _WH or sentence.is_quote(start) or end == start:
        return None
    if sentence.word(end) == "to" and Frame.OBJECT_INFINITIVE & verb.frame:
        return start
    for place in dict.fromkeys((filler_end(sentence, end), end)):
        if place >= sentence.last:
            continue
        word = words[place]
        if word in {",", ":"} and (sentence.is_quote(place + 1) or (word == ":" and sentence.last - place > 3)):
            return place + 1
        told_to = word == "to" and verb.lemma == "tell"
        if word in {"that", "about"} | _WH or sentence.is_quote(place) or told_to or _is_clause(sentence, place):
            return place
    return None


def _introduces(sentence: Sentence, place: int, verb: CueVerb) -> bool:
    """Say whether the words said begin at `place` by a sign the verb allows."""
    word = sentence.words[place]
    if word in {",", ":"}:
        spoken = bool(verb.frame & (Frame.QUOTE | Frame.BARE))
        return spoken and (sentence.is_quote(place + 1) or (word == ":" and sentence.last - place > 3))
    if sentence.is_quote(place):
        return bool(verb.frame & (Frame.QUOTE | Frame.NOUN | Frame.AS | Frame.BARE))
    if word in _SIGNS:
        return bool(verb.frame & _SIGNS[word])
    return bool(verb.frame & Frame.BARE) and _is_clause(sentence, place)


def _is_clause(sentence: Sentence, place: int) -> bool:
    """Say whether a clause with its own verb begins at `place`."""
    word = sentence.words[place]
    if word in _NOT_A_CLAUSE or not (word[0].isalnum() or word[0] in "$@#"):
        return False
    if word in SUBJECT_PRONOUNS or word in {"there", "nobody", "nothing"}:
        return True
    for index in range(place + 1, min(place + _VERB_WINDOW, sentence.last)):
        if sentence.words[index] in {",", ";", ":"} and index - place > 6:
            return False
        if is_verb(sentence, index):
            return sentence.words[index - 1] not in {"who", "that", "which", "to"}
    return False


def _is_noun_said(sentence: Sentence, start: int, verb: CueVerb) -> bool:
    """Say whether the verb takes a noun phrase or a gerund, and one begins at `start`."""
    word = sentence.words[start]
    if verb.frame & Frame.OBJECT_INFINITIVE and not verb.frame & Frame.NOUN:
        end = plain_phrase_end(sentence, start)
        return end > start and sentence.word(end) == "to"
    if verb.frame & Frame.GERUND and word.endswith("ing"):
        return True
    if not verb.frame & (Frame.NOUN | Frame.AS):
        return False
    return word not in PREPOSITIONS | _NOT_A_CLAUSE | _SKIPPED | TIME_WORDS and (
        word[0].isalnum() or word[0] in "$@#" or sentence.is_quote(start) or word in DETERMINERS
    )


def clause_end(sentence: Sentence, start: int) -> int:
    """Return the index behind the words said that begin at `start`: the end of the sentence or of a noun phrase."""
    words = sentence.words
    whole = words[start] in {"that", *_WH} or sentence.is_quote(start) or _is_clause(sentence, start)
    if sentence.is_quote(start):
        quotes = [index for index in range(start, sentence.last) if sentence.is_quote(index)]
        return quotes[-1] + 1
    for index in range(start + 1, sentence.last):
        if words[index] != ",":
            continue
        following = sentence.word(index + 1)
        if following == "according" or (
            not whole and (following.endswith("ing") or following in {"but", "while", "although", "though", "as"})
        ):
            return index
    return sentence.last
