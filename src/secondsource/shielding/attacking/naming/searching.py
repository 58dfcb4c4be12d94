"""Finding suspects in a text: by words that stand together, by letters run together, by digits, and backwards.

Every view works on a folded text and leads back to the source. A word of a name that stands alone counts as a find
where nothing says that it is somebody else's or no name at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from secondsource.shielding.attacking.naming.spelling import HARD_STOP, Folded, has_foreign_letters, squash
from secondsource.shielding.attacking.naming.suspects import PARTICLES, TITLES, TOKEN, Suspect
from secondsource.shielding.attacking.naming.tables import PHONE_KEY, Part, Tables, left_out, one_wrong
from secondsource.shielding.attacking.naming.words import word_set

_PLAIN: Final = re.compile(r"[^\W_]{2,}\.?(?:[ \u00a0,]{1,2}[^\W_]{2,})*|[^\W_]\. ?[^\W_]{2,}")
"""Words side by side with nothing odd between them."""
_DIGITS: Final = re.compile(r"(?:\d[\s().\-/\u2010-\u2015\u00a0_]{0,3}){5,}\d")
_SENTENCE_END: Final = re.compile(r"(?:^|[.!?:;\n\r\"“”«»(\[•|/\\>=,-])\s*$")
_OPENERS: Final = word_set(
    "the a an when while after before if as in on at by for from with but and or so then said says told that this "
    "who whom his her their he she they we you it mr mrs el la los las un una cuando mientras tras antes si como en "
    "por para de del con pero y o entonces dijo que este esta su sus segun contra sobre se le no ni al ayer hoy "
    "yesterday today witness dear hi hello hola estimado estimada querido querida name nombre author autor by"
)
"""Words that begin with a capital for other reasons than that they are given names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One suspect seen in one text."""

    start: int
    end: int
    suspect: Suspect
    how: str
    strong: bool
    """False: may be somebody else."""
    detail: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    parts: tuple[Part, ...]
    exact: bool


class Search:
    """A search for all suspects at once; keeps what it learnt about words from one text to the next."""

    def __init__(self, suspects: Sequence[Suspect]) -> None:
        """Make ready to look for these suspects."""
        self.tables = Tables(suspects)
        self._known: dict[str, tuple[Part, ...]] = {}

    def find(self, text: str, *, loose: bool = True) -> list[Sighting]:
        """Return everybody seen in `text`, the strongest sighting of a place first.

        Args:
            text: any text.
            loose: whether single words of a name count; False for bytes, where letters stand together by chance.
        """
        if not text or not self.tables.suspects:
            return []
        found: list[Sighting] = []
        for by_sound in (False, True) if loose and has_foreign_letters(text) else (False,):
            folded = Folded(text, by_sound=by_sound)
            found += self._in_words(folded, loose=loose)
            found += self._run_together(folded)
            found += self._in_digits(folded, loose=loose)
        return sorted(found, key=lambda one: (not one.strong, one.start, -one.end))

    def _in_words(self, folded: Folded, *, loose: bool) -> Iterator[Sighting]:
        tokens = [(match[0], match.start()) for match in TOKEN.finditer(folded.text)]
        known = {
            token: found for token in {one for one, _ in tokens} if (found := self._parts_of(token, near=loose))[0]
        }
        words = [_Word(start, start + len(token), *known[token]) for token, start in tokens if token in known]
        paired: set[tuple[int, int]] = set()
        for one, other in pairwise(words):
            if not _stand_together(folded.text, one, other):
                continue
            for part in one.parts:
                if any(part.suspect == each.suspect and part.word != each.word for each in other.parts):
                    paired |= {(one.start, part.suspect), (other.start, part.suspect)}
                    how = "as-written" if one.exact and other.exact else "with-a-letter-wrong"
                    yield self._seen(folded, (one.start, other.end), part.suspect, how)
        if loose:
            yield from self._alone(folded, words, paired)
            yield from self._nicknames(folded)

    def _parts_of(self, token: str, *, near: bool) -> tuple[tuple[Part, ...], bool]:
        """Return whose word this is, and whether it is so to the letter."""
        exact = self.tables.parts.get(token, ())
        if exact or not near or len(token) < 4:
            return exact, True
        known = self._known.get(token)
        if known is None:
            shortened = self.tables.shortened
            words = {word for short in left_out(token) for word in shortened.get(short, ())}
            known = tuple(part for word in sorted(words) if one_wrong(token, word) for part in self.tables.parts[word])
            self._known[token] = known
        return known, False

    def _alone(self, folded: Folded, words: list[_Word], paired: set[tuple[int, int]]) -> Iterator[Sighting]:
        for word in words:
            if not word.exact or word.end - word.start < 4:
                continue
            for part in word.parts:
                if (word.start, part.suspect) in paired:
                    continue
                start, end = folded.span(word.start, word.end)
                source = folded.source
                if not source[start:end][:1].isupper():
                    continue
                initial = _beside_an_initial(source, start, end, self.tables.suspects[part.suspect])
                weak = (
                    not part.is_last or _is_a_common_word(source, start, end) or _has_another_given_name(source, start)
                )
                yield self._seen(
                    folded, (word.start, word.end), part.suspect, "one-word-alone", strong=initial or not weak
                )

    def _nicknames(self, folded: Folded) -> Iterator[Sighting]:
        called = self.tables.called
        if not called:
            return
        matches = list(TOKEN.finditer(folded.text))
        tokens = [match[0] for match in matches]
        for place, token in enumerate(tokens):
            for index, words in called.get(token, ()):
                if tuple(tokens[place : place + len(words)]) != words:
                    continue
                begin, finish = matches[place].start(), matches[place + len(words) - 1].end()
                start, end = folded.span(begin, finish)
                caseless = not folded.source[start:end][:1].lower().isupper() and not folded.source[start].isascii()
                if folded.source[start : start + 1].isupper() or folded.source[start - 1 : start] in "@#" or caseless:
                    weak = len(words) == 1 and _is_a_common_word(folded.source, start, end)
                    yield self._seen(folded, (begin, finish), index, "as-written", strong=not weak)

    def _run_together(self, folded: Folded) -> Iterator[Sighting]:
        """Yield forms whose letters stand in a row, whatever stands between them, read forwards or backwards."""
        letters, places = squash(folded.text)
        for at, form in self.tables.runs.find(letters):
            first, last = int(places[at]), int(places[at + len(form.letters) - 1]) + 1
            start, end = folded.span(first, last)
            if form.whole_word and not _bounded(folded.source, start, end):
                continue
            how = "letters-run-together"
            if form.backwards:
                how = "reversed"
            elif form.detail or _PLAIN.fullmatch(folded.source, start, end):
                how = "as-written"
            yield self._seen(folded, (first, last), form.suspect, how, detail=form.detail)

    def _in_digits(self, folded: Folded, *, loose: bool) -> Iterator[Sighting]:
        phones = self.tables.phones
        if not phones:
            return
        for match in _DIGITS.finditer(folded.text):
            digits = "".join(one for one in match[0] if one.isdecimal())
            for length in self.tables.phone_lengths:
                for at in range(len(digits) - length + 1):
                    for index in phones.get(digits[at : at + length], ()):
                        whole = length == PHONE_KEY or at == 0
                        if not loose and not _ends_there(match[0], at + length):
                            continue
                        yield self._seen(folded, match.span(), index, "as-written", strong=whole, detail=True)

    def _seen(
        self,
        folded: Folded,
        place: tuple[int, int],
        suspect: int,
        how: str,
        *,
        strong: bool = True,
        detail: bool = False,
    ) -> Sighting:
        start, end = folded.span(*place)
        whom = self.tables.suspects[suspect]
        return Sighting(start=start, end=end, suspect=whom, how=how, strong=strong and not whom.watched, detail=detail)


def _ends_there(run: str, count: int) -> bool:
    """Say whether the first `count` digits of a run end a group, and are no part of the alphabet's row of digits.

    Among bytes stand tables of places and letters, and digits next to each other by chance.
    """
    places = [place for place, one in enumerate(run) if one.isdecimal()]
    end = places[count - 1] + 1
    return not run[end : end + 1].isdecimal() and "0123456789" not in run[max(0, end - 10) : end]


def _stand_together(folded: str, one: _Word, other: _Word) -> bool:
    """Say whether nothing but signs, particles and initials stands between two words, and no hard stop."""
    between = folded[one.end : other.start]
    if HARD_STOP in between or len(between) > 40:
        return False
    return all(token in PARTICLES or token in TITLES or len(token) == 1 for token in TOKEN.findall(between))


def _is_a_common_word(source: str, start: int, end: int) -> bool:
    """Say whether the same word stands in the same text in small letters, so that it may be no name here."""
    word = re.escape(source[start:end].lower())
    return re.search(rf"(?<!\w){word}(?!\w)", source[:start] + " " + source[end:]) is not None


def _has_another_given_name(source: str, start: int) -> bool:
    """Say whether a capitalised word that begins no sentence stands before: then the two are another person."""
    before = source[max(0, start - 40) : start]
    match = re.search(r"(?<![\w@])([^\W\d_]{2,})\s+(?:(?:de|del|la|las|los|da|dos|von|van)\s+)*$", before)
    if match is None or not match[1][:1].isupper() or match[1].isupper():
        return False
    word = match[1].casefold()
    return (
        word not in _OPENERS and word not in TITLES and not _looks_like_a_sentence_start(before[: match.start(1)], word)
    )


def _looks_like_a_sentence_start(before: str, word: str) -> bool:
    return bool(_SENTENCE_END.search(before)) and word.endswith(("ing", "ed", "ly", "mente", "ando", "endo"))


def _beside_an_initial(source: str, start: int, end: int, suspect: Suspect) -> bool:
    """Say whether an initial of one of the suspect's names stands before or after the word."""
    firsts = {word[0] for name in suspect.names for word in name.words}
    before = re.search(r"(?<!\w)(\w)\.?(?:\s?\w\.)?\s?$", source[max(0, start - 6) : start])
    after = re.match(r",?\s(\w)\.(?!\w)", source[end : end + 5])
    return any(match is not None and match[1].isupper() and match[1].lower() in firsts for match in (before, after))


def _bounded(source: str, start: int, end: int) -> bool:
    """Say whether a run of letters begins and ends where words, numbers or humps do."""
    before, after = source[start - 1 : start], source[end : end + 1]
    opens = (
        not before.isalnum()
        or (before.islower() and source[start].isupper())
        or before.isdigit() != source[start].isdigit()
    )
    last = source[end - 1]
    closes = not after.isalnum() or (last.islower() and after.isupper()) or after.isdigit() != last.isdigit()
    return opens and closes
