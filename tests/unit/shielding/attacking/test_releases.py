"""A second text undoes a mask."""

from __future__ import annotations

from secondsource.shielding.attacking.leak import Check, Severity
from secondsource.shielding.attacking.naming.searching import Search
from secondsource.shielding.attacking.naming.suspects import suspects_of
from secondsource.shielding.attacking.releases import across_releases, against_originals
from secondsource.shielding.register.table import read_table

SEARCH = Search(suspects_of(read_table(b"name\nOriana Belcastro Quimbaya\n").register))
CLEAR = "At dusk the guard told Oriana Belcastro that the gate was open and the dogs were fed."
PATH = ("release.txt",)


def test_a_mask_is_read_off_a_public_original() -> None:
    masked = "At dusk the guard told\n[REDACTED] that the gate\nwas open and the dogs were fed."
    (leak,) = against_originals(PATH, masked, {"paper.html": CLEAR}, SEARCH)
    assert (leak.check, leak.severity, leak.suspect) == (Check.PUBLIC_ORIGINAL, Severity.BLOCK, "p-1")


def test_words_taken_out_without_a_mark_are_read_off_as_well() -> None:
    masked = "At dusk the guard told that the gate was open and the dogs were fed."
    assert {leak.suspect for leak in against_originals(PATH, masked, {"paper": CLEAR}, SEARCH)} == {"p-1"}


def test_somebody_outside_the_register_is_told_only_where_a_mask_stands() -> None:
    original = CLEAR.replace("Oriana Belcastro", "Captain Hollis")
    masked = original.replace("Captain Hollis", "████")
    shortened = original.replace("Captain Hollis ", "")
    assert [leak.suspect for leak in against_originals(PATH, masked, {"paper": original}, SEARCH)] == [""]
    assert against_originals(PATH, shortened, {"paper": original}, SEARCH) == []


def test_the_same_text_tells_nothing() -> None:
    assert against_originals(PATH, CLEAR, {"paper": CLEAR}, SEARCH) == []


def test_one_file_of_a_release_gives_away_another() -> None:
    masked = CLEAR.replace("Oriana Belcastro", "Witness 7")
    leaks = across_releases({("a.txt",): masked, ("b.txt",): CLEAR}, SEARCH)
    assert {(leak.place.path, leak.suspect) for leak in leaks} == {(("a.txt",), "p-1")}


def test_pseudonyms_of_two_releases_can_be_joined() -> None:
    texts: dict[tuple[str, ...], str] = {
        (name,): CLEAR.replace("Oriana Belcastro", label) for name, label in (("a", "Witness 7"), ("b", "Witness 3"))
    }
    leaks = across_releases(texts, SEARCH)
    assert {leak.check for leak in leaks} == {Check.JOINED_PSEUDONYM}
    assert {leak.severity for leak in leaks} == {Severity.WARN}
