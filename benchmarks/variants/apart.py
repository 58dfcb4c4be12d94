"""Ways of writing a name drawn up before a line of the matcher was written, and never fitted to it.

Each class takes a person and a random generator and returns `(before, variant, after)`, or None where the person has
no such form. The whole of `variant` has to be covered by what is found, letter by letter and digit by digit.
"""

from __future__ import annotations

import html
import random
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import quote

from .people import SHORT, Invented

Piece = tuple[str, str, str] | None
Way = Callable[[Invented, random.Random], Piece]

SEED = 20_311_104
"""Frozen: the figure of this half is only worth something on the same draw."""

KEYS = {
    "a": "qsz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "kñ", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xa",
}  # fmt: skip


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _short(person: Invented) -> str:
    return f"{person.given[0]} {person.surnames[0]}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", _plain(text).lower())


def percent_encoded(person: Invented, _: random.Random) -> Piece:
    return "See https://example.org/perfil/", quote(_short(person).replace(" ", "-")), " for the profile."


def html_entities(person: Invented, rng: random.Random) -> Piece:
    if _short(person).isascii():
        return None
    named = rng.random() < 0.5
    coded = "".join(
        c if c.isascii() else (f"&{html.entities.codepoint2name[ord(c)]};" if named else f"&#{ord(c)};")
        for c in _short(person)
    )
    return "<td>", coded, "</td>"


def mojibake(person: Invented, _: random.Random) -> Piece:
    if _short(person).isascii():
        return None
    return "Firma: ", _short(person).encode().decode("latin-1"), " (firmado)"


def styled_letters(person: Invented, rng: random.Random) -> Piece:
    low, high = rng.choice(((0x1D41A, 0x1D400), (0xFF41, 0xFF21), (0x1D5BA, 0x1D5A0)))
    name = _plain(_short(person))
    styled = "".join(
        chr(low + ord(c) - 97) if "a" <= c <= "z" else chr(high + ord(c) - 65) if "A" <= c <= "Z" else c for c in name
    )
    return "sigue a ", styled, " hoy"


def table_row(person: Invented, rng: random.Random) -> Piece:
    mark = rng.choice(("\t", " | ", ";", '","'))
    return "14" + mark, person.surnames[0] + mark + person.given[0], mark + "present"


def emphasis_inside(person: Invented, rng: random.Random) -> Piece:
    word = person.surnames[-1]
    cut = rng.randrange(2, len(word) - 1)
    return "they met ", f"**{person.given[0]}** {word[:cut]}**{word[cut:]}", "** again"


def nickname_between(person: Invented, rng: random.Random) -> Piece:
    quotes = rng.choice(("“{}”", '"{}"', "({})", "«{}»", "alias {}"))
    return "detuvieron a ", f"{person.given[0]} {quotes.format(person.nickname)} {person.surnames[0]}", " el lunes"


def courtesy_lower_case(person: Invented, rng: random.Random) -> Piece:
    title = rng.choice(("don ", "sra. ", "señor ", "mr ", "ms. ", "dr. "))
    return "y entonces " + title, person.surnames[0].lower(), " no contestó"


def leet(person: Invented, _: random.Random) -> Piece:
    return "usuario ", _plain(_short(person)).lower().translate(str.maketrans("oiea", "0134")), " en linea"


def stretched(person: Invented, rng: random.Random) -> Piece:
    first, last = person.given[0], person.surnames[0]
    place = rng.randrange(1, len(last) - 1)
    return "ayyy ", f"{first}{first[-1] * 2} {last[:place]}{last[place] * 3}{last[place + 1 :]}", " jaja"


def lost_spaces(person: Invented, _: random.Random) -> Piece:
    return "declaró", "".join((person.given[0], *person.surnames)), "ayer"


def neighbouring_keys(person: Invented, rng: random.Random) -> Piece:
    return "ask ", " ".join(_slip(word, rng) for word in (person.given[0], person.surnames[0])), " about it"


def _slip(word: str, rng: random.Random) -> str:
    places = [n for n, c in enumerate(word) if n and c in KEYS]
    if len(word) < 4 or not places:
        return word
    place = rng.choice(places)
    return word[:place] + rng.choice(KEYS[word[place]]) + word[place + 1 :]


