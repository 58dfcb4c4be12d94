from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.worlds.desk import HOUR, NOON, World
from tests.worlds.letting_out import COPIES, release

from secondsource.core.release.policy import Action
from secondsource.errors import IntegrityError, RuleError, SecondSourceError
from secondsource.publishing.dossier import build
from secondsource.publishing.dossier.archive import pack, unpack
from secondsource.publishing.dossier.build import Papers, contents, dossier_files
from secondsource.publishing.dossier.check import check_files
from secondsource.publishing.dossier.manifest import MANIFEST, listing

LATER = NOON + 30 * HOUR


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], str]:
    """A dossier with its statement, and the pin of its desk."""
    world = World(tmp_path_factory.mktemp("desk"))
    text = f"The list goes out.\n\n{listing(contents(release(), COPIES)).binding}\n".encode()
    index = world.say(Action.RELEASE, 1, 2, 3, text=text)
    world.witness(NOON + HOUR)
    return dossier_files(release(), COPIES, papers_of(world, index, text)), world.pin


def papers_of(world: World, index: int, text: bytes) -> Papers:
    found = {path.suffix: path for path in Path(world.site).rglob(f"{index}.*")}
    return Papers(
        note=found[".note"].read_bytes(),
        proof=found[".tlog-proof"].read_bytes(),
        text=text,
        seats=world.first,
        log_policy=world.log_policy,
    )


