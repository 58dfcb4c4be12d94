"""Key files: what was sealed opens again with its passphrase, and nothing else opens."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from secondsource.errors import AccessError, InputError, IntegrityError, RuleError, StorageError
from secondsource.trust.signing import key_file
from secondsource.trust.signing.signer import KeySigner, sign_text, verifier_of
from secondsource.trust.tlog import note

NAME = "desk.example/seat-1"
PASSPHRASE = "five quiet lanterns drift north"  # noqa: S105 - of invented keys


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, KeySigner]:
    path = tmp_path_factory.mktemp("keys") / "seat-1.key"
    return path, key_file.create(path, NAME, PASSPHRASE)


def test_a_key_opens_again_and_signs_as_the_same_seat(made: tuple[Path, KeySigner]) -> None:
    path, signer = made
    opened = key_file.open_key(path, PASSPHRASE)
    assert (opened.name, opened.key) == (NAME, signer.key)
    line = sign_text("harbour desk\n", opened)
    assert key_file.public_of(path).verify("harbour desk\n", line)
    assert key_file.public_of(path) == verifier_of(signer)


def test_the_file_is_for_its_owner_only_and_leaves_nothing_beside_it(made: tuple[Path, KeySigner]) -> None:
    path, _ = made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]
    private = made[1].private.private_bytes_raw()
    assert private not in path.read_bytes()
    assert "private" not in repr(made[1])


def test_a_wrong_passphrase_is_refused(made: tuple[Path, KeySigner]) -> None:
    with pytest.raises(AccessError, match="does not open"):
        key_file.open_key(made[0], PASSPHRASE + "!")


def test_accents_may_be_composed_either_way(tmp_path: Path) -> None:
    key_file.create(tmp_path / "k", NAME, "el faro de la bah\u00eda")
    assert key_file.open_key(tmp_path / "k", "el faro de la bahi\u0301a\n").name == NAME


def test_a_key_is_never_overwritten(made: tuple[Path, KeySigner]) -> None:
    before = made[0].read_bytes()
    with pytest.raises(RuleError, match="exists already"):
        key_file.create(made[0], NAME, PASSPHRASE)
    assert made[0].read_bytes() == before
    assert list(made[0].parent.iterdir()) == [made[0]]


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="12 characters"):
        key_file.create(tmp_path / "k", NAME, "  elevenchars  ")
    assert list(tmp_path.iterdir()) == []


def test_a_witness_key_never_signs_notes_and_a_seat_key_never_cosigns(
    tmp_path: Path, made: tuple[Path, KeySigner]
) -> None:
    key_file.create(tmp_path / "w", "witness.example/w1", PASSPHRASE, kind=note.COSIGNATURE_ED25519)
    with pytest.raises(InputError, match="another use"):
        key_file.open_key(tmp_path / "w", PASSPHRASE)
    with pytest.raises(InputError, match="another use"):
        key_file.open_key(made[0], PASSPHRASE, kind=note.COSIGNATURE_ED25519)


OTHER = note.VerifierKey(name="desk.example/seat-2", kind=note.ED25519, key=b"\x05" * 32).encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("secondsource key v1", "secondsource key v2", id="another version"),
        pytest.param("m=65536", "m=65537", id="a changed cost"),
        pytest.param("m=65536", "m=1024", id="a cost that protects nobody"),
        pytest.param("m=65536", "m=99999999", id="a cost that stalls the machine"),
        pytest.param("t=3", "t=9999", id="passes without end"),
        pytest.param("t=3", "t=03", id="a number in another spelling"),
        pytest.param("p=4", "p=99", id="lanes without end"),
        pytest.param("argon2id", "argon2i", id="another derivation"),
        pytest.param("salt: ", "salt:  ", id="a space more"),
        pytest.param("\nsealed", "\nextra: 1\nsealed", id="an unknown line"),
        pytest.param("\nsalt", "\nsalt: AAAA\nsalt", id="a line twice"),
        pytest.param("desk.example/seat-1", "desk.example/seat-9", id="a changed name"),
    ],
)
def test_a_changed_key_file_is_refused(tmp_path: Path, made: tuple[Path, KeySigner], old: str, new: str) -> None:
    changed = tmp_path / "changed"
    changed.write_text(made[0].read_text(encoding="ascii").replace(old, new, 1), encoding="ascii")
    with pytest.raises((IntegrityError, AccessError)):
        key_file.open_key(changed, PASSPHRASE)


def test_another_seat_cannot_be_written_over_the_seal(tmp_path: Path, made: tuple[Path, KeySigner]) -> None:
    lines = made[0].read_text(encoding="ascii").split("\n")
    lines[1] = f"public: {OTHER}"
    (tmp_path / "k").write_text("\n".join(lines), encoding="ascii")
    with pytest.raises(AccessError):
        key_file.open_key(tmp_path / "k", PASSPHRASE)


@pytest.mark.parametrize("data", [b"", b"\xff", b"x" * 10_000, b"secondsource key v1\n"])
def test_what_is_no_key_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "k").write_bytes(data)
    with pytest.raises(IntegrityError):
        key_file.open_key(tmp_path / "k", PASSPHRASE)


def test_a_missing_or_unwritable_place_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        key_file.open_key(tmp_path / "nothing", PASSPHRASE)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError):
        key_file.create(tmp_path / "file" / "k", NAME, PASSPHRASE)
