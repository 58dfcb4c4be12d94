"""Ways of writing a name drawn up beside the matcher: the development half. See `apart` for the other."""

from __future__ import annotations

import random
import re
import unicodedata

from .apart import Piece, Way, _plain, _short, _slug
from .people import Invented

SEED = 20_311_105
ALIKE = str.maketrans("aeopcxyiABEKMHOPCTX", "аеорсхуіАВЕКМНОРСТХ")
"""Latin letters with Cyrillic ones that look the same."""


def full(person: Invented, _: random.Random) -> Piece:
    return "Habló ", person.name, " ayer."


def upper(person: Invented, _: random.Random) -> Piece:
    return "ACTA: ", person.name.upper(), " FIRMA"


def lower(person: Invented, _: random.Random) -> Piece:
    return "y vino ", person.name.lower(), " con su hermano"


def without_accents(person: Invented, _: random.Random) -> Piece:
    return "Sr ", _plain(person.name), " said so"


def decomposed(person: Invented, _: random.Random) -> Piece:
    return "from ", unicodedata.normalize("NFD", person.name), ", who"


def given_and_first_surname(person: Invented, _: random.Random) -> Piece:
    return "met ", _short(person), " there"


def given_and_last_surname(person: Invented, _: random.Random) -> Piece:
    return "met ", f"{person.given[-1]} {person.surnames[-1]}", " there"


def surnames_only(person: Invented, _: random.Random) -> Piece:
    return "according to ", " ".join(person.surnames), ", the"


def first_surname_only(person: Invented, _: random.Random) -> Piece:
    return "for ", person.surnames[0], " it was"


def surnames_first(person: Invented, rng: random.Random) -> Piece:
    mark = rng.choice((", ", " "))
    return "3) ", " ".join(person.surnames) + mark + " ".join(person.given), ". Present"


def initial_and_surname(person: Invented, rng: random.Random) -> Piece:
    form = rng.choice(("{}. {}", "{}.{}", "{} {}"))
    return "wrote ", form.format(person.given[0][0], person.surnames[0]), " in May"


def all_initials_and_surname(person: Invented, rng: random.Random) -> Piece:
    initials = rng.choice((". ", ".")).join(one[0] for one in person.given)
    return "por ", f"{initials}. {person.surnames[0]}", " ante"


def given_and_initial(person: Invented, _: random.Random) -> Piece:
    letter = person.surnames[0].split()[-1][0].upper()
    return "said ", f"{person.given[0]} {letter}.", " on Monday"


def surnames_with_and(person: Invented, rng: random.Random) -> Piece:
    if person.kind != "es":
        return None
    word = rng.choice((" y ", "-", " - ", "–"))
    return "familia de ", f"{person.given[0]} {person.surnames[0]}{word}{person.surnames[1]}", " llegó"


def possessive(person: Invented, rng: random.Random) -> Piece:
    return "in ", _short(person), rng.choice(("'s", "’s", "s")) + " car"


def line_break(person: Invented, rng: random.Random) -> Piece:
    mark = rng.choice(("\n", "\u00a0", "  ", "\r\n", "\t", "\u2009"))
    return "and then ", mark.join((person.given[0], person.surnames[0])), " left"


def hyphen_at_line_end(person: Invented, rng: random.Random) -> Piece:
    word = person.surnames[0]
    cut = rng.randrange(2, len(word) - 1)
    return "dijo ", f"{person.given[0]} {word[:cut]}-\n{word[cut:]}", " ante el juez"


def soft_hyphens(person: Invented, rng: random.Random) -> Piece:
    return "with ", "".join(one + ("\u00ad" if rng.random() < 0.3 else "") for one in _short(person)), " and"


def zero_width(person: Invented, rng: random.Random) -> Piece:
    return "with ", "".join(one + rng.choice(("", "\u200b", "\u200d")) for one in _short(person)), " and"


