"""Web pages, PDF, Word documents and e-mail: text by paragraphs, and what each says about itself."""

from __future__ import annotations

import io
from datetime import date
from email.message import EmailMessage

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.unit.documents.conftest import ReadOne, Rezip
from tests.unit.documents.test_markdown_and_text import report, skipped

from secondsource.documents import Limits
from secondsource.documents.confined.sandbox import Sandbox
from secondsource.documents.extract import Extract
from secondsource.documents.readers.lines import Line, join_lines

PAGE = """<!DOCTYPE html><html lang="es-MX"><head><meta charset="{charset}"><title>La alcaldesa niega - El Faro</title>
<meta property="og:site_name" content="El Faro del Norte">
<meta property="article:published_time" content="2031-05-04T22:00:00-06:00">
<meta name="author" content="Inés Peralta"><link rel="canonical" href="https://faro.example/pago"></head><body>
<nav><a href="/">Inicio</a> <a href="/d">Deportes</a></nav><article><h1>La alcaldesa niega el pago</h1>
<p>La alcaldesa de Villaseca negó el martes que el municipio pagara,
según dijo a <b>este</b> diario.</p><blockquote><p>No hemos pagado nada, ni lo haremos nunca.</p></blockquote>
<ul><li>La oposición pidió cuentas del puerto.</li></ul>
<p>Con información de <a href="/x">Agencia Sur</a>.</p></article>
<script>var x = "no";</script><footer>Todos los derechos reservados</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_html_main_text_and_metadata(read_one: ReadOne, charset: str) -> None:
    found = report(read_one("a.html", PAGE.format(charset=charset).encode(charset)))
    assert found.text.split("\n\n")[-4:] == [
        "La alcaldesa de Villaseca negó el martes que el municipio pagara, según dijo a este diario.",
        "No hemos pagado nada, ni lo haremos nunca.",
        "La oposición pidió cuentas del puerto.",
        "Con información de Agencia Sur.",
    ]
    assert "Deportes" not in found.text
    assert "derechos" not in found.text
    assert (found.title, found.outlet, found.author) == (
        "La alcaldesa niega el pago",
        "El Faro del Norte",
        "Inés Peralta",
    )
    assert (found.published, found.published_basis) == (
        date(2031, 5, 4),
        "page metadata: article:published_time",
    )
    assert (found.language, found.language_basis) == ("es", "page: lang attribute")
    assert found.url == "https://faro.example/pago"


def test_html_json_ld(read_one: ReadOne) -> None:
    page = """<html><head><script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
    {"@type": "NewsArticle", "headline": "Levy denied", "datePublished": "2031-05-06T08:00:00Z",
    "publisher": {"name": "The Harbour Post"}, "author": [{"name": "Jo Marsh"}, {"name": "Al Reed"}]}]}</script>
    </head><body><p>The harbour master denied it.</p><p>He said no more.</p></body></html>"""
    found = report(read_one("a.htm", page.encode()))
    assert (found.title, found.outlet, found.author) == ("Levy denied", "The Harbour Post", "Jo Marsh, Al Reed")
    assert found.published == date(2031, 5, 6)
    assert found.published_basis == "page metadata: JSON-LD datePublished"
    assert found.text == "The harbour master denied it.\n\nHe said no more."


def test_html_that_says_nothing_of_itself(read_one: ReadOne) -> None:
    found = report(read_one("a.html", b"<div>He denied it.<br>She did not.</div><div>Done.</div>"))
    assert found.text == "He denied it.\nShe did not.\n\nDone."
    assert (found.title, found.outlet, found.published, found.language) == (None, None, None, None)


def test_html_of_menus_only_keeps_all_text(read_one: ReadOne) -> None:
    found = report(read_one("a.html", b"<html><body><nav><a href='/a'>Port news</a></nav></body></html>"))
    assert found.text == "Port news"


def test_html_without_text_is_skipped(read_one: ReadOne) -> None:
    assert skipped(read_one("a.html", b"<html><body><script>x()</script></body></html>")).code == "no-text"


def test_pdf_lines_become_paragraphs(read_one: ReadOne, pdf_document: bytes) -> None:
    found = report(read_one("2031-05-04_harbour-post.pdf", pdf_document))
    paragraphs = found.text.split("\n\n")
    assert paragraphs[0] == (
        "The harbour master of quay one denied on Tuesday that a levy had been collected from the dockers, "
        "and said a well-known firm would publish the full accounts."
    )
    assert "Page 1" not in found.text
    assert "The Harbour Post" not in found.text
    assert any("left out (8 lines)" in note for note in found.notes)
    assert (found.title, found.author, found.language) == ("Levy denied", "Jo Marsh", "en")
    # The day a person put into the name outweighs the day the file was exported.
    assert (found.published, found.published_basis) == (date(2031, 5, 4), "file name")


def test_pdf_day_comes_from_its_properties(read_one: ReadOne, pdf_document: bytes) -> None:
    found = report(read_one("levy.pdf", pdf_document))
    assert found.published_basis == "document properties: CreationDate"


def test_pdf_with_an_unreadable_page_says_so(read_one: ReadOne) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(60, 700, "He denied it.")
    canvas.showPage()
    canvas.rect(60, 60, 100, 100, fill=1)
    canvas.showPage()
    canvas.save()
    found = report(read_one("a.pdf", stream.getvalue()))
    assert found.text == "He denied it."
    assert found.title is None
    assert "1 of 2 pages hold no text; they may be scans." in found.notes


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["He said the levy was nei-", "ther asked nor paid."], "He said the levy was neither asked nor paid."),
        (["a well-known fact is a well-", "known fact."], "a well-known fact is a well-known fact."),
        (["the talks in Saint-", "Malo went on until night."], "the talks in Saint-Malo went on until night."),
        (["A full line of words up to its end.", "Done.", "Next one."], None),
        ([], ""),
    ],
)
def test_lines_join_without_places(lines: list[str], text: str | None) -> None:
    joined = join_lines([Line(text=line) for line in lines])
    assert joined == (text if text is not None else "A full line of words up to its end. Done.\n\nNext one.")


def test_docx_paragraphs_tables_and_properties(read_one: ReadOne, word_document: bytes) -> None:
    found = report(read_one("a.docx", word_document))
    assert found.text.split("\n\n") == [
        "El puerto",
        "La alcaldesa negó que hubiera un pago.",
        "Mes | Casos",
        "Mayo | 3",
        "No hubo más comentarios.",
    ]
    assert (found.title, found.author, found.language) == ("Nota de la alcaldía", "Inés Peralta", "es")
    assert (found.published, found.published_basis) == (date(2031, 5, 4), "document properties: created")


def test_docx_tracked_changes_read_as_they_stand(read_one: ReadOne, rezip: Rezip) -> None:
    body = (
        b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>He </w:t></w:r><w:del><w:r><w:delText>confirmed</w:delText></w:r></w:del>"
        b"<w:ins><w:r><w:t>denied</w:t></w:r></w:ins><w:r><w:tab/><w:t>it.</w:t><w:br/><w:t>End</w:t></w:r></w:p>"
        b"</w:body></w:document>"
    )
    assert report(read_one("a.docx", rezip({"word/document.xml": body}))).text == "He denied\tit.\nEnd"


def letter() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Communiqué: no levy"
    message["From"] = "Port Press Office <press@port.example>"
    message["Date"] = "Tue, 06 May 2031 23:10:00 -0600"
    return message


def test_eml_text_headers_and_attachments(read_one: ReadOne) -> None:
    message = letter()
    message.set_content("No levy was paid — the office said.\n\nNothing more.\n")
    message.add_alternative("<p>Other</p>", subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="annex.pdf")
    message["Content-Language"] = "en"
    found = report(read_one("a.eml", message.as_bytes()))
    assert found.text == "No levy was paid — the office said.\n\nNothing more."
    assert (found.title, found.outlet, found.author) == (
        "Communiqué: no levy",
        "Port Press Office",
        "Port Press Office",
    )
    assert (found.published, found.published_basis) == (date(2031, 5, 6), "e-mail header: Date")
    assert found.language == "en"
    assert "An attachment was not read: annex.pdf (application/pdf)." in found.notes


def test_eml_of_html_only(read_one: ReadOne) -> None:
    message = letter()
    message["Organization"] = "Port of Villaseca"
    message.set_content("<p>No levy was <b>paid</b>.</p><p>Nothing more.</p>", subtype="html")
    found = report(read_one("a.eml", message.as_bytes()))
    assert found.text == "No levy was paid.\n\nNothing more."
    assert (found.outlet, found.author) == ("Port of Villaseca", "Port Press Office")


def test_eml_in_an_old_encoding(read_one: ReadOne) -> None:
    head = b"Subject: =?iso-8859-1?Q?Ni=E9galo?=\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n"
    data = head + b"Pe\xf1a neg\xf3.\r\n"
    found = report(read_one("a.eml", data))
    assert (found.title, found.text) == ("Niégalo", "Peña negó.")
    assert (found.outlet, found.published) == (None, None)


def test_eml_with_a_broken_date_stays_undated(read_one: ReadOne) -> None:
    data = b"Subject: x\nDate: Mon, 99 Foo 2031 99:99:99 +9999\nFrom: @@@<<>\n\nText.\n"
    assert report(read_one("a.eml", data)).published is None


def test_one_process_reads_every_format(sandbox: Sandbox, word_document: bytes, pdf_document: bytes) -> None:
    sandbox.read(word_document, ".docx")
    first = sandbox.process_id
    sandbox.read(pdf_document, ".pdf")
    sandbox.read(PAGE.encode(), ".html")
    assert sandbox.process_id == first


def test_extract_survives_the_pipe() -> None:
    extract = Extract(text="a\u202e\ud800", published=date(2031, 5, 4), via=("x",), notes=("y",))
    assert Extract.from_answer(extract.as_answer()) == extract


@pytest.mark.parametrize(
    "answer", [{}, {"text": 1}, {"text": "x", "notes": "y"}, {"text": "x", "notes": [], "via": [1]}]
)
def test_a_senseless_answer_is_refused(answer: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="text"):
        Extract.from_answer(answer)


@pytest.mark.parametrize("name", ["pages", "seconds", "file_bytes"])
def test_a_limit_that_lets_nothing_through_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Limits(**{name: 0})
