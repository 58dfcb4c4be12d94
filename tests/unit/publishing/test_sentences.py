"""What the analysis and the refusals say in English is said in Spanish as well, and nothing new is forgotten."""

from __future__ import annotations

import json
import re
import string
import time
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.source_sentences import Written, written

from secondsource.analysis.claims.meaning.affairs import AFFAIRS
from secondsource.analysis.claims.meaning.lexicon import DIMENSIONS
from secondsource.cli.language import asked_for, interface_language, spoken
from secondsource.cli.main import main
from secondsource.errors import InputError
from secondsource.publishing.findings.wording import said
from secondsource.publishing.findings.wording.sentences import LONGEST, PLACE, SHAPES, sentences

FORMS = sentences().forms
ENGLISH = [PLACE.sub("\0", form.english) for form in FORMS]
NOT_SHOWN = {
    "Vet a folder of reports: who says what, from how many independent origins.": "help, which stays English",
    "pertenece a": "a Spanish keyword",
    "reproduce a": "a Spanish keyword",
    "unnamed in ": "a key nobody sees",
    "dirección web": "a Spanish mask",
    "número de expediente": "a Spanish mask",
    "número de cuenta": "a Spanish mask",
    "número de identidad": "a Spanish mask",
    "de la": "a Spanish joint, looked up and not said",
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Document</title>': "mark-up",
}
"""Words of the source that are no sentence, with the reason."""


def missing(one: Written) -> list[str]:
    """Return the words of a sentence that no form holds."""
    if len(one.pieces) == 1 and said(one.pieces[0], "es").language == "es":
        return []
    if one.pieces[0] in NOT_SHOWN:
        return []
    return [run for run in one.runs if not any(run.rstrip(".,:; ") in form for form in ENGLISH)]


def test_every_sentence_of_the_source_has_a_spanish_form() -> None:
    found = written()
    assert len(found) > 200, "the source was not read"
    lost = [f"{one.place}: {missing(one)}" for one in found if missing(one)]
    assert lost == [], "add their forms to wording/sentences_es.json"


def test_every_question_that_statements_are_held_against_has_a_word() -> None:
    asked = {*DIMENSIONS["en"], *AFFAIRS["en"]}
    assert [one for one in sorted(asked) if said(one, "es").language != "es"] == []


def test_no_form_is_written_twice() -> None:
    assert [english for english, n in Counter(form.english for form in FORMS).items() if n > 1] == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.english[:40])
def test_a_form_is_whole_in_both_languages(form: object) -> None:
    one = next(each for each in FORMS if each is form)
    assert set(one.shapes.values()) <= SHAPES.keys()
    assert one.literal.strip(), "a form that is all places would match everything"
    assert set(one.spanish) in ({"other"}, {"one", "other"})
    for plural, spanish in one.spanish.items():
        places = {name for _, name, _, _ in string.Formatter().parse(spanish) if name is not None}
        assert spanish.strip()
        # The singular may be said in words: `una de las menciones`.
        assert places == set(one.shapes) or (plural == "one" and places | {"n"} == set(one.shapes))
        assert spanish.endswith(".") == one.english.endswith(".")


def test_the_spanish_promises_nothing() -> None:
    text = files("secondsource.publishing.findings.wording").joinpath("sentences_es.json").read_text(encoding="utf-8")
    assert re.findall(r"an[óo]nim\w*|verificad[oa]s?", text, re.IGNORECASE) == []
    assert json.loads(text)


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("12 mentions in 6 reports: 2-5 origins.", "12 menciones en 6 informes: 2–5 orígenes."),
        ("1 mention in 1 report: 1 origin.", "1 mención en 1 informe: 1 origen."),
        (
            "Ana may be one with two divers (a.md) (35 %): an unnamed speaker says nearly the same (likeness 0.78)",
            "Ana y two divers (a.md) quizá sean un mismo origen (35 %): un hablante sin nombre dice casi lo mismo (parecido 0,78)",  # noqa: E501 - one sentence
        ),
        (
            "the same speaker just before, date of the note, “Monday”: the last one up to 2031-03-04",
            "el mismo hablante justo antes, la fecha de «note», «Monday»: el más reciente hasta el 4 de marzo de 2031",
        ),
        (
            "Different figures: 60 and 75: Ana Ruiz / Quay Desk (2031-03-04 / undated).",
            "Cifras distintas: 60 y 75: Ana Ruiz / Quay Desk (4 de marzo de 2031 / sin fecha).",
        ),
        (
            "The plan is off against on: A / B / C (2031-03-04 / undated).",
            "El plan: cancelado frente a en marcha: A / B / C (4 de marzo de 2031 / sin fecha).",
        ),
        (
            "May be under age. Quoted as a source: check that they agreed to be named.",
            "Puede ser menor de edad. Se le cita como fuente: compruebe que consiente en que se le nombre.",
        ),
        (
            "The manifest of the English tagger is damaged. (3 of 9 reports)",
            "El manifiesto del etiquetador de inglés está dañado. (3 de 9 informes)",
        ),
    ],
)
def test_a_sentence_is_said_in_spanish_with_its_names_untouched(english: str, spanish: str) -> None:
    heard = said(english, "es")
    assert (heard.text, heard.language) == (spanish, "es")
    assert said(english, "en").text == english


