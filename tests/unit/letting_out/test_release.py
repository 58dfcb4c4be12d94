from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.worlds.letting_out import ORIGINALS, openings, release

from secondsource.core.codec import canonical
from secondsource.core.release.letting_out.commitments import commit
from secondsource.core.release.letting_out.release import release_bytes, release_of, texts_of, with_texts
from secondsource.errors import InputError, IntegrityError
from secondsource.publishing.dossier.check import check_opening, openings_bytes, openings_of

rfc8785 = pytest.importorskip("rfc8785")
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
)


@settings(max_examples=60)
@given(JSON)
def test_canonical_json_is_what_another_library_of_rfc_8785_writes(plain: object) -> None:
    assert canonical(plain) == rfc8785.dumps(plain)


@pytest.mark.parametrize("number", [2**53, -(2**53), 0.5, float("nan")])
def test_numbers_that_two_readers_could_take_for_different_ones_have_no_canonical_form(number: float) -> None:
    with pytest.raises(ValueError, match="no canonical form"):
        canonical({"n": number})


def test_a_release_comes_back_from_its_bytes() -> None:
    assert release_of(json.loads(release_bytes(release()))) == release()


def test_every_word_somebody_wrote_is_found_and_can_be_changed() -> None:
    marked = with_texts(release(), lambda text: f"{text}!")
    assert [f"{text}!" for text in texts_of(release())] == list(texts_of(marked))
    left = [text for text in texts_of(release()) if len(text) > 12 and text in release_bytes(marked).decode()]
    assert all(f"{text}!" in release_bytes(marked).decode() for text in left)
    assert "We crossed four times that week, and nobody wrote it down." in list(texts_of(release()))
    assert marked.claims[0].appearances[0].author == "Quay Courier!"


@pytest.mark.parametrize(
    "wrong",
    [
        {"schema": "secondsource/release/2"},
        {"title": 7},
        {"statements": [{}]},
        {"unknown": 1},
    ],
)
def test_what_is_no_release_is_refused(wrong: dict[str, object]) -> None:
    plain = {**json.loads(release_bytes(release())), **wrong}
    with pytest.raises(InputError) as refusal:
        release_of(plain)
    assert refusal.value.code == "release-unfit"


def test_an_id_that_leads_nowhere_or_stands_twice_is_refused() -> None:
    made = release()
    for wrong in (
        {"claims": made.claims[:1]},
        {"exhibits": ()},
        {"roles": (made.roles[0], made.roles[0])},
        {"contradictions": (replace(made.contradictions[0], a="statement-9"),)},
    ):
        with pytest.raises(InputError):
            replace(made, **wrong)


def test_what_cannot_be_judged_is_left_out_and_not_written_as_f_or_6() -> None:
    one = release().statements[0]
    for wrong in ({"reliability": "F"}, {"credibility": 6}):
        with pytest.raises(InputError):
            replace(one, **wrong)


def test_an_exhibit_keeps_no_name_of_its_own() -> None:
    with pytest.raises(InputError):
        replace(release().exhibits[0], name="List from Mirela.txt")


def test_a_commitment_opens_to_its_original_and_to_no_other() -> None:
    made = release()
    assert check_opening(made, openings(), ORIGINALS.values()) == ("exhibit-1", "exhibit-2")
    assert openings_of(openings_bytes(openings())) == openings()

    for wrong in (
        [replace(openings()[0], salt="0" * 64)],
        [replace(openings()[0], exhibit="exhibit-2")],
        [replace(openings()[0], exhibit="exhibit-7")],
    ):
        with pytest.raises(IntegrityError):
            check_opening(made, wrong, ORIGINALS.values())
    with pytest.raises(IntegrityError):
        check_opening(made, openings(), [b"another"])


def test_two_commitments_to_one_original_share_nothing() -> None:
    one, other = (commit("exhibit-1", original_sha256="a" * 64, copy_sha256="b" * 64) for _ in range(2))
    assert one.salt != other.salt
    assert one.commitment != other.commitment
