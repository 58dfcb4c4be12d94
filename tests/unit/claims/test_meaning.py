"""What is read from words alone, in both languages."""

from __future__ import annotations

import pytest

from secondsource.analysis.claims.meaning.facets import Act, facets_of, voices_doubt, voices_forecast
from secondsource.core.vetting.folding import fold
from secondsource.core.vetting.statement import Position


@pytest.mark.parametrize(
    ("text", "language", "act"),
    [
        ("the march has been called off", "en", Act.CANCEL),
        ("the march will go ahead", "en", Act.RESUME),
        ("the march will not go ahead", "en", Act.CANCEL),
        ("the march won't happen on Tuesday", "en", Act.DELAY),
        ("the march that had been called off is on again", "en", Act.RESUME),
        ("they decided to publish the list", "en", Act.THREATEN),
        ("la marcha sigue adelante", "es", Act.RESUME),
        ("la marcha no sigue adelante", "es", Act.CANCEL),
        ("la marcha queda suspendida", "es", Act.CANCEL),
        ("la marcha se aplaza al martes", "es", Act.DELAY),
        ("if the march goes ahead people will be hurt", "en", None),
        ("one inspector is on the list", "en", None),
    ],
)
def test_acts(text: str, language: str, act: Act | None) -> None:
    assert facets_of(text, language).act is act


@pytest.mark.parametrize(
    ("text", "language", "dimension", "sign"),
    [
        ("two divers were kidnapped", "en", "held", 1),
        ("nobody was kidnapped", "en", "held", -1),
        ("the recording is genuine", "en", "genuine", 1),
        ("the recording is fake", "en", "genuine", -1),
        ("el video es falso", "es", "genuine", -1),
        ("secuestraron a dos buzos", "es", "held", 1),
        ("no hubo heridos", "es", "hurt", -1),
        ("they let the diver go", "en", "freed", 1),
        ("people will die, whether or not the list is accurate", "en", "genuine", None),
        ("the water is not safe", "en", "safe", -1),
    ],
)
def test_predicates_and_their_opposites(text: str, language: str, dimension: str, sign: int | None) -> None:
    assert facets_of(text, language).sign(dimension) == sign


def test_an_announced_act_outranks_the_words() -> None:
    assert facets_of("we talked it over", "en", Position.ANNOUNCES_CANCEL).act is Act.CANCEL


def test_numbers_leave_dates_out() -> None:
    assert facets_of("ten people and 25,000 letters by May 4, 2031", "en").numbers == {"10", "25000"}
    assert facets_of("diez personas el 4 de mayo", "es").numbers == {"10"}


def test_doubt_and_forecast() -> None:
    assert voices_doubt("It is unclear whether anybody was there.", "en")
    assert voices_doubt("No está claro quién lo hizo.", "es")
    assert not voices_doubt("The minister spoke for an hour.", "en")
    assert voices_forecast("A list would probably set off violence.", "en")


def test_folding_keeps_the_length_of_plain_text() -> None:
    assert fold("Ñandú’s") == "nandu's"
