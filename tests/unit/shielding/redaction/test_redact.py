"""Masks stand where people stood, tell nothing, and nothing undecided leaves."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.core.vetting.decisions_words import folded
from secondsource.errors import InputError
from secondsource.shielding.finders.paranoid import find_names, find_numbers, small_words
from secondsource.shielding.finders.structured import find_structured
from secondsource.shielding.matching.matcher import Matcher
from secondsource.shielding.redaction.choices import Choices, read_choices
from secondsource.shielding.redaction.pseudonyms import Pseudonyms, new_key
from secondsource.shielding.redaction.redact import Redacted, redact
from secondsource.shielding.redaction.spans import Fate, spans_of
from secondsource.shielding.register.entry import Level, Protected, Register

KEY = bytes(range(32))
REGISTER = Register(
    entries=(
        Protected(id="p-1", name="Ana Ruiz Calderón", handles=("ruizana",)),
        Protected(id="p-2", name="Tomás Iriarte", nicknames=("El Zurdo",)),
        Protected(id="p-3", name="Petra Olmedo", level=Level.WATCH),
    )
)
NAMES = Pseudonyms(KEY, (entry.id for entry in REGISTER))


def redacted(text: str, choices: str = "", language: str = "en") -> Redacted:
    found = [*find_structured(text), *find_names(text, small_words([text])), *find_numbers(text)]
    spans = spans_of(Matcher(REGISTER).find(text), found)
    return redact(text, spans, read_choices(choices, "choices.txt"), NAMES, language)


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Then Mrs Ruiz's lawyer left.", "en", "Then PERSON’s lawyer left."),
        ("Then Ms. Ana Ruiz left.", "en", "Then PERSON left."),
        ("Ayer habló la señora Ruiz Calderón.", "es", "Ayer habló PERSON."),
        ("La casa del señor Ruiz ardió.", "es", "La casa de PERSON ardió."),
        ("Se lo dijo al doctor Ruiz.", "es", "Se lo dijo a PERSON."),
        ("Según don Ana Ruiz, llueve.", "es", "Según PERSON, llueve."),
    ],
)
def test_titles_and_articles_go_with_the_name_because_they_tell_a_gender(text: str, language: str, wanted: str) -> None:
    name = NAMES.of_person("p-1", language)
    assert redacted(text, language=language).text == wanted.replace("PERSON", name)


@pytest.mark.parametrize(
    "written", ["Ana Ruiz", "RUIZ CALDERÓN, ANA", "A. Ruiz", "A n a  R u i z", "Аna Ruiz", "Ana Ruíz", "@ruizana"]
)
def test_one_person_has_one_name_however_written(written: str) -> None:
    assert NAMES.of_person("p-1", "en") in redacted(f"they met {written} there.").text


@pytest.mark.parametrize(
    ("identifier", "kind"),
    [
        ("+34 612 345 678", "phone"),
        ("tel. 55 1234 5678", "phone"),
        ("someone@mail.example", "email"),
        ("https://x.example/a?b=c", "url"),
        ("@some_account", "handle"),
        ("19.43260, -99.13320", "coordinates"),
        ("ES91 2100 0418 4502 0005 1332", "iban"),
        ("12345678Z", "id"),
        ("X1234567L", "id"),
        ("3 de marzo de 2021", "date"),
        ("4 May 2021", "date"),
        ("2021-05-04", "date"),
        ("expediente 1234/2019", "case"),
        ("application no. 36110/97", "case"),
        ("placas ABC-123-D", "plate"),
    ],
)
def test_identifiers_are_masked_without_asking(identifier: str, kind: str) -> None:
    done = redacted(f"written on it was {identifier} and no more")
    assert kind in {span.kind for span in done.spans if span.fate is Fate.MASKED}
    digits = re.sub(r"\D", "", identifier)
    assert not digits or digits not in re.sub(r"\D", "", done.text)


@pytest.mark.parametrize("wrong", ["12345678A", "ES91 2100 0418 4502 0005 1333"])
def test_a_wrong_check_digit_is_left_to_a_person(wrong: str) -> None:
    assert redacted(f"it reads {wrong} there").open


def test_what_looks_like_a_name_is_open_and_hidden_even_in_a_draft() -> None:
    done = redacted("they went to Puerto Claro that day")
    assert [done.text.count("Puerto Claro"), len(done.open)] == [0, 1]


def test_a_choice_keeps_or_masks_in_every_place_whatever_the_accents() -> None:
    kept = redacted("they saw PUERTO CLARO, and Puerto Claro saw them", 'keep "Puerto Claro"  # a town\n')
    assert (kept.open, kept.text.count("laro") + kept.text.count("LARO")) == ((), 2)
    masked = redacted("the night nurse and the Night Núrse", 'mask "the night nurse" as p-2')
    assert masked.text.count(NAMES.of_person("p-2", "en")) == 2


def test_what_the_register_masks_cannot_be_kept() -> None:
    assert "Ruiz" not in redacted("there was Ana Ruiz", 'keep "Ana Ruiz"').text


def test_a_watched_person_is_open_until_somebody_chooses() -> None:
    assert redacted("there was Petra Olmedo").open
    assert redacted("there was Petra Olmedo", 'dejar "Petra Olmedo"').open == ()


@pytest.mark.parametrize(
    "line", ['hide "x"', "mask x", 'mask picture "a.png"', 'box "a.png" 1 2 3', 'keep "a"\nmask "a"']
)
def test_a_wrong_line_is_refused_by_its_number(line: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_choices(f"# comment\n{line}\n", "choices.txt")
    assert refusal.value.code == "choices-unreadable"
    assert "line " in refusal.value.sentence


def test_boxes_and_pictures_are_read() -> None:
    choices = read_choices('box "a.png" 1 2 30 40\nrecuadro "a.png" 5 6 7 8\nkeep picture "map.png"\n', "c")
    assert choices == Choices(boxes={"a.png": ((1, 2, 30, 40), (5, 6, 7, 8))}, kept_pictures=frozenset({"map.png"}))


@given(
    people=st.sets(st.text(min_size=1, max_size=8), min_size=1, max_size=60), key=st.binary(min_size=32, max_size=32)
)
def test_pseudonyms_differ_have_one_width_and_do_not_depend_on_order(people: set[str], key: bytes) -> None:
    names = [Pseudonyms(key, order).of_person(person, "es") for order in [sorted(people)] for person in sorted(people)]
    again = Pseudonyms(key, sorted(people, reverse=True))
    assert len(set(names)) == len(people)
    assert len({len(name) for name in names}) == 1
    assert names == [again.of_person(person, "es") for person in sorted(people)]


def test_two_releases_cannot_be_joined() -> None:
    people = [f"p-{number}" for number in range(200)]
    one, other = Pseudonyms(new_key(), people), Pseudonyms(new_key(), people)
    same = sum(one.of_person(person, "en") == other.of_person(person, "en") for person in people)
    assert same < 10, "the same numbers come back no more often than by chance"


@given(
    st.lists(
        st.sampled_from(
            ["Ana Ruiz", "el Zurdo", "the", "T. Iriarte", "Puerto", "12", "\n\n", "señor", "’s", "a@b.example"]
        ),
        max_size=25,
    )
)
def test_nothing_marked_is_left_and_masks_are_where_they_are_said_to_be(words: list[str]) -> None:
    text = " ".join(words)
    done = redacted(text)
    for start, end in done.masks:
        assert done.text[start:end].startswith(("Person", "["))
    for name in ("Ruiz", "Iriarte", "a@b.example"):
        assert name not in done.text
    assert all(one.end <= other.start for one, other in zip(done.spans, done.spans[1:], strict=False))


@given(st.text(max_size=60))
def test_folding_is_stable(text: str) -> None:
    assert folded(folded(text)) == folded(text)
