"""Protected people found however they are written, and what is done with each find."""

import unicodedata

import pytest

from secondsource.shielding.matching.hit import Hit, How, Strength
from secondsource.shielding.matching.matcher import PIECE, Matcher, find
from secondsource.shielding.register.entry import Level, Protected, Register

INES = Protected(
    id="p-1",
    name="Inés Lucía Quiroga Bastida",
    nicknames=("la Garza",),
    handles=("@iq_notas",),
    phones=("+52 55 1234 5678",),
    emails=("inesita.q@mail.example",),
    plates=("4821 KRT",),
    numbers=("48215573H",),
    addresses=("Calle de los Sauces 14",),
    places=("Aldea Vieja",),
)
ROSA = Protected(id="p-2", name="Rosa Blanco")
OMAR = Protected(id="p-3", name="Omar al-Sabbagh", aliases=("عمر الصباغ",))
WADE = Protected(id="p-4", name="Desmond O'Hanlon")
REGISTER = Register(entries=(INES, ROSA, OMAR, WADE))
MATCHER = Matcher(REGISTER)


def only(text: str) -> tuple[str, Hit]:
    """Return what is cut and the one hit."""
    (hit,) = MATCHER.find(text)
    return text[hit.start : hit.end], hit


@pytest.mark.parametrize(
    "written",
    [
        "Inés Lucía Quiroga Bastida",
        "INÉS QUIROGA",
        "ines quiroga bastida",
        unicodedata.normalize("NFD", "Inés Quiroga"),
        "Quiroga Bastida, Inés",
        "I. L. Quiroga",
        "I.L. Quiroga B.",
        "Inés Q.",
        "Quiroga y Bastida",
        "Quiroga-Bastida",
        "Inés\nQuiroga",
        "Inés Quiro-\nga",
        "Inés Qui\u00adro\u200bga",
        "I n é s  Q u i r o g a",
        "Іnés Quirоga",
        "Инес Кирога",
        "Ines Quir0ga",
        "Ins Quirgoa",
        "Inés Quirooooga",
        "In%C3%A9s_Quiroga",
        "In&eacute;s Quiroga",
        "InÃ©s Quiroga",
        "iquiroga",
        "ines.quiroga1987",
        "𝐈𝐧𝐞𝐬 𝐐𝐮𝐢𝐫𝐨𝐠𝐚",
        "Inés** Quir**oga",
        "Inés “la Garza” Quiroga",
        "iq_notas",
        "4821-KRT",
        "48.215.573-H",
        "(55) 1234 5678",
        "0052 55 1234 5678",
        "C/ de los Sauces nº 14",
        "Aldea Vieja",
        "la Garza",
    ],
)
def test_a_way_of_writing_is_masked_whole(written: str) -> None:
    before = "Dijo que @" if written in {"iquiroga", "ines.quiroga1987"} else "Dijo que "
    text = f"{before}{written} no fue."
    cut, hit = only(text)
    assert cut.lstrip("@") == written.rstrip(".")
    assert (hit.person, hit.strength) == ("p-1", Strength.MASK)


def test_the_rest_of_the_text_is_left() -> None:
    assert MATCHER.find("La plaza estaba llena; nobody there knew the answer, 4821 people came.") == ()


def test_a_common_word_counts_only_as_a_name() -> None:
    assert MATCHER.find("una rosa en la mesa, un blanco fácil") == ()
    assert only("Ayer vino Rosa Blanco")[1].strength is Strength.MASK
    assert only("Rosa dijo que sí")[1].strength is Strength.DECIDE


def test_a_lone_slip_is_a_question_and_with_a_title_an_answer() -> None:
    assert only("Vino Quirogga ayer")[1].strength is Strength.DECIDE
    assert only("Vino la señora Quirogga ayer")[1].strength is Strength.MASK


def test_a_given_name_alone_is_a_question() -> None:
    _, hit = only("Luego Desmond salió")
    assert (hit.how, hit.strength) == (How.PART, Strength.DECIDE)


@pytest.mark.parametrize("written", ["O'Hanlon", "O’Hanlon", "OHanlon", "O’Hannlon", "Desmond Ohanlon"])
def test_a_name_with_an_apostrophe(written: str) -> None:
    assert only(f"Then {written} left")[0] == written


@pytest.mark.parametrize("written", ["Omar el-Sabbagh", "Umar Al Sabagh", "عمر الصباغ", "Omar Sabbagh"])
def test_a_name_in_another_romanisation_or_its_own_script(written: str) -> None:
    cut, hit = only(f"... {written} ...")
    assert (cut, hit.person) == (written, "p-3")


def test_digits_that_merely_contain_a_number_are_left() -> None:
    assert MATCHER.find("ref 9512345678123") == ()


def test_a_watched_person_is_only_pointed_out() -> None:
    watched = Protected(id="p-9", name="Inés Quiroga", level=Level.WATCH)
    (hit,) = find("Inés Quiroga", Register(entries=(watched,)))
    assert hit.strength is Strength.DECIDE


def test_people_who_share_a_surname_are_all_named() -> None:
    both = Register(entries=(INES, Protected(id="p-8", name="Tomás Quiroga")))
    (hit,) = find("la casa de Quiroga", both)
    assert (hit.person, hit.others) == ("p-1", ("p-8",))


def test_initials_alone_are_a_question() -> None:
    _, hit = only("la testigo I.L.Q.B. declaró")
    assert (hit.how, hit.strength) == (How.INITIALS, Strength.DECIDE)


def test_an_empty_register_and_an_empty_text() -> None:
    assert find("Inés Quiroga", Register()) == ()
    assert MATCHER.find("") == ()
    assert MATCHER.find("\ud800 \x00 ...") == ()


def test_asking_twice_gives_the_same() -> None:
    text = "Inés Quirgoa y Rosa Blanco hablaron con Desmond"
    assert MATCHER.find(text) == MATCHER.find(text) == Matcher(REGISTER).find(text)


@pytest.mark.parametrize("before", [PIECE - 30, PIECE - 9, PIECE - 1, PIECE, 2 * PIECE - 4])
def test_a_name_where_two_pieces_of_a_long_text_meet_is_found_once_and_whole(before: int) -> None:
    matcher = Matcher(Register(entries=(Protected(id="p-1", name="Leonor Ibarzábal"),)))
    text = "la sala " * (before // 8) + "x" * (before % 8 - 1) + " " * (before % 8 > 0) + "Leonor Ibarzábal calla. " * 2
    start = text.index("Leonor")
    assert [(hit.start, hit.end) for hit in matcher.find(text)] == [(start, start + 16), (start + 24, start + 40)]
