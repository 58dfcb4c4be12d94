"""Plain text and Markdown: the body is untouched, the front matter is read without trust."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.documents.conftest import ReadOne

from secondsource.core.vetting.report import Report, SkippedReport
from secondsource.documents import Limits, read_files
from secondsource.documents.labels.frontmatter import split_front_matter


def report(found: Report | SkippedReport) -> Report:
    assert isinstance(found, Report), found
    return found


def skipped(found: Report | SkippedReport) -> SkippedReport:
    assert isinstance(found, SkippedReport), found
    return found


def test_front_matter_names_the_report(read_one: ReadOne) -> None:
    text = (
        "---\ntitle: 'Alcaldesa niega el pago'\noutlet: El Faro\npublished: 2031-05-04\nlanguage: es-MX\n"
        "via: [Agencia Sur, Radio Norte]\nauthor: Inés Peralta\nurl: https://faro.example/1\n---\n\nLo negó.\n"
    )
    found = report(read_one("a.md", text.encode()))
    assert found.text == "\nLo negó.\n"
    assert (found.title, found.outlet, found.author) == ("Alcaldesa niega el pago", "El Faro", "Inés Peralta")
    assert (found.published, found.published_basis) == (date(2031, 5, 4), "front matter: published")
    assert (found.language, found.language_basis) == ("es", "front matter")
    assert found.via == ("Agencia Sur", "Radio Norte")
    assert found.url == "https://faro.example/1"
    assert found.notes == ()


def test_an_approximate_day_says_so(read_one: ReadOne) -> None:
    found = report(read_one("a.md", b"---\npublished: null\npublished_approx: 2031-05-04\n---\nText.\n"))
    assert found.published == date(2031, 5, 4)
    assert found.published_basis == "front matter: published_approx, approximate"


def test_spanish_names_are_understood(read_one: ReadOne) -> None:
    text = "---\ntítulo: Niega\nmedio: El Faro\nfecha: 4 de mayo de 2031\nidioma: español\nautora: Inés\n---\nTexto.\n"
    found = report(read_one("a.md", text.encode()))
    assert (found.title, found.outlet, found.language, found.author) == ("Niega", "El Faro", "es", "Inés")
    assert found.published == date(2031, 5, 4)


def test_values_stay_texts(read_one: ReadOne) -> None:
    found = report(read_one("a.md", b"---\ntitle: 2031\noutlet: Yes\nlanguage: no\nauthor: ~\n---\nText.\n"))
    assert (found.title, found.outlet, found.language, found.author) == ("2031", "Yes", "no", None)


@pytest.mark.parametrize("given_day", ["2031-02-31", "soon", "04/05/2031", "2031-05"])
def test_a_day_that_is_none_is_noted_and_stays_unknown(read_one: ReadOne, given_day: str) -> None:
    found = report(read_one("a.md", f"---\ndate: {given_day}\n---\nText.\n".encode()))
    assert found.published is None
    assert "names no day" in found.notes[0]


def test_an_unquoted_colon_is_salvaged(read_one: ReadOne) -> None:
    data = b'---\ntitle: Mayor: "no levy"\noutlet: "The Post"\npublished: 2031-05-04\n---\nText.\n'
    found = report(read_one("a.md", data))
    assert (found.title, found.outlet, found.text) == ('Mayor: "no levy"', "The Post", "Text.\n")
    assert found.notes == ("The front matter is not valid YAML; it was read line by line.",)


@pytest.mark.parametrize(
    ("matter", "reason"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "aliases"),
        ("a: " + "[" * 5000, "nested"),
        ("a: " + "x" * 20_000, "longer"),
        ("a: [" + "x," * 600 + "]", "too many values"),
    ],
)
def test_a_hostile_front_matter_is_left_unread(read_one: ReadOne, matter: str, reason: str) -> None:
    found = report(read_one("a.md", f"---\n{matter}\n---\nThe text.\n".encode()))
    assert found.text == "The text.\n"
    assert reason in found.notes[0]


def test_a_tag_builds_no_object(read_one: ReadOne) -> None:
    found = report(read_one("a.md", b"---\ntitle: !!python/object/apply:os.getcwd []\n---\nText.\n"))
    assert found.title is None


@pytest.mark.parametrize(
    "text", ["---\ntitle: Open\nText.\n", "---\nProse above a rule.\n---\nText.\n", "----\nText\n"]
)
def test_what_is_no_front_matter_is_text(read_one: ReadOne, text: str) -> None:
    assert report(read_one("a.md", text.encode())).text == text


def test_first_heading_is_the_title(read_one: ReadOne) -> None:
    found = report(read_one("a.md", b"# Levy denied #\n\nHe denied it.\n"))
    assert (found.title, found.notes) == ("Levy denied", ("The title is the first heading of the text.",))
    assert found.text.startswith("# Levy")


@given(matter=st.text(max_size=200), body=st.text(max_size=200))
def test_body_begins_after_a_line_of_the_text_or_at_its_start(matter: str, body: str) -> None:
    text = f"---\n{matter}\n---\n{body}"
    start = split_front_matter(text, Limits()).body_start
    assert start == 0 or text[:start].rstrip("\r\n").rstrip(" \t").endswith("---")


@given(text=st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=("Cs", "Cc")), min_size=1))
def test_txt_is_the_decoded_file_exactly(text: str) -> None:
    whole = f"a\r\n{text}\n\tb\r\u200b\u202e "
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a.txt")
        path.write_bytes(whole.encode())
        reports, _ = read_files(Path(name), [path])
    assert reports[0].text == whole


SENTENCE = "La alcaldesa negó el pago: «no hubo», dijo —según la agencia— el señor Peña."


@pytest.mark.parametrize(
    ("codec", "mark", "note"),
    [
        ("utf-8", b"", None),
        ("utf-8", b"\xef\xbb\xbf", None),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
        ("utf-32-le", b"\xff\xfe\0\0", "UTF-32"),
        ("cp1252", b"", "windows-1252"),
    ],
)
def test_encodings(read_one: ReadOne, codec: str, mark: bytes, note: str | None) -> None:
    found = report(read_one("a.txt", mark + SENTENCE.encode(codec)))
    assert found.text == SENTENCE
    assert [note] == [word for word in ("UTF-16", "UTF-32", "windows-1252") if word in found.notes[0]] if note else True
    assert bool(found.notes) == (note is not None)


def test_latin1_without_quotes_and_russian(read_one: ReadOne) -> None:
    assert report(read_one("a.txt", "Peña negó".encode("latin-1"))).text == "Peña negó"
    russian = "Мэр города опроверг сообщения о выплате, заявив агентству, что денег никто не видел. " * 5
    found = report(read_one("b.txt", russian.encode("cp1251")))
    assert found.text == russian
    assert "a guess" in found.notes[0]


def test_right_to_left_and_invisible_characters_survive(read_one: ReadOne) -> None:
    text = "قال العمدة \u200f\u202bإن\u202c \u200bلا\u200d دفع\ufeff هناك."
    assert report(read_one("a.txt", text.encode())).text == text


def test_null_bytes_keep_every_offset(read_one: ReadOne) -> None:
    found = report(read_one("a.txt", b"The mayor\0 denied it on Tuesday, he said."))
    assert found.text == "The mayor\ufffd denied it on Tuesday, he said."
    assert "1 zero byte;" in found.notes[0]


def test_damaged_utf8_is_shown_and_noted(read_one: ReadOne) -> None:
    found = report(read_one("a.txt", SENTENCE.encode() + b" fin\xe9"))
    assert found.text == f"{SENTENCE} fin\ufffd"
    assert "One place" in found.notes[0]


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"%PDF-1.7 x", b"PK\x03\x04abc", b"\x7fELF\x02", b"\0" * 500])
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_binary_named_like_text_is_skipped(read_one: ReadOne, name: str, data: bytes) -> None:
    found = skipped(read_one(name, data))
    assert found.code == "not-text"
    assert found.reason.startswith("The file is named like a text")


def test_five_megabytes_on_one_line(read_one: ReadOne) -> None:
    text = "The mayor denied it, an aide said. " * 150_000
    assert len(report(read_one("a.txt", text.encode())).text) == len(text)
    assert len(report(read_one("a.md", text.encode())).text) == len(text)


@pytest.mark.parametrize(
    ("name", "published", "outlet", "language"),
    [
        ("2031-05-04-post-levy-denied.txt", date(2031, 5, 4), "post", None),
        ("2031-05-04_harbour-post_levy.txt", date(2031, 5, 4), "harbour post", None),
        ("2031-05-04-el-faro-niega.es.txt", date(2031, 5, 4), None, "es"),
        ("harbour-post_20310504.txt", date(2031, 5, 4), "harbour post", None),
        ("levy_en.txt", None, None, "en"),
        ("2031-02-31-post-levy.txt", None, None, None),
        ("note-12345678.txt", None, None, None),
    ],
)
def test_file_names(
    read_one: ReadOne, name: str, published: date | None, outlet: str | None, language: str | None
) -> None:
    found = report(read_one(name, b"He denied it, she said."))
    assert (found.published, found.outlet, found.language) == (published, outlet, language)
    assert found.published_basis == ("file name" if published else None)
    assert bool(found.notes) == (outlet is not None)


def test_the_file_itself_outweighs_its_name(read_one: ReadOne) -> None:
    found = report(read_one("2031-05-04_post_x.md", b"---\noutlet: The Mail\ndate: 2031-05-06\n---\nText.\n"))
    assert (found.published, found.outlet) == (date(2031, 5, 6), "The Mail")
