"""The two languages of the interface are equal: same keys, same places, nothing empty, nothing promised."""

from __future__ import annotations

import re
import string
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from secondsource.core.vetting.decisions_words import PARTS, POSITIONS, VERBS, Part, Verb, folded
from secondsource.core.vetting.finding import ContradictionKind
from secondsource.core.vetting.statement import Form, Modality, Position, SpeakerKind, State, Strength
from secondsource.core.vetting.tracing import ReuseKind, TieKind
from secondsource.errors import InputError
from secondsource.publishing.findings import page
from secondsource.publishing.findings.wording import LANGUAGES, Wording, wording

EN, ES = (wording(language) for language in LANGUAGES)
TEMPLATES = Path(page.__file__).parent / "templates"
ENUMS: dict[str, type[StrEnum]] = {
    "position": Position,
    "modality": Modality,
    "form": Form,
    "strength": Strength,
    "state": State,
    "kind": SpeakerKind,
    "tie": TieKind,
    "reuse": ReuseKind,
    "contradiction": ContradictionKind,
    "side.a": ContradictionKind,
    "side.b": ContradictionKind,
}


def forms(phrase: str | dict[str, str]) -> dict[str, str]:
    return phrase if isinstance(phrase, dict) else {"": phrase}


def places(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name is not None}


def test_both_languages_have_the_same_keys_and_places() -> None:
    assert EN.phrases.keys() == ES.phrases.keys()
    for key, phrase in EN.phrases.items():
        english, spanish = forms(phrase), forms(ES.phrases[key])
        assert english.keys() == spanish.keys(), key
        for form in english:
            assert places(english[form]) == places(spanish[form]), (key, form)


@pytest.mark.parametrize("w", [EN, ES], ids=LANGUAGES)
def test_no_phrase_is_empty(w: Wording) -> None:
    for key, phrase in w.phrases.items():
        for form in forms(phrase).values():
            assert form.strip(), key


@pytest.mark.parametrize("w", [EN, ES], ids=LANGUAGES)
def test_our_own_words_promise_nothing(w: Wording) -> None:
    promise = re.compile(
        r"\b(anonym\w*|anónim\w*|verified|verificad\w*|true|truth|verdader\w*|proven)\b", re.IGNORECASE
    )
    for key, phrase in w.phrases.items():
        for form in forms(phrase).values():
            assert not promise.search(form), key


@pytest.mark.parametrize("w", [EN, ES], ids=LANGUAGES)
@pytest.mark.parametrize("group", ENUMS)
def test_every_word_of_the_analysis_has_a_phrase(w: Wording, group: str) -> None:
    for member in ENUMS[group]:
        assert isinstance(w.phrases.get(f"{group}.{member.value}"), str), member


def test_every_phrase_the_templates_name_is_there() -> None:
    named: set[str] = set()
    for template in TEMPLATES.glob("*.j2"):
        named |= set(re.findall(r"""\bw\((?:"|')([^"']+)(?:"|')[,)]""", template.read_text(encoding="utf-8")))
    assert len(named) > 80
    assert named <= EN.phrases.keys()


@pytest.mark.parametrize("w", [EN, ES], ids=LANGUAGES)
def test_the_page_offers_keywords_that_the_decisions_file_reads(w: Wording) -> None:
    for verb in Verb:
        key = "verb.belongs" if verb is Verb.BELONGS else f"verb.{verb}"
        assert VERBS[folded(w(key))] is verb
    for part in Part:
        assert PARTS[folded(w(f"part.{part}"))] is part
    assert POSITIONS[folded(w("keyword.denies"))] is Position.DENIES


def test_plurals_numbers_and_dates_are_each_languages_own() -> None:
    assert EN("title", n=1) == "Findings on 1 report"
    assert ES("title", n=2) == "Hallazgos sobre 2 informes"
    assert ES("title", n=0) == "Hallazgos sobre 0 informes"
    assert (EN.number(1234), ES.number(1234), ES.number(12345)) == ("1,234", "1234", "12\u202f345")
    day = date(2031, 5, 2)
    assert (EN.day(day), ES.day(day)) == ("2 May 2031", "2 de mayo de 2031")
    assert (EN.day(None), ES.day(None)) == ("no date", "sin fecha")
    assert EN.interval(0.31, 0.66) == "30–65 %"
    assert EN.span(1, 3) == "1–3"
    assert EN.span(2, 2) == "2"
    assert (EN.listed([]), EN.listed(["a"]), ES.listed(["a", "b", "c"])) == ("", "a", "a, b y c")


def test_an_unknown_word_of_the_analysis_is_shown_as_it_is() -> None:
    assert EN.term("act", "unheard-of") == "unheard-of"
    assert EN.term("summary", "claims") == "claims"


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(InputError) as refusal:
        wording("fr")
    assert refusal.value.code == "ui-language"