def test_the_same_release_gives_the_same_bytes() -> None:
    one, other = (pack(dossier_files(release(), dict(reversed(COPIES.items())))) for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert unpack(one) == dossier_files(release(), COPIES)


def test_a_signed_dossier_is_vouched_for_by_pinned_seats_even_years_later(
    signed: tuple[dict[str, bytes], str],
) -> None:
    files, pin = signed
    checked = check_files(files, now=LATER + timedelta(days=3000), pin=pin)
    assert checked.vouched
    assert checked.release == release()
    assert not check_files(files, now=LATER).vouched


def test_a_dossier_without_a_statement_is_whole_and_nobody_vouches() -> None:
    files = dossier_files(release(), COPIES)
    checked = check_files(files, now=LATER, pin="0" * 64)
    assert checked.answer is None
    assert not checked.vouched
    assert "nobody vouches" in files["README.en.md"].decode()
    assert "nadie responde" in files["README.es.md"].decode()


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_changed_byte_is_refused(signed: tuple[dict[str, bytes], str], data: st.DataObject) -> None:
    files, pin = signed
    path = data.draw(st.sampled_from(sorted(files)))
    place = data.draw(st.integers(0, len(files[path]) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    changed = bytearray(files[path])
    changed[place] ^= bit
    with pytest.raises(IntegrityError):
        check_files({**files, path: bytes(changed)}, now=LATER, pin=pin)


def test_any_missing_file_is_refused(signed: tuple[dict[str, bytes], str]) -> None:
    files, pin = signed
    for path in files:
        with pytest.raises(IntegrityError):
            check_files({other: data for other, data in files.items() if other != path}, now=LATER, pin=pin)


@pytest.mark.parametrize("path", ["more.txt", "exhibits/exhibit-3.txt", "statement/more.note", "README.fr.md"])
def test_any_added_file_is_refused_with_or_without_a_new_manifest(
    signed: tuple[dict[str, bytes], str], path: str
) -> None:
    files = {**signed[0], path: b"more"}
    with pytest.raises(IntegrityError):
        check_files(files, now=LATER, pin=signed[1])
    with pytest.raises(IntegrityError):
        check_files({**files, MANIFEST: listing(files).encode()}, now=LATER, pin=signed[1])


@pytest.mark.parametrize("path", ["README.en.md", "release.json", "exhibits/exhibit-1.txt", "statement/text.txt"])
def test_a_change_with_a_new_manifest_is_caught_by_the_signature(
    signed: tuple[dict[str, bytes], str], path: str
) -> None:
    files = {**signed[0], path: signed[0][path].replace(b"e", b"a")}
    with pytest.raises(IntegrityError):
        check_files({**files, MANIFEST: listing(files).encode()}, now=LATER, pin=signed[1])


def test_another_desks_seats_are_refused(signed: tuple[dict[str, bytes], str]) -> None:
    with pytest.raises(SecondSourceError):
        check_files(signed[0], now=LATER, pin="0" * 64)


def test_an_archive_packed_by_another_hand_is_refused() -> None:
    files = dossier_files(release(), COPIES)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = b"hidden"
        for name, data in sorted(files.items()):
            archive.writestr(name, data)
    for wrong in (out.getvalue(), pack(files) + b"more", b"PK\x03\x04no", b""):
        with pytest.raises(IntegrityError):
            unpack(wrong)


def test_path_traversal_in_an_archive_is_refused() -> None:
    with pytest.raises(IntegrityError):
        unpack(pack({"../outside.txt": b"x"}))


def test_a_text_that_does_not_name_the_dossier_is_refused(tmp_path: Path) -> None:
    world = World(tmp_path)
    index = world.say(Action.RELEASE, 1, 2, 3, text=b"The list goes out.\n")
    world.witness(NOON + HOUR)
    with pytest.raises(RuleError) as refusal:
        dossier_files(release(), COPIES, papers_of(world, index, b"The list goes out.\n"))
    assert refusal.value.code == "dossier-unbound"
    assert listing(contents(release(), COPIES)).contents_sha256 in refusal.value.next_step


def test_only_the_copies_that_were_reviewed_go_in() -> None:
    for wrong in ({}, {**COPIES, "exhibit-1.txt": b"edited"}, {**COPIES, "exhibit-9.txt": b"more"}):
        with pytest.raises(IntegrityError) as refusal:
            dossier_files(release(), wrong)
        assert refusal.value.code == "exhibit-foreign"


def test_likelihood_and_confidence_never_stand_in_one_sentence() -> None:
    for line in dossier_files(release(), COPIES)["README.en.md"].decode().splitlines():
        assert not ("Likelihood" in line and "founded" in line)


def test_words_of_a_release_cannot_write_markdown_or_hide() -> None:
    made = replace(release(), title="# <b>x</b>\u202e [go](http://x.example)")
    readme = dossier_files(made, COPIES)["README.en.md"].decode()
    assert readme.startswith("# \\# \\<b\\>x\\</b\\>\\[RLO\\] \\[go\\](http")
    assert build.NOTE not in dossier_files(made, COPIES)


@pytest.mark.parametrize("action", [Action.HOLD, Action.CANCEL])
def test_seats_that_hold_or_cancel_vouch_for_no_dossier(tmp_path: Path, action: Action) -> None:
    world = World(tmp_path)
    text = f"Not now.\n{listing(contents(release(), COPIES)).binding}\n".encode()
    index = world.say(action, 1, 2, 3, text=text)
    world.witness(NOON + HOUR)
    checked = check_files(dossier_files(release(), COPIES, papers_of(world, index, text)), now=LATER, pin=world.pin)
    assert checked.answer is not None
    assert not checked.vouched


def test_a_statement_on_another_subject_vouches_for_nothing(tmp_path: Path) -> None:
    world = World(tmp_path)
    other = replace(release(), subject="another-list")
    text = f"{listing(contents(other, COPIES)).binding}\n".encode()
    index = world.say(Action.RELEASE, 1, 2, 3, text=text)
    world.witness(NOON + HOUR)
    with pytest.raises(IntegrityError):
        check_files(dossier_files(other, COPIES, papers_of(world, index, text)), now=LATER, pin=world.pin)


def test_an_archive_that_would_inflate_is_refused_before_it_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("release.json", b"0" * 10_000_000)
    with pytest.raises(IntegrityError):
        unpack(out.getvalue())