def spelled_by_ear(person: Invented, rng: random.Random) -> Piece:
    rules = [("z", "s"), ("v", "b"), ("ll", "y"), ("gu", "gü"), ("qu", "k"), ("ñ", "ni"), ("ck", "k"), ("ph", "f"),
             ("tt", "t"), ("rr", "r"), ("gt", "ct"), ("ía", "illa"), ("h", ""), ("c", "s")]  # fmt: skip
    word = person.surnames[0].lower()
    fitting = [(old, new) for old, new in rules if old in word[1:]]
    if not fitting:
        return None
    old, new = rng.choice(fitting)
    return "la prima de ", f"{person.given[0]} {(word[0] + word[1:].replace(old, new, 1)).capitalize()}", " vino"


def quoted_mail_wrap(person: Invented, rng: random.Random) -> Piece:
    return "> wrote to ", f"{person.given[0]}\n{rng.choice(('>', '> >', '>>'))} {person.surnames[0]}", " that"


def column_break(person: Invented, rng: random.Random) -> Piece:
    word = person.surnames[0]
    cut = rng.randrange(2, len(word) - 1)
    return "informó ", f"{person.given[0]} {word[:cut]}\n{word[cut:]}", ", quien"


def direction_marks(person: Invented, rng: random.Random) -> Piece:
    marks = "\u200e\u200f\u202a\u202c\u2060\ufeff\u034f"
    sown = "".join(c + (rng.choice(marks) if rng.random() < 0.4 else "") for c in _short(person))
    return "de: ", sown, " para"


def register_list_style(person: Invented, _: random.Random) -> Piece:
    if person.kind != "es":
        return None
    initials = " ".join(f"{one[0]}." for one in person.given)
    return "7. ", f"{person.surnames[0].upper()} {person.surnames[1][0]}., {initials.upper()}", " 3.º B"


def particles_changed(person: Invented, rng: random.Random) -> Piece:
    parts = person.surnames[0].split()
    if len(parts) < 2:
        return None
    core = parts[-1]
    form = rng.choice((core, "De" + "".join(p.capitalize() for p in parts[1:]), " ".join(parts).upper()))
    return "habló ", f"{person.given[0]} {form}", " de nuevo"


def family_plural(person: Invented, rng: random.Random) -> Piece:
    word = person.surnames[0].replace("-", " ").split()[-1]
    ending = "es" if word[-1] in "sxz" else "s"
    return "outside the ", word + ending, rng.choice(("’ house", "' farm", " home"))


def cyrillic_declined(person: Invented, rng: random.Random) -> Piece:
    name = person.abroad.get("cyrillic") or (person.native if person.kind == "slavic" else "")
    if not name or name[-1] in "аоэ":
        return None
    ending = rng.choice(("а", "у", "ом"))
    if name.endswith("ий"):
        return "интервью ", name[:-2] + {"а": "ого", "у": "ому", "ом": "им"}[ending], " вчера"
    return "интервью ", name + ending, " вчера"


def in_arabic_letters(person: Invented, _: random.Random) -> Piece:
    name = person.abroad.get("arabic") or (person.native if person.kind == "arabic" else "")
    return ("قال ", name, " أمس") if name else None


def in_greek_letters(person: Invented, _: random.Random) -> Piece:
    name = person.abroad.get("greek") or (person.native if person.kind == "greek" else "")
    return ("δήλωσε ο ", name, " χθες") if name else None


def other_romanisation(person: Invented, _: random.Random) -> Piece:
    return ("with ", " ".join(person.other), " that night") if person.other else None


def account_with_year(person: Invented, rng: random.Random) -> Piece:
    mark = rng.choice("._-")
    return "login=", f"{_slug(person.surnames[0])}{mark}{_slug(person.given[0])}{mark}{rng.randrange(1960, 2005)}", ";"


def hidden_in_hashtag(person: Invented, rng: random.Random) -> Piece:
    word = rng.choice(("justiciapara", "freeourfriend", "todossomos"))
    return "#" + word, _slug(_short(person)), " ya"


