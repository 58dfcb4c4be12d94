from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import MORNING, Cast
from tests.desk.evidence.world import Filled

from secondsource.actions.desk.evidence import exhibits
from secondsource.actions.desk.evidence.exhibits import Incoming, TakenIn
from secondsource.actions.desk.evidence.names import LONGEST_BYTES, neutral, unlike
from secondsource.errors import AccessError, InputError, IntegrityError, StorageError
from secondsource.store.evidence import blobs
from secondsource.store.evidence.lookups import exhibits as lookups
from secondsource.store.evidence.lookups import runs
from secondsource.store.evidence.values import Act, RunState


def take_in(desk: Cast, *files: tuple[str, bytes]) -> TakenIn:
    incoming = [Incoming(name=name, pieces=[data]) for name, data in files]
    return exhibits.take_in(actor=desk.bo, case=desk.case, files=incoming, how="upload", now=MORNING)


def blobs_on_disk() -> set[Path]:
    return {path for path in Path(settings.DESK, "blobs").rglob("*") if path.is_file()}


def test_a_file_is_kept_whole_readable_by_the_desk_alone_and_vetted(desk: Cast) -> None:
    (key,) = take_in(desk, ("tip.md", b"The bridge fell.")).exhibits
    exhibit = lookups.exhibit(desk.case, key)
    assert blobs.read(exhibit.original) == b"The bridge fell."
    assert blobs.path_of(exhibit.original).stat().st_mode & 0o777 == 0o600
    assert exhibit.name not in str(blobs.path_of(exhibit.original))
    assert [line.act for line in lookups.custody(desk.case, key)] == [Act.RECEIVED]
    run = runs.newest(desk.case)
    assert run is not None
    assert run.state is RunState.WAITING


def test_the_same_content_is_taken_in_once_whatever_its_name(desk: Cast) -> None:
    take_in(desk, ("tip.md", b"one"))
    before = blobs_on_disk()
    done = take_in(desk, ("other.md", b"one"), ("new.md", b"two"), ("again.md", b"two"))
    assert done.known == ("other.md", "again.md")
    assert len(done.exhibits) == 1
    assert len(blobs_on_disk() - before) == 1, "what is not taken in is not left lying"


def test_another_file_of_the_same_name_gets_another_name(desk: Cast) -> None:
    take_in(desk, ("tip.md", b"one"))
    (key,) = take_in(desk, ("tip.md", b"two")).exhibits
    assert lookups.exhibit(desk.case, key).name == "tip (2).md"


def test_a_huge_file_stops_at_the_bound_and_leaves_nothing(desk: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exhibits, "LARGEST", 1000)
    taken: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(1_000_000):
            taken.append(number)
            yield b"x" * 100

    before = blobs_on_disk()
    done = exhibits.take_in(
        actor=desk.bo, case=desk.case, files=[Incoming(name="big.md", pieces=pieces())], how="upload", now=MORNING
    )
    assert done.too_large == ("big.md",)
    assert len(taken) < 20, "reading stops where the bound is"
    assert blobs_on_disk() == before


def test_an_empty_file_is_told_and_not_kept(desk: Cast) -> None:
    assert take_in(desk, ("nothing.md", b"")).empty == ("nothing.md",)


def test_when_the_records_refuse_no_bytes_stay(desk: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> str:
        raise StorageError("journal-missing", "The desk's journal is missing.")

    monkeypatch.setattr("secondsource.actions.desk.evidence.vetting.queue", full)
    before = blobs_on_disk()
    with pytest.raises(StorageError):
        take_in(desk, ("tip.md", b"one"))
    assert blobs_on_disk() == before
    assert not lookups.exhibits(desk.case)


def test_nobody_hands_in_to_a_case_that_is_not_theirs(desk: Cast) -> None:
    with pytest.raises(AccessError):
        exhibits.take_in(
            actor=desk.dee, case=desk.case, files=[Incoming(name="a.md", pieces=[b"x"])], how="upload", now=MORNING
        )


def test_an_original_is_opened_for_a_reason_that_stays(desk: Cast, quarry: Filled) -> None:
    key = quarry.exhibits["photo.png"]
    with pytest.raises(InputError):
        exhibits.open_original(actor=desk.bo, case=desk.case, exhibit=key, why=" ", now=MORNING)
    exhibits.open_original(actor=desk.bo, case=desk.case, exhibit=key, why="To see the sign.", now=MORNING)
    last = lookups.custody(desk.case, key)[-1]
    assert (last.act, last.member, last.why) == (Act.ORIGINAL_OPENED, desk.bo, "To see the sign.")


def test_a_blob_that_is_gone_is_said_to_be_gone(desk: Cast) -> None:
    (key,) = take_in(desk, ("tip.md", b"one")).exhibits
    original = lookups.exhibit(desk.case, key).original
    blobs.erase(original)
    with pytest.raises(IntegrityError, match="not where the desk keeps them"):
        blobs.read(original)


@pytest.mark.parametrize("name", ["../x", "aa", "a" * 33, "A" * 32])
def test_a_name_that_is_no_blob_never_reaches_the_disk(name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a blob"):
        blobs.path_of(name)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\notes.MD", "notes.md"),
        ("a\r\nSet-Cookie: x.md", "aSet-Cookie_ x.md"),
        ("\u202egnp.exe", "gnp.exe"),
        ("...hidden", "hidden"),
        ("", "file"),
        ("/", "file"),
        ('q"uo<te>.html', "q_uo_te_.html"),
        ("informe ñandú.docx", "informe ñandú.docx"),
    ],
)
def test_names_lose_what_could_harm(given: str, kept: str) -> None:
    assert neutral(given) == kept


@given(st.text(max_size=400))
def test_every_name_becomes_one_plain_name(name: str) -> None:
    kept = neutral(name)
    assert kept
    assert not {"/", "\\", "\0", "\r", "\n", '"', "<", ">"} & set(kept)
    assert kept not in {".", ".."}
    assert not kept.startswith(".")
    assert len(kept.encode()) <= LONGEST_BYTES
    assert neutral(kept) == kept
    assert unlike(kept, {kept}) != kept
