"""The parts of a written name: given names, surnames, small words, short forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntFlag
from functools import cache
from typing import Final

from secondsource.shielding.matching.views.folding import INVISIBLE, SEPARATOR, by_sound, class_of, script_of
from secondsource.shielding.register.common_words import word_set

PARTICLES: Final = word_set("""
    de la las los del y e i o da das do dos di du van von vom der den het ter ten te zu zum zur al el ul ibn ben
    bin bint abu umm abd st san santa santo af av le les des d l saint
    """)
"""Small words within names; never looked for alone, allowed between two parts of one name."""
BETWEEN: Final = PARTICLES | word_set("and alias aka conocido conocida como apodado apodada called dit viuda vda nee")
"""Words that may stand between two parts of one name in a text."""
TITLES: Final = word_set("""
    don dona sr sra srta senor senora senorita mr mrs ms miss mister dr dra prof profesor profesora doctor
    doctora lic licenciado licenciada ing abogado abogada capitan coronel general teniente sargento comandante
    agente captain colonel lieutenant sergeant officer agent judge juez jueza fiscal father padre fray sor
    sister sir lord lady madam madame monsieur herr frau sheikh sheij hadji ustaz kyrios kyria gospodin pan pani
    companero companera comrade tio tia
    """)
"""Words before a name, folded."""
SHORT_FORMS: Final = """
jose pepe chepe joselito; francisco paco pancho kiko curro; ignacio nacho; jesus chucho chuy; enrique quique
kike; guadalupe lupe lupita; dolores lola; rosario charo chayo; mercedes merche meche; concepcion concha
conchita; manuel manolo manu; antonio tono; maria mari marita; teresa tere maite; isabel chabela isa; alejandro
ale jandro; eduardo lalo edu; ernesto neto; gustavo tavo; rafael rafa; roberto beto; alberto beto; luis lucho
luisito; ramon moncho; sebastian sebas; santiago santi; fernando nando fer; gregorio goyo; juan juanito juancho;
carlos carlitos charly; miguel migue; daniel dani; cristina cris; pilar pili; patricia pati paty; jorge coque;
robert bob rob bobby robbie bert; william bill will billy willy liam; richard dick rick rich; edward ed ted
eddie ned; margaret peggy maggie meg marge greta; elizabeth liz beth betty lizzie eliza; katherine kate kathy
katie kat; catherine kate cathy katie; rebecca becky becca; james jim jimmy jamie; john jack johnny; joseph joe
joey; michael mike mick mickey; thomas tom tommy; charles charlie chuck; stephen steve; steven steve; anthony
tony; andrew andy drew; alexander alex sasha sandy; jennifer jen jenny; victoria vicky tori; susan sue susie;
deborah deb debbie; patrick pat paddy; henry harry hank; samuel sam; benjamin ben; daniel dan danny; matthew
matt; david dave; peter pete; gregory greg; kenneth ken; ronald ron; donald don; douglas doug; philippa pippa;
philip phil; nathaniel nate nat; theodore ted theo; dorothy dot dolly; mary molly polly; dmitry dima mitya;
yevgeny zhenya; sergei seryozha; mikhail misha; yekaterina katya; anastasia nastya; vladimir vova volodya;
giorgos yorgos; nikolaos nikos; konstantinos kostas; dimitrios dimitris
"""
"""Given names, each with what its bearers are called; folded."""


class Role(IntFlag):
    """What a word is in a name; a word whose place is unclear is both."""

    GIVEN = 1
    SURNAME = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One word, or several that belong together, of one person's name."""

    letters: str
    """Folded."""
    role: Role
    joined: bool = False
    """Made of several written words, as `delavega`."""


@cache
def _letter(character: str) -> str:
    return "" if class_of(character) in (SEPARATOR, INVISIBLE) else by_sound(character)


def plain(text: str) -> str:
    """Return the folded letters of any text, nothing else."""
    return "".join(map(_letter, text))


def script_of_name(text: str) -> int:
    """Return the script of the first letter of a name."""
    return next((script_of(ord(one)) for one in text if one.isalpha()), 0)


@cache
def short_forms() -> dict[str, tuple[str, ...]]:
    """Return each given name with its short forms."""
    found: dict[str, list[str]] = {}
    for line in SHORT_FORMS.split(";"):
        name, *short = line.split()
        found.setdefault(name, []).extend(short)
    return {name: tuple(short) for name, short in found.items()}


def parts_of(name: str) -> list[Part]:
    """Return the parts of a full name, given names first or `Surnames, Given names`.

    The first word is a given name and the last a surname; of three words the middle may be either, of four two are
    each. Words in between get both roles where nothing tells them apart: a role too many flags more, never less.
    """
    surnames, comma, given = name.partition(",")
    if comma and given.strip():
        found = [*_words(given, Role.GIVEN), *_words(surnames, Role.SURNAME)]
    else:
        found = _words(name, None)
    return [part for part in found if part.letters]


def _words(text: str, role: Role | None) -> list[Part]:
    """Return the parts of a stretch of a name; role None: by their place."""
    groups = list(_groups(text))
    found: list[Part] = []
    for place, words in enumerate(groups):
        here = role if role is not None else _role(place, len(groups))
        found += _forms(words, here)
    return found


def _role(place: int, count: int) -> Role:
    if place == 0 and count > 1:
        return Role.GIVEN
    if place == 0 or place == count - 1 or (count >= 4 and place >= count - 2):
        return Role.SURNAME
    return Role.GIVEN | Role.SURNAME


def _groups(text: str) -> Iterator[list[str]]:
    """Yield the words of a name, small words together with the word they lead to."""
    waiting: list[str] = []
    for word in text.split():
        waiting.append(word)
        if plain(word) not in PARTICLES:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _forms(words: list[str], role: Role) -> Iterator[Part]:
    """Yield one word and, where it has small words or is made of several, the whole and the pieces."""
    core = words[-1]
    pieces = [plain(piece) for piece in re.split(r"[-'’‘`´.·]", unicodedata.normalize("NFC", core)) if piece]
    yield Part(letters=plain(core), role=role, joined=len(pieces) > 1)
    if len(pieces) > 1:
        yield from (Part(letters=one, role=role) for one in pieces if len(one) > 2 and one not in PARTICLES)
    for start in range(len(words) - 1):
        yield Part(letters="".join(map(plain, words[start:])), role=role, joined=True)
