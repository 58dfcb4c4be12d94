r"""The words of a decisions file: keywords in both languages, and one line cut into words.

Keywords are compared without case and without accents, so that `misma-afirmación`, `Misma-afirmacion` and
`same-claim` are one. Writing always uses English, so that two editors' files can be compared line by line.

A line is a row of bare words and of names in quotation marks ("…", “…” or «…»). `#` outside quotation marks
starts a comment. Inside "…" a backslash keeps the next quotation mark or backslash, and `\n`, `\r` stand for
line ends, so that every name can be written and read back.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Position

_CLOSING = {'"': '"', "“": "”", "„": "“", "«": "»"}
_ESCAPES = {"n": "\n", "r": "\r", '"': '"', "\\": "\\"}
_BARE = re.compile(r'[^\s"“„«#>]+')
_ID = re.compile(r"([soc])-[0-9a-z]{1,64}")
NEARNESS = 0.55
"""How like a keyword a mistyped word must be before it is suggested; difflib's ratio, 0-1."""


class Verb(StrEnum):
    """What a line decides; the value is the English keyword."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    SAME_ORIGIN = "same-origin"
    SPLIT_ORIGIN = "split-origin"
    SAME_CLAIM = "same-claim"
    SPLIT_CLAIM = "split-claim"
    GRADE = "grade"
    PRIVATE = "private"
    BELONGS = "belongs to"
    RELAYS = "relays"


class Part(StrEnum):
    """What of a statement an `edit` line changes; the value is the English keyword."""

    CHAIN = "chain"
    SAID = "said"
    POSITION = "position"


SPANISH_VERBS: dict[str, Verb] = {
    "aceptar": Verb.ACCEPT,
    "rechazar": Verb.REJECT,
    "editar": Verb.EDIT,
    "mismo-origen": Verb.SAME_ORIGIN,
    "separar-origen": Verb.SPLIT_ORIGIN,
    "misma-afirmación": Verb.SAME_CLAIM,
    "separar-afirmación": Verb.SPLIT_CLAIM,
    "calificar": Verb.GRADE,
    "privado": Verb.PRIVATE,
    "privada": Verb.PRIVATE,
    "pertenece a": Verb.BELONGS,
    "reproduce a": Verb.RELAYS,
}

SPANISH_PARTS: dict[str, Part] = {"cadena": Part.CHAIN, "dicho": Part.SAID, "postura": Part.POSITION}

SPANISH_POSITIONS: dict[str, Position] = {
    "afirma": Position.AFFIRMS,
    "niega": Position.DENIES,
    "duda": Position.DOUBTS,
    "no-puede-confirmar": Position.CANNOT_CONFIRM,
    "advierte": Position.WARNS,
    "anuncia": Position.ANNOUNCES,
    "anuncia-amenaza": Position.ANNOUNCES_THREAT,
    "anuncia-cancelación": Position.ANNOUNCES_CANCEL,
    "anuncia-reanudación": Position.ANNOUNCES_RESUME,
    "anuncia-aplazamiento": Position.ANNOUNCES_DELAY,
    "corrige": Position.CORRECTS,
    "se-retracta": Position.RETRACTS,
    "especula": Position.SPECULATES,
    "pregunta": Position.ASKS,
}


def folded(word: str) -> str:
    """Return words in lower case, without accents and with single spaces: what a person writes is compared by this."""
    return " ".join(fold(word).split())


VERBS: dict[str, Verb] = {
    **{verb.value: verb for verb in Verb},
    **{folded(word): verb for word, verb in SPANISH_VERBS.items()},
}
PARTS: dict[str, Part] = {
    **{part.value: part for part in Part},
    **{folded(word): part for word, part in SPANISH_PARTS.items()},
}
POSITIONS: dict[str, Position] = {
    **{position.value: position for position in Position},
    **{folded(word): position for word, position in SPANISH_POSITIONS.items()},
}
ANSWERS: dict[str, bool] = {"yes": True, "no": False, "si": True}
"""`sí` is compared without its accent."""


class LineError(ValueError):
    """One line cannot be read; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A bare word, or a name when it stood in quotation marks."""

    text: str
    quoted: bool = False


def cut(line: str) -> tuple[Word, ...]:
    """Cut one line into its words, without its comment.

    Raises:
        LineError: when a quotation mark is never closed.
    """
    words: list[Word] = []
    place = 0
    while place < len(line):
        mark = line[place]
        if mark == "#":
            break
        if mark.isspace():
            place += 1
        elif mark in _CLOSING:
            name, place = _quoted(line, place)
            words.append(Word(name, quoted=True))
        elif mark == ">":
            words.append(Word(">"))
            place += 1
        else:
            bare = _BARE.match(line, place)
            text = bare.group() if bare else mark
            words.append(Word(text))
            place += len(text)
    return tuple(words)


def _quoted(line: str, start: int) -> tuple[str, int]:
    """Return the name that opens at `start` and the place after its closing mark."""
    closing = _CLOSING[line[start]]
    letters: list[str] = []
    place = start + 1
    while place < len(line):
        mark = line[place]
        if mark == "\\" and line[place + 1 : place + 2] in _ESCAPES:
            letters.append(_ESCAPES[line[place + 1]])
            place += 2
        elif mark == closing:
            return "".join(letters), place + 1
        else:
            letters.append(mark)
            place += 1
    raise LineError(f"a quotation mark is opened and not closed: {_short(line[start:])}")


def quote(name: str) -> str:
    """Return `name` in quotation marks, so that `cut` gives it back unchanged."""
    kept = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{kept}"'


def identity(word: Word, kinds: str) -> str:
    """Return the id that `word` is, when it is of one of `kinds` (`s`, `o`, `c`).

    Raises:
        LineError: when it is not an id, or an id of another kind.
    """
    found = None if word.quoted else _ID.fullmatch(word.text.casefold())
    if found is None or found.group(1) not in kinds:
        shapes = " or ".join(f"{kind}-3fa1c09b77de" for kind in kinds)
        raise LineError(f"{_short(word.text)} is not an id; an id here looks like {shapes}")
    return found.group()


def is_identity(text: str) -> bool:
    """Say whether `text` has the shape of a statement's, origin's or claim's id."""
    return _ID.fullmatch(text) is not None


def one_name(words: tuple[Word, ...], missing: str) -> str:
    """Return the one name that `words` are.

    Raises:
        LineError: when there is no name, an empty one, or one without quotation marks.
    """
    if not words:
        raise LineError(missing)
    first = words[0]
    if len(words) > 1 or not first.quoted:
        said = " ".join(word.text for word in words)
        raise LineError(f"put the name in quotation marks: {quote(said)}")
    if not first.text.strip():
        raise LineError("the name between the quotation marks is empty")
    return first.text


def nearest(word: str, known: Collection[str]) -> str:
    """Return ` Did you mean …?` for the known keyword most like `word`, or nothing when none is near."""
    close = difflib.get_close_matches(folded(word)[:60], sorted(known), n=1, cutoff=NEARNESS)
    return f"; did you mean `{close[0]}`?" if close else ""


def _short(text: str, most: int = 40) -> str:
    """Return `text` on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