def letter_spaced(person: Invented, rng: random.Random) -> Piece:
    words = [" ".join(_plain(word).replace("'", "").replace("-", "")) for word in _short(person).split()]
    return "== ", rng.choice(("  ", "   ", " ")).join(words), " =="


def look_alikes(person: Invented, _: random.Random) -> Piece:
    name = _plain(_short(person))
    return "user ", name.translate(ALIKE), " wrote"


def one_slip(person: Invented, rng: random.Random) -> Piece:
    return "asked ", f"{person.given[0]} {_slip(person.surnames[0], rng)}", " again"


def slip_in_both(person: Invented, rng: random.Random) -> Piece:
    return "asked ", f"{_slip(person.given[0], rng)} {_slip(person.surnames[0], rng)}", " again"


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    if len(word) < 4 or not word[at].isalpha() or not word[at + 1].isalpha():
        return word
    way = rng.randrange(4)
    if way == 0:
        return word[:at] + word[at + 1 :]
    if way == 1:
        return word[:at] + rng.choice("aeiorst") + word[at:]
    if way == 2:
        return word[:at] + rng.choice("aeionrst") + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def handle(person: Invented, rng: random.Random) -> Piece:
    first, last = _slug(person.given[0]), _slug(person.surnames[0])
    form = rng.choice((first + last, f"{first}_{last}", f"{first[0]}{last}", f"{last}{first[0]}", f"{first}.{last}"))
    return "via @", form, " at noon"


def mail(person: Invented, rng: random.Random) -> Piece:
    first, last = _slug(person.given[0]), _slug(person.surnames[0])
    form = rng.choice((f"{first}.{last}", f"{first[0]}.{last}", f"{last}.{first}", first + last))
    return "<", form, "@paper.example>"


def file_name(person: Invented, rng: random.Random) -> Piece:
    first, last = _slug(person.given[0]), _slug(person.surnames[0])
    form = rng.choice((f"{first}_{last}", f"{last}-{first}", f"{last.upper()}_{first.upper()}"))
    return "see scan_", form, ".pdf"


def camel_tag(person: Invented, _: random.Random) -> Piece:
    name = "".join(word.capitalize() for word in re.findall(r"[^\W\d_]+", _short(person)))
    return "#", name, " trending"


def in_cyrillic(person: Invented, _: random.Random) -> Piece:
    name = person.abroad.get("cyrillic") or (person.native if person.kind == "slavic" else "")
    return ("сказал ", name, " вчера") if name else None


def digits_for_letters(person: Invented, _: random.Random) -> Piece:
    return "scan: ", _plain(_short(person)).replace("o", "0").replace("l", "1"), " page"


def family(person: Invented, _: random.Random) -> Piece:
    return "a casa de los ", person.surnames[0], " fuimos"


def titled(person: Invented, rng: random.Random) -> Piece:
    return rng.choice(("Dr. ", "Señora ", "Ms ", "Lic. ")), person.surnames[-1], " refused"


def nickname(person: Invented, _: random.Random) -> Piece:
    return "lo llaman ", person.nickname, " en el barrio"


def dotted_initials(person: Invented, _: random.Random) -> Piece:
    words = [word for name in (*person.given, *person.surnames) for word in name.split()[-1:]]
    if len(words) < 3:
        return None
    return "testigo ", ".".join(_plain(word)[0].upper() for word in words) + ".", " declaró"


WAYS: tuple[Way, ...] = (
    full, upper, lower, without_accents, decomposed, given_and_first_surname, given_and_last_surname, surnames_only,
    first_surname_only, surnames_first, initial_and_surname, all_initials_and_surname, given_and_initial,
    surnames_with_and, possessive, line_break, hyphen_at_line_end, soft_hyphens, zero_width, letter_spaced,
    look_alikes, one_slip, slip_in_both, handle, mail, file_name, camel_tag, in_cyrillic, digits_for_letters, family,
    titled, nickname, dotted_initials,
)  # fmt: skip
