"""Make the binary reports of the bundled case (HTML, PDF, DOCX) from the words below.

Usage: python tools/make_demo_case.py. Everything in the case is invented: people, outlets, places, events. The files
are committed, so that the demo needs no library but the product's own; run this only to change them.
"""

from __future__ import annotations

import html
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

CASE = Path(__file__).resolve().parent.parent / "examples" / "harbour"

QUAY_TITLE = "Masked woman threatens to name customs officers"
QUAY = [
    (
        "A collective that calls itself Faro Nocturno has threatened to publish the names of customs officers and ship "
        "agents who, it says, work for the smuggling ring known as Los Grises, Meridian Press reports."
    ),
    (
        "In a video posted on Monday, a masked woman says that the ring has held one of the collective's divers since the "
        "end of February. She demands that he be released by March 14."
    ),
    (
        "“If our companion does not come back, we will publish every name, every office and every number plate,” the woman "
        "says in the video."
    ),
    "Nothing like it has been seen in Puerto Sereno before, said a retired harbour pilot.",
]

MAREA_TITLE = "Faro Nocturno desmiente la cancelación"
MAREA = [
    (
        "En un mensaje publicado el domingo en su web, Faro Nocturno negó haber cancelado la operación y aseguró que sigue "
        "adelante. «Nadie que hable con periódicos habla por nosotros», dice el mensaje."
    ),
    "El sábado, dos supuestos miembros del colectivo habían dicho a El Rompeolas que la operación estaba cancelada.",
]

CORVANE_TITLE = "The harbour list: a note on risk"
CORVANE = [
    (
        "People named on the list will be killed if the names come out, whether or not the list is accurate. The Corvane "
        "Institute bases this on how Los Grises have answered earlier leaks."
    ),
    (
        "The validity of what Faro Nocturno threatens to publish is uncertain, as the list might never have been checked. "
        "The institute warns that those who publish it expose themselves as well."
    ),
]

GACETA_TITLE = "Los prácticos del puerto confirman que falta un buzo"
GACETA = [
    (
        "Rosa Iturbe, secretaria de la Asociación de Prácticos del Puerto, dijo el miércoles a La Gaceta del Muelle que un buzo "
        "no volvió a su turno el 27 de febrero y que su lancha apareció vacía en el muelle nueve. Iturbe precisó que lo sabe "
        "por el libro de guardias de la asociación y no por el colectivo."
    ),
    (
        "El Instituto Corvane informó el lunes de que Los Grises han contratado a especialistas para rastrear a "
        "las personas que están detrás del video."
    ),
]


def page(title: str, outlet: str, day: str, language: str, paragraphs: list[str]) -> str:
    """Return a plain news page with the metadata that real ones carry."""
    body = "\n".join(f"    <p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
  <meta charset="utf-8">
  <title>{html.escape(title)} | {html.escape(outlet)}</title>
  <meta property="og:title" content="{html.escape(title)}">
  <meta property="og:site_name" content="{html.escape(outlet)}">
  <meta property="article:published_time" content="{day}T09:00:00+00:00">
</head>
<body>
  <nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/weather">Weather</a></nav>
  <article>
    <h1>{html.escape(title)}</h1>
{body}
  </article>
  <footer>Invented for the Second Source demo. All rights to invention reserved.</footer>
</body>
</html>
"""


def make_pdf(path: Path, title: str, author: str, paragraphs: list[str]) -> None:
    """Write a one-page brief, the same bytes every time."""
    style = getSampleStyleSheet()
    document = SimpleDocTemplate(str(path), pagesize=A4, title=title, author=author, invariant=1)
    flow = [Paragraph(author, style["Normal"]), Paragraph("6 March 2031", style["Normal"]), Spacer(1, 12)]
    flow += [Paragraph(title, style["Title"])]
    for words in paragraphs:
        flow += [Paragraph(words, style["BodyText"]), Spacer(1, 8)]
    document.build(flow)


def make_docx(path: Path, title: str, author: str, day: datetime, paragraphs: list[str]) -> None:
    """Write a document as an editor's word processor would."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = author
    document.core_properties.created = day
    document.core_properties.modified = day
    document.core_properties.language = "es"
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(str(path))


def main() -> None:
    """Write the four files."""
    (CASE / "03-quay-gazette.html").write_text(
        page(QUAY_TITLE, "The Quay Gazette", "2031-03-05", "en", QUAY), encoding="utf-8"
    )
    (CASE / "09-portal-marea.html").write_text(
        page(MAREA_TITLE, "Portal Marea", "2031-03-10", "es", MAREA), encoding="utf-8"
    )
    make_pdf(CASE / "2031-03-06-corvane-institute-06.pdf", CORVANE_TITLE, "Corvane Institute", CORVANE)
    day = datetime(2031, 3, 12, 9, tzinfo=UTC)
    make_docx(CASE / "gaceta-del-muelle_2031-03-12.docx", GACETA_TITLE, "La Gaceta del Muelle", day, GACETA)


if __name__ == "__main__":
    main()