def versioned_file(person: Invented, rng: random.Random) -> Piece:
    joined = "".join(_slug(one).capitalize() for one in person.surnames)
    return "C:\\casos\\Entrevista_", joined, f"_v{rng.randrange(2, 9)}.docx"


def mail_initial_and_surnames(person: Invented, _: random.Random) -> Piece:
    return "write to ", _slug(person.given[0])[0] + "".join(_slug(one) for one in person.surnames), "@mail.example"


def footnote_marks(person: Invented, rng: random.Random) -> Piece:
    mark = rng.choice(("[3]", "¹", "*", "†"))
    return "ver ", f"{person.given[0]}{mark} {person.surnames[0]}", mark


def spelled_out(person: Invented, rng: random.Random) -> Piece:
    mark = rng.choice(("-", ".", " ", "·"))
    return "se escribe ", mark.join(_plain(person.surnames[0]).upper().replace(" ", "").replace("'", "")), " con zeta"


def read_by_machine(person: Invented, rng: random.Random) -> Piece:
    swaps = [("m", "rn"), ("l", "1"), ("o", "0"), ("i", "l"), ("d", "cl"), ("n", "ri"), ("h", "li"), ("e", "c"),
             ("rn", "m"), ("u", "ii"), ("w", "vv"), ("g", "q"), ("B", "8"), ("S", "5"), ("G", "6")]  # fmt: skip
    words = []
    for word in (person.given[0], person.surnames[-1]):
        plain = _plain(word)
        fitting = [(old, new) for old, new in swaps if old in plain]
        old, new = rng.choice(fitting) if fitting else ("", "")
        words.append(plain.replace(old, new, 1) if old else plain)
    return "FOJA 12. ", " ".join(words), " manifiesta"


def short_form(person: Invented, _: random.Random) -> Piece:
    short = SHORT.get(person.given[0])
    return ("vi a ", f"{short} {person.surnames[0]}", " ayer") if short else None


def phone_rewritten(person: Invented, rng: random.Random) -> Piece:
    digits = re.sub(r"\D", "", person.phone)
    national = digits[1:] if digits.startswith("1") else digits[2:]
    code = digits[: len(digits) - len(national)]
    dotted = rng.choice((".", "-", " ")).join((national[:3], national[3:6], national[6:]))
    form = rng.choice(
        (national, dotted, f"00{code}{national}", f"({national[:2]}) {national[2:]}", f"+{code}-{dotted}")
    )
    return "tel. ", form, " (noche)"


def number_rewritten(person: Invented, rng: random.Random) -> Piece:
    number = person.identity
    dotted = f"{number[:2]}.{number[2:5]}.{number[5:8]}-{number[8]}"
    return (
        "DNI ",
        rng.choice((dotted, number.lower(), f"{number[:8]} {number[8]}", f"{number[:8]}-{number[8]}")),
        ", vecino",
    )


def plate_rewritten(person: Invented, rng: random.Random) -> Piece:
    number, letters = person.plate.split()
    return "coche ", rng.choice((number + letters, f"{number}-{letters}", f"{number} {letters.lower()}")), " blanco"


def address_rewritten(person: Invented, rng: random.Random) -> Piece:
    kind, *middle, house = person.address.split()
    short = {"Calle": "C/", "Avenida": "Avda."}[kind]
    street = " ".join(middle)
    forms = (f"{short} {street}, {house}", f"{kind} {street} nº {house}", f"{short} {street.upper()} {house}")
    return "vive en ", rng.choice(forms), ", bajo"


WAYS: tuple[Way, ...] = (
    percent_encoded, html_entities, mojibake, styled_letters, table_row, emphasis_inside, nickname_between,
    courtesy_lower_case, leet, stretched, lost_spaces, neighbouring_keys, spelled_by_ear, quoted_mail_wrap,
    column_break, direction_marks, register_list_style, particles_changed, family_plural, cyrillic_declined,
    in_arabic_letters, in_greek_letters, other_romanisation, account_with_year, hidden_in_hashtag, versioned_file,
    mail_initial_and_surnames, footnote_marks, spelled_out, read_by_machine, short_form, phone_rewritten,
    number_rewritten, plate_rewritten, address_rewritten,
)  # fmt: skip
