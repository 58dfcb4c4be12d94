"""Noun phrases and verb groups, found without a parser.

A noun phrase is read by where it can not continue: at punctuation, conjunctions and verbs. Apposition between commas
belongs to it, as PolNeAR's annotators decided (Newell et al. 2018, section 4).
"""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.analysis.reading.english.lexicon import ADVERBS, AUXILIARIES, BE_FORMS, SUBJECT_PRONOUNS, TIME_WORDS
from secondsource.analysis.reading.english.rules.tokens import QUOTE, Sentence
from secondsource.analysis.reading.english.verbs import CUE_VERBS, Inflection
from secondsource.analysis.reading.segments import word_set

DETERMINERS = word_set("the a an this these those his her its their our my your every each another")
PREPOSITIONS = word_set("""
    of in on at for from with by to into about against over under between among during through after before since
    without within like near across toward towards upon off via despite amid around behind beyond outside inside
    including regarding
""")
_SUBJECT_STOPS = word_set("""
    that because while but when if although though as whereas until unless whether where how why so than nor
    which what whom since yet
""")
_LEADING = word_set("""
    and but or yet so still now then meanwhile however also nor plus today yesterday tonight again thus instead
    later earlier indeed even not only just perhaps maybe
""")
_OTHER_VERBS = word_set("""
    went made took came got gave left became went ran stood met kept held brought saw lost won led fell put set let
    makes takes comes gets gives leaves becomes goes runs stands meets keeps holds brings sees loses wins leads falls
    wants needs seems seemed appears appeared became remains remained began starts started stopped continues continued
    paid pays spent built sent sat lay rose grew drew knew spoke
""")
_DASHES = frozenset({"—", "–", "--", "-"})
_STOP_MARKS = frozenset({",", ";", ":", "(", ")", "[", "]", "…", "...", '"', "“", "”", "?", "!"}) | _DASHES
_LONGEST = 16
_LONGEST_APPOSITION = 28


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A cue verb with its auxiliaries and adverbs."""

    start: int
    cue: int
    """Index of the cue verb itself."""
    passive: bool
    finite: bool
    infinitive: bool = False


def is_verb(sentence: Sentence, index: int) -> bool:
    """Say whether the token is surely a finite verb."""
    word = sentence.word(index)
    if word in AUXILIARIES or word in _OTHER_VERBS or word.endswith("n't"):
        return True
    cue = CUE_VERBS.get(word)
    if cue is not None and cue.inflection & Inflection.PAST and not sentence.titles[index]:
        return sentence.word(index - 1) not in DETERMINERS
    following = sentence.word(index + 1)
    return (
        word.endswith("ed")
        and len(word) > 4
        and (following in DETERMINERS or following in {"to", "that", "him", "them"})
    )


def verb_group(sentence: Sentence, cue: int) -> VerbGroup:
    """Return the verb group around the cue verb at index `cue`."""
    words = sentence.words
    inflection = CUE_VERBS[words[cue]].inflection
    start = cue
    auxiliary = ""
    infinitive = False
    while start > 0:
        before = words[start - 1]
        if before in AUXILIARIES or before.endswith("n't"):
            auxiliary = auxiliary or before
        elif before == "to" and start - 1 > 0 and not auxiliary:
            infinitive = True
            break
        elif before not in ADVERBS and not (before.endswith("ly") and len(before) > 4 and before != "family"):
            break
        start -= 1
    to_be = auxiliary in BE_FORMS or auxiliary in {"isn't", "aren't", "wasn't", "weren't"}
    passive = to_be and bool(inflection & (Inflection.PAST | Inflection.PARTICIPLE))
    progressive = bool(inflection & Inflection.ING) and to_be
    simple = bool(inflection & (Inflection.PAST | Inflection.THIRD | Inflection.BASE))
    finite = not infinitive and not passive and (progressive or (simple and not to_be))
    finite = finite or (not infinitive and bool(auxiliary) and not to_be)
    return VerbGroup(start, cue, passive, finite, infinitive)


def subject_before(sentence: Sentence, end: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends right before token `end`, or None."""
    last = end - 1
    word = sentence.word(last)
    if not word or word in {"and", "but", "or", "then"}:
        return None
    if word in SUBJECT_PRONOUNS and word not in {"some", "many", "others"}:
        return last, end
    if word in {"which", "that"}:
        # A relative pronoun stands for the thing before it; after a verb or a comma it does not.
        usable = last > 0 and sentence.words[last - 1] not in _STOP_MARKS and not is_verb(sentence, last - 1)
        return (last, end) if usable else None
    if word not in {",", ")"} and word not in _DASHES:
        return _plain_subject(sentence, end)
    opening = _apposition_start(sentence, last)
    head = _plain_subject(sentence, opening) if opening else None
    return (head[0], end) if head and _is_nominal(sentence, head) else None


