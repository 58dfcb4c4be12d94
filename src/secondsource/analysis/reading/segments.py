"""Paragraphs, sentences and words of a report, by their offsets in the untouched text.

The splitters serve English and Spanish alike and need no model: news prose marks its borders with line breaks, full
stops and capitals, and the exceptions (abbreviations, initials, decimals, quotation marks) are few enough to list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from secondsource.core.vetting.report import Span


def word_set(listed: str) -> frozenset[str]:
    """Return the words of a list written as running text, the readable form of a lexicon."""
    return frozenset(listed.split())


_LIST_ITEM = re.compile(r"(?:[-*+•▪>#]+|\d{1,2}[.)])\s")
_DIALOGUE = re.compile(r"[—–―]\s?[\w¿¡]")
_WORD = re.compile(r"[^\W_]+(?:['’´.\-‐‑_@/&][^\W_]+)*")
_STOP = re.compile(r"(?:[.!?…]+|[。！？؟۔])[\"'”’»›)\]}]*(?=\s+\S)")
_NEXT = re.compile(r"\s+[\"'“‘«‹„(\[{—–¿¡*_]*(\S)")
_LAST_TOKEN = re.compile(r"[^\s\"'“”‘’«»()\[\]{}—]+$")

# Lowest and highest width, in code points, at which typists and mail programs wrap lines.
_NARROWEST, _WIDEST = 45, 100
_FULL_SHARE = 0.8

_ABBREVIATIONS = word_set("""
    mr mrs ms mx dr prof rev hon gov sen rep reps sens pres det sgt lt col gen maj capt cmdr cpl pvt insp supt
    jr sr inc ltd co corp llc bros nos vs v etc cf approx dept vol eds pp calif sra srta srs sres sras d dª dña
    dra dras drs lic lics ing ings arq mtro mtra gral cnel cap tte cte ud uds vd vds avda núm nro nº tel pág
    págs cía ee uu ff aa rr hh jj dd hno hna hnos
""")
# These are words as well, or stand at the end of sentences: abbreviations only with a capital (`Nov. 5`, `St. Mary`).
_CAPITALISED_ABBREVIATIONS = word_set("""
    atty adm st ave blvd jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    sat sun colo conn fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt
    wash wis wyo sto sta fdo
""")
# Abbreviations only before a figure (`No. 5`, `art. 14`).
_NUMBERED = word_set("""
    no art arts fig op ed núm p
""")
# Words that open a sentence far more often than they follow an abbreviation such as `U.S.` inside a name.
_OPENERS = word_set("""
    the a an he she it they we i you this that these those but and in on at if when while after before there
    however his her its their el la los las un una unos unas él ella ellos ellas esto este esta pero y en si
    cuando mientras después antes hay su sus no
""")
_NEVER_LAST = word_set("""
    mr mrs ms dr prof sra srta dra gov sen rep gen lt col sgt capt lic ing vs e.g i.e dña
