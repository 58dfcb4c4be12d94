from __future__ import annotations

import pytest
from tests.unit.reading.chains.marked import report_of, sentences_of

from secondsource.analysis.reading import own_words, segments
from secondsource.core.vetting.report import Report, Span
from secondsource.core.vetting.statement import Attribution, Form


def added(text: str, language: str = "en", outlet: str = "The Lantern", *found: Attribution) -> list[Attribution]:
    report: Report = report_of(text, language, outlet=outlet)
    read = own_words.with_own_words(report, segments.paragraphs(text), sentences_of(text, language), found)
    return [one for one in read if one not in found]


def said(text: str, language: str = "en", outlet: str = "The Lantern") -> list[str]:
    return [one.content.of(text) for one in added(text, language, outlet)]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("This newspaper could not establish whether the plans are genuine.", "en"),
        ("We have seen three of the sheets.", "en"),
        ("We should not have printed her address.", "en"),
        ("That was wrong, and the ferry ran all week.", "en"),
        ("The correct figure is nine.", "en"),
        ("No list of owners was ever published.", "en"),
        ("Neither of them has shown a shred of proof.", "en"),
        ("A vessel of that size cannot have turned there, in our assessment.", "en"),
        ("Tampoco este periódico ha podido comprobar el relato.", "es"),
        ("Esta emisora ha visto la bodega.", "es"),
        ("No debimos publicar su dirección.", "es"),
        ("La cifra correcta es de nueve toneladas.", "es"),
        ("Ninguna de las dos partes ha mostrado una prueba.", "es"),
        ("Para mí que en mayo vuelve el transbordador.", "es"),
    ],
)
def test_an_outlet_speaks_for_itself(sentence: str, language: str) -> None:
    text = f"The ferry came in late again.\n\n{sentence}\n" if language == "en" else f"Llegó tarde.\n\n{sentence}\n"
    (own,) = added(text, language)
    assert own.content.of(text) == sentence
    assert own.form is Form.OWN_VOICE


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry came in late again. Nobody was hurt. Fares rose by a tenth on the day.", "en"),
        ("El transbordador llegó tarde. No hubo heridos. Las tarifas subieron ese día un diez por ciento.", "es"),
        ("Could this newspaper be wrong about the ferry?", "en"),
        ("“We have seen three of the sheets.”", "en"),
        ("«Lamentamos lo que pasó con la bodega.»", "es"),
    ],
)
def test_narration_questions_and_quotations_are_no_own_words(text: str, language: str) -> None:
    assert added(text, language) == []


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ("PRESS RELEASE – 10 March 2031", "en"),
        ("For immediate release", "en"),
        ("Corrections and clarifications", "en"),
        ("Odo Pell: an apology", "en"),
        ("COMUNICADO", "es"),
        ("Nota de prensa", "es"),
        ("Rectificación", "es"),
        ("A la opinión pública: el muelle es de todos", "es"),
    ],
)
def test_every_sentence_of_a_release_or_correction_is_its_publishers(head: str, language: str) -> None:
    body = "The ferry ran all week." if language == "en" else "El transbordador salió toda la semana."
    assert said(f"{head}\n\n{body}\n", language) == [body]


def test_an_outlet_labelled_as_a_release_is_one() -> None:
    assert said("The ferry ran all week.", outlet="Ferry Crews (press release)") == ["The ferry ran all week."]
    assert said("El barco salió cada día.", "es", "Marineros (comunicado)") == ["El barco salió cada día."]


@pytest.mark.parametrize("head", ["The union put out a press release on the ferry", "Publican un comunicado"])
def test_a_report_about_a_release_is_news(head: str) -> None:
    assert said(f"{head}\n\nThe ferry ran all week.\n") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sir, – Your report was wrong on two counts.\n\nThe ferry ran all week.\n\nDr. Mara Quill\n", "en"),
        ("Señor director: Su nota traía dos errores.\n\nEl barco salió cada día.\n\nMara Quiroz\n", "es"),
    ],
)
def test_a_letter_speaks_with_its_signatory(text: str, language: str) -> None:
    letters = added(text, language)
    assert len(letters) == 2
    assert {one.source.of(text) for one in letters if one.source} == {
        "Dr. Mara Quill" if language == "en" else "Mara Quiroz"
    }


def test_what_somebody_is_quoted_on_stays_his() -> None:
    text = "PRESS RELEASE\n\nThe ferry ran all week, the harbour master said."
    start = text.index("The ferry")
    quoted = Attribution(
        content=Span(start, start + 22), cue=Span(len(text) - 5, len(text) - 1), source=Span(start + 24, len(text) - 6)
    )
    assert added(text, "en", "The Lantern", quoted) == []