def _apposition_start(sentence: Sentence, closing: int) -> int | None:
    """Return where the apposition that `closing` ends was opened: the index of its comma, dash or bracket."""
    mark = sentence.words[closing]
    partners = {"(", "["} if mark == ")" else ({","} if mark == "," else _DASHES)
    for index in range(closing - 1, max(-1, closing - _LONGEST_APPOSITION), -1):
        if sentence.words[index] in partners:
            return index
        if sentence.words[index] in {";", ":"}:
            return None
    return None


def _is_nominal(sentence: Sentence, phrase: tuple[int, int]) -> bool:
    """Say whether the phrase could be somebody: it begins with a capital, a determiner or a plain noun, not a time."""
    first = sentence.words[phrase[0]]
    return first not in TIME_WORDS and first not in PREPOSITIONS and first not in ADVERBS


def _plain_subject(sentence: Sentence, end: int) -> tuple[int, int] | None:
    """Return the noun phrase without apposition that ends before `end`."""
    words = sentence.words
    start = end
    conjunction = None
    while start > 0 and end - start < _LONGEST:
        before = words[start - 1]
        if before in _STOP_MARKS or before in _SUBJECT_STOPS or before == QUOTE:
            break
        if is_verb(sentence, start - 1):
            start = conjunction + 1 if conjunction is not None else start
            break
        if before in {"and", "or"}:
            conjunction = start - 1
        start -= 1
        if before in DETERMINERS and start > 0 and words[start - 1] not in PREPOSITIONS | {"and", "or", "all", "both"}:
            break
    start = _skip_leading(sentence, start, end)
    start = _skip_prepositional(sentence, start, end)
    while start < end and (words[start] in _LEADING or (words[start] in TIME_WORDS and words[start] != "may")):
        start += 1
    if start >= end or words[start] in PREPOSITIONS:
        return None
    return start, end


def _skip_leading(sentence: Sentence, start: int, end: int) -> int:
    """Skip conjunctions and adverbs at the head of a clause."""
    while start < end and (sentence.words[start] in _LEADING or sentence.words[start] in ADVERBS - {"all", "both"}):
        start += 1
    return start


def _skip_prepositional(sentence: Sentence, start: int, end: int) -> int:
    """Skip a prepositional phrase at the head of a clause (`In a statement Brown said`)."""
    words = sentence.words
    if start >= end or words[start] not in PREPOSITIONS:
        return start
    for index in range(end - 1, start, -1):
        linked = words[index - 1] in PREPOSITIONS or words[index - 1] in {"and", "or"}
        if words[index] in DETERMINERS and not linked:
            return index
    capital = end
    while capital > start + 1 and sentence.titles[capital - 1]:
        capital -= 1
    if capital < end and words[capital - 1] not in PREPOSITIONS | DETERMINERS:
        return capital
    return end


def phrase_after(sentence: Sentence, start: int) -> int:
    """Return the index behind the noun phrase that begins at `start`, apposition included."""
    end = plain_phrase_end(sentence, start)
    words = sentence.words
    if end > start and end < len(words) and (words[end] == "," or words[end] in _DASHES | {"("}):
        closing = {"(": {")"}, ",": {","}}.get(words[end], _DASHES)
        for index in range(end + 1, min(len(words), end + _LONGEST_APPOSITION)):
            if words[index] in closing:
                if _is_apposition(sentence, end + 1, index):
                    return index + (words[index] == ")")
                return end
            if words[index] in {";", ":"} or words[index] == QUOTE:
                return end
        if _is_apposition(sentence, end + 1, sentence.last):
            return sentence.last
    return end


def _is_apposition(sentence: Sentence, start: int, end: int) -> bool:
    """Say whether the words describe the name before them: `the mayor of ...`, `a spokesman`, `who ...`."""
    if start >= end:
        return False
    first = sentence.words[start]
    if first in {"who", "whose"} or sentence.words[start - 1] == "(":
        return True
    if first in TIME_WORDS or first in PREPOSITIONS or first in SUBJECT_PRONOUNS:
        return False
    named = first in DETERMINERS or not sentence.titles[start]
    quoted = any(word == QUOTE for word in sentence.words[start:end])
    return named and not quoted and not any(is_verb(sentence, index) for index in range(start, min(end, start + 6)))


def plain_phrase_end(sentence: Sentence, start: int) -> int:
    """Return the index behind the plain noun phrase at `start`: up to punctuation, a verb or a clause."""
    words = sentence.words
    index = start
    while index < len(words) and index - start < _LONGEST:
        word = words[index]
        if word in _STOP_MARKS or word in _SUBJECT_STOPS - {"as"} or word in {QUOTE, "."}:
            break
        if index > start and (is_verb(sentence, index) or word in SUBJECT_PRONOUNS | {"to"}):
            break
        if index > start and word in TIME_WORDS and word != "may":
            break
        if (
            index > start
            and word in DETERMINERS
            and words[index - 1] not in PREPOSITIONS | {"and", "or", "all", "both"}
        ):
            break
        index += 1
        if index == start + 1 and words[start] in {"he", "she", "they", "it", "we", "him", "her", "them", "us", "me"}:
            break
    while index > start and (
        words[index - 1] in PREPOSITIONS or words[index - 1] in {"and", "or", "as", "late", "early"}
    ):
        index -= 1
    return index