def test_a_sentence_without_a_form_stays_english_and_says_so() -> None:
    heard = said("The harbour clock has stopped.", "es")
    assert (heard.text, heard.language) == ("The harbour clock has stopped.", "en")


@given(st.lists(st.sampled_from([form.english for form in FORMS]), min_size=1, max_size=4), st.text(max_size=40))
def test_whatever_a_report_puts_into_a_sentence_is_answered(forms: list[str], name: str) -> None:
    text = " ".join(PLACE.sub(lambda _: name, form) for form in forms)
    assert said(text, "es").language in {"en", "es"}


@pytest.mark.parametrize(
    "hostile",
    [
        "a: " * 900 + "off",
        "a may be one with b (1 %): " * 100 + "named here",
        "“a” and “" * 300 + "” answer one another word by word (1 % of the weight, likeness 0.1).",
        "z; did you mean `a`" * 150,
        "A / " * 700 + "(undated / undated).",
        "x (1 of 2 reports)" * 150,
        "off. On. " * 300,
        "the a is b's, and both are dated 2031-03-04; but dates, occasions or names differ" * 30,
        "x" * (LONGEST + 1),
    ],
)
def test_a_name_made_to_be_read_in_many_ways_takes_no_time(hostile: str) -> None:
    start = time.process_time()
    said(hostile, "es")
    assert time.process_time() - start < 1.0


def test_the_language_is_found_before_the_options_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert asked_for(["vet", "x", "--ui-language", "es"]) == "es"
    assert asked_for(["vet", "x", "--ui-language=en"]) == "en"
    assert asked_for(["vet", "x", "--ui-language", "xx"]) is None
    assert asked_for(["vet", "x", "--ui-language"]) is None
    assert interface_language() == "en"
    monkeypatch.setenv("LANG", "es_MX.UTF-8")
    assert interface_language() == "es"
    assert interface_language("en") == "en"
    assert spoken("Name the folder itself.", ["vet"]) == "Indique la carpeta misma."


def test_a_refusal_speaks_spanish_and_keeps_its_code(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["vet", str(tmp_path / "no"), "--ui-language", "es"]) == InputError.exit_status
    told = capsys.readouterr().err.splitlines()
    assert told[0] == f"secondsource: No existe la carpeta {tmp_path / 'no'}."
    assert told[1] == "Compruebe la ruta e inténtelo de nuevo."
    assert told[2] == "[folder-missing]"


def test_every_bad_line_of_a_decisions_file_is_named_in_spanish(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("The quay is closed, Ana Ruiz said.", encoding="utf-8")
    bad = (
        'akzept x\nedit s-3fa1c09b77de said May\n"A" belongs "B"\ngrade "X" Z\nprivate Ana yes\n'
        "same-origin s-3fa1c09b77de\naccept “open\n"
    )
    (tmp_path / "d.txt").write_text(bad, encoding="utf-8")
    main(["vet", str(tmp_path), "--decisions", str(tmp_path / "d.txt"), "--ui-language=es"])
    told = capsys.readouterr().err
    assert told.startswith("secondsource: 7 líneas de ")
    assert re.findall(r"Línea (\d)", told) == [str(number) for number in range(1, 8)]
    assert not re.search(r"\b(?:the|is|not|needs|ends|did|write)\b", told)
