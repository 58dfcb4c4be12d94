"""Everything that looks like a name or a number: capitalised words that are no ordinary words, and runs of digits.

No model and no list of names: what a text never writes small, and no list of ordinary words holds, may be somebody. On
the Text Anonymization Benchmark this simple rule beside a model reaches what the model alone does not (Pilán et al.,
2022, for the measure). Its price is precision: a person looks at what it points out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from secondsource.shielding.finders.found import Found
from secondsource.shielding.finders.ordinary import OF_LAW, ORDINARY

_WORD = re.compile(r"[^\W\d_]+(?:['’´`-][^\W\d_]+)*")
_SMALL = re.compile(r"(?<![\w@./\\:-])[^\W\d_]+(?:['’´`-][^\W\d_]+)*(?![\w@/\\]|\.\w)")
"""A word of running text: not a part of a mail or web address, in which names are written small."""
_BEYOND = re.compile(
    "[\u0590-\u1cff\u2d00-\ua63f\ua6a0-\ua6ff\ua800-\ufdff\ufe70-\ufeff\uff66-\U0001d3ff\U0001d800-\U0003ffff]"
)
"""Where the scripts without capitals begin, and some with."""
_SENTENCE = re.compile(r"[^.!?…。！？؟۔।።\n]+")
_NUMBER = re.compile(r"(?<![^\W_])[#№]?\d[\d.,:/\-]*\d|\d")
_OF_LAW = re.compile(
    r"(?:(?:\b(?:articles?|arts?|sections?|rules?|paragraphs?|chapters?|protocol|artículos?|párrafos?|apartados?|reglas?|"
    r"capítulos?|incisos?)\.?|§§?)\s(?:(?:no|nº)\.?\s)?|(?:^|\n)\s{0,8})$",
    re.IGNORECASE,
)
"""What stands before the number of a rule, or at the beginning of a line before the number of a paragraph."""
_PARAGRAPH = re.compile(r"\d{1,3}(?=[.)]\s+[^\W\d_a-z])")
_ROMAN = re.compile(r"[IVX]+")
_CAPITALS = re.compile(r"\.\s{1,4}(?:[^\W\d_a-z]{2,}\b\s?){2}")
_BEFORE = 16
_SHORT = 3
_LINKS = frozenset(
    (
        "de",
        "del",
        "la",
        "las",
        "los",
        "y",
        "e",
        "von",
        "van",
        "der",
        "den",
        "di",
        "da",
        "do",
        "dos",
        "al",
        "bin",
        "of",
        "the",
        "for",
        "and",
        "d",
    )
)
_ARTICLES = frozenset(("a", "el", "la", "los", "las"))
"""After a colon they begin a name rather than a sentence: `Lugar: La Ensenada`."""
_LONGEST = 9


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Return every word that some text of the dossier writes small: in this story it is an ordinary word."""
    return frozenset(word for text in texts for word in _SMALL.findall(text) if word[:1].islower())


def find_names(text: str, ordinary: frozenset[str]) -> Iterator[Found]:
    """Yield runs of capitalised words that could be names.

    Args:
        text: what to search.
        ordinary: words written small somewhere, from `small_words`.
    """
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        near = bool(run) and _near(text, run[-1], word)
        if near and word[0].lower() in _LINKS:
            run.append(word)
        elif word[0][0].isupper():
            if run and not near:
                yield from _closed(run, ordinary)
                run = []
            run.append(word)
        elif run:
            yield from _closed(run, ordinary)
            run = []
    if run:
        yield from _closed(run, ordinary)
    if _BEYOND.search(text):
        yield from _without_capitals(text)


def _without_capitals(text: str) -> Iterator[Found]:
    """Yield, sentence by sentence, what is written in a script that has no capitals: anything there may be a name."""
    why = "a script in which names look like other words"
    for sentence in _SENTENCE.finditer(text):
        run: list[re.Match[str]] = []
        for word in (*_WORD.finditer(text, *sentence.span()), None):
            if word is not None and all(map(_has_no_capital, word[0])):
                run.append(word)
            elif run:
                yield Found(start=run[0].start(), end=run[-1].end(), kind="name", certain=False, why=why)
                run = []


def _has_no_capital(letter: str) -> bool:
    """Say whether a letter is of a script without capitals; those that Georgian has begin no name."""
    if "\u10d0" <= letter <= "\u10ff":
        return True
    return _BEYOND.match(letter) is not None and letter.upper() == letter.lower()


def _near(text: str, word: re.Match[str], following: re.Match[str]) -> bool:
    """Say whether two words can belong to one name: a full stop ends a name, save after an initial."""
    between = text[word.end() : following.start()].strip(" \t’'-")
    return between == "" or (between == "." and len(word[0]) <= 2)


def find_numbers(text: str) -> Iterator[Found]:
    """Yield runs of digits: any of them may be a date, an amount, a file number.

    Numbers of rules (`Article 6`) and of paragraphs are left: they count what everybody can read.
    """
    for match in _NUMBER.finditer(text):
        before = _OF_LAW.search(text[max(0, match.start() - _BEFORE) : match.start()])
        if before and len(match[0]) <= _SHORT and (before[0].strip() or _PARAGRAPH.match(text, match.start())):
            continue
        yield Found(start=match.start(), end=match.end(), kind="number", certain=False, why="a run of digits")


def _stands_out(word: str, ordinary: frozenset[str]) -> bool:
    if not word[0].isupper():
        return False
    if len(word) == 1:
        return word.lower() not in ORDINARY
    small = word.lower()
    return small not in ordinary and small not in ORDINARY and small not in OF_LAW


def _begins_sentence(word: re.Match[str]) -> bool:
    before = word.string[max(0, word.start() - 4) : word.start()].rstrip(" \"'“‘«(")
    if before.endswith(":"):
        return word[0].lower() not in _ARTICLES
    return not before or before[-1] in ".!?\n"


def _is_initial(word: re.Match[str]) -> bool:
    """Say whether a word is one capital letter with its full stop."""
    return len(word[0]) == 1 and word[0].isupper() and word.string[word.end() : word.end() + 1] == "."


def _numbers_a_heading(word: re.Match[str]) -> bool:
    """Say whether a word is a Roman number before a heading in capitals, at the beginning of a line."""
    return bool(
        _ROMAN.fullmatch(word[0])
        and not word.string[: word.start()].rpartition("\n")[2].strip()
        and _CAPITALS.match(word.string, word.end())
    )


def _closed(run: list[re.Match[str]], ordinary: frozenset[str]) -> Iterator[Found]:
    """Yield a run of capitals that holds a word that stands out; small words at its ends are no part of it.

    An ordinary word inside a name belongs to it (`Puerto District Court`); the one that begins a sentence does not.
    """
    first, last = 0, len(run)
    while last and run[last - 1][0].lower() in _LINKS and not _is_initial(run[last - 1]):
        last -= 1
    while first < last and run[first][0].lower() in ORDINARY and not _is_initial(run[first]):
        if last - first > 1 and not _begins_sentence(run[first]):
            break
        first += 1
    run = run[first:last]
    if not any(not _numbers_a_heading(word) and (_is_initial(word) or _stands_out(word[0], ordinary)) for word in run):
        return
    for start in range(0, len(run), _LONGEST):
        piece = run[start : start + _LONGEST]
        why = "a capitalised word that is no ordinary word"
        yield Found(start=piece[0].start(), end=piece[-1].end(), kind="name", certain=False, why=why)
