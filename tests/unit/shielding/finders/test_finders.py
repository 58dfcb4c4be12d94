"""The finders point out what leads to somebody, in both languages, at the right place, and never choke on a text."""

from __future__ import annotations

import string
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from secondsource.shielding.finders.found import Found
from secondsource.shielding.finders.groups import find_groups
from secondsource.shielding.finders.paranoid import find_names, find_numbers, small_words
from secondsource.shielding.finders.structured import find_structured

LONG = 40_000
SLOWEST = 4.0
"""Seconds of processor time for `LONG` characters of the worst kind: half the speed that is asked of ordinary text."""


def found(text: str) -> tuple[Found, ...]:
    names = find_names(text, small_words([text]))
    return (*find_structured(text), *names, *find_numbers(text), *find_groups(text))


def covered(text: str) -> str:
    """Return the text with `_` for every character that is pointed out."""
    shown = list(text)
    for one in found(text):
        shown[one.start : one.end] = "_" * (one.end - one.start)
    return "".join(shown)


def masked(text: str, kind: str) -> list[str]:
    """Return what is masked without asking as `kind`."""
    return [text[one.start : one.end] for one in find_structured(text) if one.kind == kind and one.certain]


@pytest.mark.parametrize(
    "value",
    [
        *("3 de mayo de 2031", "el 3 de mayo de 2031", "tres de mayo de 2031", "3 y 4 de mayo", "3-mayo-2031"),
        *("mayo, junio y julio de 2031", "finales de mayo de 2031", "otoño de 2031", "primer semestre de 2031"),
        *("el año 2031", "03/05/2031", "2031-05-03", "3 May 2031", "May 3rd, 2031", "the third of May 2031"),
        *("May and June 2031", "early May 2031", "spring of 2031", "2031-05-03T10:20:00"),
    ],
)
def test_dates_in_digits_and_in_words_are_masked(value: str) -> None:
    text = f"they met ({value}) there."
    assert value.removeprefix("el año ") in " ".join(masked(text, "date"))


@pytest.mark.parametrize(
    "value",
    [
        *("calle del faro 12, 2º B", "C/ Faro, s/n", "Avda. del Puerto, 7", "Plaza Mayor 3", "avenida norte n.º 41"),
        *("Ctra. de Brisal, km. 9,100", "12 Harbour Street, Flat 4", "7 Old Mill Lane"),
    ],
)
def test_street_addresses_are_masked_whole(value: str) -> None:
    assert masked(f"she lives at {value}\nand works.", "address")[:1] == [value]


@pytest.mark.parametrize("value", ["CP: 28999", "E-28999", "código postal 28999", "LD7 1QX", "ZIP 02999"])
def test_postcodes_are_masked(value: str) -> None:
    assert masked(f"sent to {value} today", "address") == [value]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("email", "nadie.nunca@correo.example"),
        ("email", "nadie (at) correo.example"),
        ("handle", "@nadie_nunca"),
        ("url", "https://brisal.example/a?b=1"),
        ("coordinates", "40.12345, -3.54321"),
        ("coordinates", "40° 12′ 30″ N, 3° 5′ 1″ W"),
        ("case", "4412/2031"),
        ("iban", "ES9121000418450200051332"),
        ("id", "12345678Z"),
        ("phone", "+34 612 345 678"),
    ],
)
def test_identifiers_with_a_shape_are_masked(kind: str, value: str) -> None:
    assert value in masked(f"write to {value} now", kind)


@pytest.mark.parametrize("value", ["12345678A", "ES9121000418450200051333"])
def test_a_check_digit_that_does_not_fit_is_a_question(value: str) -> None:
    asked = [one for one in found(f"it says {value} there") if one.kind in {"id", "iban"}]
    assert asked
    assert not any(one.certain for one in asked)


@pytest.mark.parametrize(
    "value",
    [
        *("varón", "mujer", "hermanas", "abuelo materno", "recién nacida", "cuñado", "ex-marido", "raza blanca"),
        *("grandmother", "half-brother", "mother-in-law", "newborn", "male", "stepdaughter"),
        *("enfermera", "shoemaker", "gitana", "Yazidi", "epilepsia", "leukaemia"),
        *("34 años", "nine years old", "tres años y dos meses", "50 m²", "cuarenta coronas"),
        *("prisión de Brisal", "Tribunal Municipal", "distrito de Alto Brisal", "Junta de Aguas"),
    ],
)
def test_what_narrows_a_person_down_is_pointed_out(value: str) -> None:
    assert set(covered(f"then ({value}) was seen")[6 : 6 + len(value)]) <= {"_", " "}


