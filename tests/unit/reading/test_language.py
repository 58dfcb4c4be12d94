import pytest

from secondsource.analysis.reading.language import detect, paragraph_languages
from secondsource.analysis.reading.segments import paragraphs

ENGLISH = "The mayor said that the bridge would not open before the end of the month, and nobody was surprised."
SPANISH = "La alcaldesa dijo que el puente no abriría antes de fin de mes, y nadie se sorprendió por ello."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (SPANISH, "es"),
        ("O prefeito disse que a ponte não será aberta antes do fim do mês, e ninguém ficou surpreso.", "pt"),
        ("Le maire a dit que le pont ne serait pas ouvert avant la fin du mois, et personne n'est surpris.", "fr"),
        (
            "L'alcaldessa va dir que el pont no obriria abans de final de mes, i ningú amb qui parlem se'n sorprèn.",
            "ca",
        ),
        ("قال رئيس البلدية إن الجسر لن يفتح قبل نهاية الشهر", "ar"),
        ("Мэр сказал, что мост не откроется до конца месяца.", "ru"),
    ],
)
def test_languages_are_told_apart(text: str, code: str) -> None:
    assert detect(text) == code


def test_a_text_without_words_has_no_language() -> None:
    assert detect("  12:30 — 45 % \n") is None
    assert paragraph_languages("12 34", paragraphs("12 34"), None) == ["und"]


def test_mixed_reports_are_told_apart_by_paragraph() -> None:
    text = f"{ENGLISH}\n\n{SPANISH}\n\n{ENGLISH}"
    assert paragraph_languages(text, paragraphs(text), "en") == ["en", "es", "en"]


def test_short_paragraphs_follow_the_report() -> None:
    text = f"{SPANISH}\n\nIda Holm"
    assert paragraph_languages(text, paragraphs(text), None) == ["es", "es"]
    assert paragraph_languages("Ida Holm", paragraphs("Ida Holm"), "en-GB") == ["en"]