""")


def paragraphs(text: str) -> list[Span]:
    """Return the non-blank paragraphs of `text`, in order, trimmed of white space.

    A line break ends a paragraph, except in hard-wrapped text, whose lines stop only because the next word would not
    have fitted.
    """
    found: list[Span] = []
    block: list[Span] = []
    for line in _lines(text):
        if len(line):
            block.append(line)
        else:
            found += _join_wrapped(text, block)
            block = []
    return found + _join_wrapped(text, block)


def sentences(text: str, paragraph: Span) -> list[Span]:
    """Return the sentences of one paragraph, in order, trimmed; together they cover all its words.

    A full stop ends a sentence unless it belongs to an abbreviation, an initial or a number, or a lower-case word
    follows.
    """
    start, end = paragraph.start, paragraph.end
    found = []
    for stop in _STOP.finditer(text, start, end):
        if stop.end() > start and _ends_sentence(text, stop, start, end):
            found.append(_trim(text, start, stop.end()))
            start = stop.end()
    found.append(_trim(text, start, end))
    return [span for span in found if len(span)]


def words(text: str, span: Span) -> list[Span]:
    """Return the words inside `span`, without punctuation; `can't`, `3.5` and `e-mail` are one word each."""
    return [Span(match.start(), match.end()) for match in _WORD.finditer(text, span.start, span.end)]


def _lines(text: str) -> Iterator[Span]:
    """Yield each line trimmed; a blank line is an empty span."""
    start = 0
    for line in text.splitlines(keepends=True):
        yield _trim(text, start, start + len(line))
        start += len(line)


def _trim(text: str, start: int, end: int) -> Span:
    """Return start..end without white space at either side."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _join_wrapped(text: str, block: Sequence[Span]) -> list[Span]:
    """Join the lines of one block where they are hard-wrapped; otherwise each line is a paragraph."""
    if len(block) < 2 or not _is_wrapped(text, block):
        return list(block)
    width = max(len(line) for line in block)
    joined = [block[0]]
    for before, line in pairwise(block):
        if _is_full(text, before, line, width) and not _opens_anew(text, line):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _is_wrapped(text: str, block: Sequence[Span]) -> bool:
    """Say whether lines of similar length stop only for want of room."""
    width = max(len(line) for line in block)
    if not _NARROWEST <= width <= _WIDEST:
        return False
    pairs = list(pairwise(block))
    if len(pairs) == 1:
        first, second = pairs[0]
        # Two lines prove little: the first must break off in mid-sentence.
        return (
            _is_full(text, first, second, width)
            and text[first.end - 1] not in '.!?:;”"»'
            and text[second.start].islower()
        )
    full = sum(_is_full(text, first, second, width) for first, second in pairs)
    # A line that ends a paragraph is short for another reason, and may not count against the rest.
    ends = sum(
        text[first.end - 1] in '.!?…”"»:' and not _is_full(text, first, second, width) for first, second in pairs
    )
    unended = sum(text[first.end - 1] not in '.!?…”"»:' for first, _ in pairs)
    return full >= _FULL_SHARE * (len(pairs) - ends) and full >= 2 and unended * 2 >= len(pairs)


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Say whether the next line's first word would not have fitted on `line`."""
    first_word = len(following.of(text).split(None, 1)[0])
    # Two columns of slack: wrapping programs differ on the trailing space, and widths on wide letters.
    return len(line) + 1 + first_word > width - 2


def _opens_anew(text: str, line: Span) -> bool:
    """Say whether the line begins a list item, a heading or a turn of dialogue."""
    return bool(_LIST_ITEM.match(text, line.start) or _DIALOGUE.match(text, line.start))


def _ends_sentence(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    """Say whether the punctuation at `stop` ends its sentence."""
    following = _NEXT.match(text, stop.end(), end)
    if following is None:
        return False
    opener = following.group(1)
    if opener.islower():
        return False
    mark = stop.group()
    if not mark.startswith(".") or mark.startswith(".."):
        # After `?”` or `...` a capital may still be the speaker's name, but splitting there loses nothing.
        return True
    if len(mark) > 1:
        return True
    last = _LAST_TOKEN.search(text, max(start, stop.start() - 30), stop.start())
    next_word = _WORD.match(text, following.start(1), end)
    return not _is_abbreviation(last.group() if last else "", opener, next_word.group().lower() if next_word else "")


def _is_abbreviation(before: str, opener: str, next_word: str) -> bool:
    """Say whether the full stop after the word `before` belongs to it, given what follows."""
    word = before.lower()
    if word in _NEVER_LAST:
        return True
    if opener.isdigit() and word in _NUMBERED:
        return True
    dotted = "." in word and all(len(part) <= 2 and part.isalpha() for part in word.split("."))
    listed = word in _ABBREVIATIONS or (word in _CAPITALISED_ABBREVIATIONS and before[0].isupper())
    # A lone capital is an initial, except the English pronoun.
    initial = len(before) == 1 and before.isupper() and before != "I"
    return (dotted or listed or initial) and next_word not in _OPENERS and opener not in "¿¡"
