"""Speakers, links and days that only the text round a statement tells."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.reading.chains.marked import chain_of, made

CHAINS = [
    ("alias", "[1:Dock workers who go by Blue Oar] <1:vowed> {1:to strike}.", "en", ["Blue Oar"]),
    (
        "alias of a group",
        "[1:Dock workers who go by Blue Oar] <1:vowed> {1:to strike}. [2:The group] <2:says> {2:pay fell}.",
        "en",
        ["Blue Oar"],
    ),
    (
        "common opener",
        "Blue Oar met. Harbour workers cheered. [1:The group] <1:said> {1:pay fell}.",
        "en",
        ["Blue Oar"],
    ),
    ("same", "[1:Odo Pell] <1:said> {1:it rained}. [2:The same man] <2:said> {2:pay fell}.", "en", ["Odo Pell"]),
    ("our view", "[1:Our own reading] <1::> {1:pay fell}.", "en", ["The Lantern"]),
    (
        "staff",
        "[1:The Tin Council] <1:met> {1:often}. [2:Its officials] <2:say> {2:pay fell}.",
        "en",
        ["officials (Tin Council)"],
    ),
    (
        "subject before",
        "A former harbour minister, over tea, was kinder. [1:She] <1:said> {1:pay fell}.",
        "en",
        ["A former harbour minister"],
    ),
    (
        "office after name",
        "Robert Pell spoke on Tuesday. [1:The deputy harbour minister] <1:said> {1:pay fell}.",
        "en",
        ["Robert Pell"],
    ),
    (
        "authors",
        "A letter went round. It was signed by Blue Oar. [1:The authors] <1:say> {1:pay fell}.",
        "en",
        ["Blue Oar"],
    ),
    (
        "carried talk",
        "On Monday The Quay Times carried an exchange with Odo Pell. [1:Pell] <1:said> {1:pay fell}.",
        "en",
        ["The Quay Times", "Odo Pell"],
    ),
    ("on air", "[1:Odo Pell] <1:announced> on Quay FM {1:that pay fell}.", "en", ["Quay FM", "Odo Pell"]),
    (
        "citing as cue",
        "[1:The Tin Institute] observes, <1:citing> {1:port records, that pay fell}.",
        "en",
        ["Tin Institute", "port records"],
    ),
    (
        "added",
        "[1:Odo Pell] <1:told> the Tin Gazette {1:“pay fell.”} {2:“The strike is off,”} [2:Ana Rey] <2:added>.",
        "en",
        ["Tin Gazette", "Ana Rey"],
    ),
    ("dateline", "[1:PORT ALBA (Quaywire) — The Tin Council] <1:says> {1:pay fell}.", "en", ["Tin Council"]),
    (
        "alias en español",
        "[1:Un colectivo que se llama Remo Azul] <1:dice> {1:que irá a la huelga}.",
        "es",
        ["Remo Azul"],
    ),
    (
        "sujeto de la frase anterior",
        "[1:La Liga] <1:dijo> {1:que sí}. El Ministerio de Pesca dio una nota. En ella <2:niega> {2:que bajara}.",
        "es",
        ["nota", "Ministerio de Pesca"],
    ),
    (
        "firma",
        "La carta llegó el lunes. La firma un colectivo nuevo, Remo Azul. [1:Los autores] <1:dicen> {1:que bajó}.",
        "es",
        ["Remo Azul"],
    ),
]
DAYS = [
    ("[1:Odo Pell] <1:said> last Wednesday {1:pay fell}.", "en", date(2021, 3, 10)),
    ("Over tea a fortnight ago [1:Odo Pell] <1:said> {1:pay fell}.", "en", date(2021, 3, 3)),
    (
        "The note that the Tin Institute put out on Monday is short. [1:The note] <1:says> {1:pay fell}.",
        "en",
        date(2021, 3, 15),
    ),
    ("[1:Odo Pell] <1:dijo> el pasado miércoles {1:que bajó}.", "es", date(2021, 3, 10)),
]


@pytest.mark.parametrize(("marked", "language", "expected"), [case[1:] for case in CHAINS], ids=[c[0] for c in CHAINS])
def test_chain_of_the_last_statement(marked: str, language: str, expected: list[str]) -> None:
    assert chain_of(marked, language) == expected


@pytest.mark.parametrize(("marked", "language", "expected"), DAYS)
def test_day_of_the_last_statement(marked: str, language: str, expected: date) -> None:
    assert made(marked, language)[-1].said_on == expected


def test_the_only_day_of_a_speaker_is_assumed_for_his_other_words() -> None:
    first, last = made(
        "[1:Odo Pell] <1:said> on Monday {1:it rained}.\n\nThe sea was calm.\n\n[2:Pell] <2:said> {2:pay fell}.", "en"
    )
    assert first.said_on == last.said_on == date(2021, 3, 15)
    assert last.said_on_basis is not None
    assert last.said_on_basis.startswith("assumed: ")
