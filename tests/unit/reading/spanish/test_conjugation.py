from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.analysis.reading.spanish.conjugation import forms
from secondsource.analysis.reading.spanish.verbs import lemmas, verb_forms


@pytest.mark.parametrize(
    ("lemma", "change", "expected"),
    [
        ("decir", "i", "dice dijo dijeron decía dirá diría dicho diciendo diga"),
        ("pedir", "i", "pide pidió pidieron pedía pedirá pedido pidiendo pida"),
        ("sugerir", "ie/i", "sugiere sugirió sugirieron sugiriendo sugiera"),
        ("explicar", "", "explica expliqué explicó explique"),
        ("exigir", "", "exijo exige exigió exija"),
        ("concluir", "", "concluye concluyó concluyeron concluyendo"),
        ("proponer", "", "propone propongo propuso propusieron propondrá propuesto"),
        ("negar", "ie", "niega negó niegan negado niegue"),
        ("leer", "", "lee leyó leyeron leído leyendo"),
        ("escribir", "", "escribe escribió escrito"),
        ("confiar", "í", "confía confió confían"),
    ],
)
def test_a_verb_takes_the_forms_of_the_grammar(lemma: str, change: str, expected: str) -> None:
    missing = set(expected.split()) - set(forms(lemma, change))
    assert not missing


@given(st.sampled_from(sorted(lemmas())))
def test_every_listed_verb_is_known_by_its_third_person_past(lemma: str) -> None:
    analyses = [form for found in verb_forms().values() for form in found if form.lemma == lemma]
    assert any(form.person == 3 and form.tense == "preterite" for form in analyses)


def test_third_person_wins_where_forms_coincide() -> None:
    assert forms("decir", "i")["decía"].person == 3