def test_the_letter_in_a_field_for_sex_is_pointed_out() -> None:
    assert covered("Sexo: M\nPeso: 60").splitlines()[0].endswith(": _")


@pytest.mark.parametrize("initials", ["N. S.", "Sra. G.", "E. Brisal", "Dr. T."])
def test_initials_are_names(initials: str) -> None:
    shown = covered(f"entonces habló {initials}, y calló")
    assert not any(letter.isupper() for letter in shown)


def test_a_name_written_small_in_an_address_stays_a_name() -> None:
    text = "Vive en Brisal. Escriba a info@brisal.example o a www.brisal.example/brisal"
    assert "brisal" not in small_words([text])
    assert "Brisal" not in covered(text)


def test_after_a_colon_the_article_belongs_to_the_place() -> None:
    assert covered("Lugar: La Brisala").endswith(": __________")


def test_ordinary_sentences_stay() -> None:
    text = "They said that it would rain again. Ellos dijeron que volvería a llover mucho."
    assert covered(text) == text


PIECES = """
    calle C/ s/n 12 2º B de la mayo 2031 @ a@b.example +34 612345678 el 3 y May Tribunal Dr. J. ES91 1/2 : sexo M € km
    40.1234, -3.1234 no. nº ( ) - Nombre: prisión hijo años
"""
TEXTS = st.one_of(
    st.text(max_size=300),
    st.text(alphabet=string.printable + "áéíóúñºª°€№\u200b\u00ad", max_size=300),
    st.lists(
        st.sampled_from(PIECES.split()),
        max_size=40,
    ).map(" ".join),
)


@given(TEXTS)
@example("")
@example("İstanbul ŉ ß ǆ 1º")
def test_whatever_the_text_offsets_are_valid_and_nothing_is_raised(text: str) -> None:
    for one in found(text):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip()
        assert one.kind
        assert one.why


@given(st.text(alphabet="0123456789 /-.", min_size=1, max_size=60))
def test_no_digit_is_ever_left(text: str) -> None:
    assert not any(letter.isdigit() for letter in covered(f"code {text} end"))


@given(TEXTS)
def test_what_is_found_does_not_depend_on_when_it_is_asked(text: str) -> None:
    assert found(text) == found(text)


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "a", "A", "a@", "a.", "a-", "1.", "1 ", "1,", "1/", " ", "\n", "@", "+", "Y De ", "J. ", "A, "),
        *("no ", "no      ", "1     ", "1234567 ", "calle ", "calle 1 ", "c/", "a s", "mayo, ", "1 y ", "el día "),
        *("prisión de ", "Tribunal de la ", "dos y ", "mil de ", "nombre: ", "12 High ", "1.111,", "www.", "1°", "(1"),
    ],
    ids=repr,
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    text = (piece * (LONG // len(piece) + 1))[:LONG]
    start = time.process_time()
    found(text)
    assert time.process_time() - start < SLOWEST


@pytest.mark.parametrize(
    "text", ["under Article 6 of it", "según el artículo 12 de ella", "see section 3", "12. The boats left"]
)
def test_numbers_of_rules_and_paragraphs_lead_to_nobody(text: str) -> None:
    assert not list(find_numbers(text))


@pytest.mark.parametrize("text", ["in section 3411 of it", "12.5 of them", "he is 12. nobody", "cell 12"])
def test_other_numbers_do(text: str) -> None:
    assert list(find_numbers(text))


@pytest.mark.parametrize(
    "text",
    [
        "It lodged a complaint under the Convention for the Protection of Human Rights and Fundamental Freedoms.",
        "Según el Convenio y el Código Penal.",
        "He sat as the President of the Fourth Section.",
        "I. THE CIRCUMSTANCES OF THE CASE",
        "III. DERECHOS HUMANOS",
    ],
)
def test_titles_of_laws_and_headings_name_nobody(text: str) -> None:
    assert list(find_names(text, frozenset())) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He spoke to the Puerto Criminal Court.", "Puerto Criminal Court"),
        ("Mr Law left.", "Mr Law"),
        ("I. Brown left.", "I. Brown"),
        ("I. BROWN LEFT", "I. BROWN LEFT"),
        ("Ayer habló la Comisión Quiroga.", "Comisión Quiroga"),
    ],
)
def test_a_name_beside_words_of_law_is_still_a_name(text: str, name: str) -> None:
    assert name in {text[one.start : one.end] for one in find_names(text, frozenset())}
