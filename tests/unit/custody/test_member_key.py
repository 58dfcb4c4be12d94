"""A member's key file and its recovery sheet."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from secondsource.errors import AccessError, InputError, IntegrityError, RuleError
from secondsource.trust.custody.keys import age, member_key, sheet
from secondsource.trust.signing.passphrases import derive

OWN, DURESS = "harbour lantern seven", "gravel window copper"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, member_key.MemberKey, member_key.MemberKey]:
    path = tmp_path_factory.mktemp("keys") / "seat-3.key"
    key = member_key.fresh("seat-3")
    decoy = member_key.create(path, key, OWN, DURESS)
    assert decoy is not None
    return path, key, decoy


def test_each_passphrase_opens_its_own_slot(
    made: tuple[Path, member_key.MemberKey, member_key.MemberKey],
) -> None:
    path, key, decoy = made
    assert member_key.unlock(path, f" {OWN} ") == key
    assert member_key.unlock(path, DURESS) == decoy
    assert len({key.recipient, decoy.recipient}) == 2
    keys = {one.key for each in (key, decoy) for one in (each.checking_in, each.voice)}
    assert len(keys) == 4, "no two uses share a key"
    with pytest.raises(AccessError, match="does not open"):
        member_key.unlock(path, "another passphrase")


def test_a_file_with_a_duress_passphrase_looks_like_one_without(tmp_path: Path) -> None:
    for name, duress in (("with", DURESS), ("without", None)):
        member_key.create(tmp_path / name, member_key.fresh("seat-3"), OWN, duress)
    one, other = ((tmp_path / name).read_text().splitlines() for name in ("with", "without"))
    assert [len(line) for line in one] == [len(line) for line in other]
    assert one[:3] == other[:3]
    assert (tmp_path / "with").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("lot", [0, 1])
def test_the_lot_decides_which_slot_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lot: int) -> None:
    monkeypatch.setattr("secrets.randbits", lambda _: lot)
    path = tmp_path / "key"
    member_key.create(path, member_key.fresh("seat-3"), OWN)
    found = member_key._read(path)
    opened = member_key._try(found, found.slots[0], derive(OWN, found.salt, found.cost))
    assert (opened is not None) is bool(lot)


@pytest.mark.slow
def test_both_passphrases_take_the_same_time(made: tuple[Path, member_key.MemberKey, member_key.MemberKey]) -> None:
    path, _, _ = made
    times: dict[str, list[float]] = {OWN: [], DURESS: []}
    for _ in range(4):
        for words, taken in times.items():
            start = time.process_time()
            member_key.unlock(path, words)
            taken.append(time.process_time() - start)
    own, duress = (min(taken) for taken in times.values())
    assert abs(own - duress) < 0.5 * max(own, duress), "one derivation and two openings, whichever fits"


def test_a_passphrase_is_changed_and_the_other_slot_stays(tmp_path: Path) -> None:
    path, key = tmp_path / "key", member_key.fresh("seat-1")
    decoy = member_key.create(path, key, OWN, DURESS)
    with pytest.raises(RuleError, match="must differ"):
        member_key.change_passphrase(path, OWN, DURESS)
    member_key.change_passphrase(path, OWN, "meadow bottle quarter")
    assert member_key.unlock(path, "meadow bottle quarter") == key
    assert member_key.unlock(path, DURESS) == decoy
    with pytest.raises(AccessError):
        member_key.unlock(path, OWN)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(RuleError, match="must differ"):
        member_key.create(tmp_path / "other", key, OWN, OWN)
    with pytest.raises(RuleError, match="fewer than 12"):
        member_key.create(tmp_path / "other", key, "short")


@pytest.mark.parametrize(
    ("old", "new"),
    [("m=65536", "m=65537"), ("seat-3", "seat-4"), ("m=65536", "m=1024"), ("slot: ", "slot:  "), ("\nsalt", "salt")],
)
def test_a_changed_key_file_is_refused(
    made: tuple[Path, member_key.MemberKey, member_key.MemberKey], tmp_path: Path, old: str, new: str
) -> None:
    path = tmp_path / "changed"
    path.write_text(made[0].read_text().replace(old, new, 1))
    with pytest.raises((AccessError, IntegrityError)):
        member_key.unlock(path, OWN)


def test_nothing_secret_stands_in_a_repr_or_in_the_file(
    made: tuple[Path, member_key.MemberKey, member_key.MemberKey],
) -> None:
    path, key, _ = made
    assert key.identity not in repr(key)
    assert repr(key.seed) not in repr(key)
    assert key.identity[20:40] not in path.read_text()


def test_a_sheet_brings_the_identity_back_from_its_groups_in_any_order() -> None:
    identity = age.new_identity()
    groups = sheet.groups_of(identity)
    assert len(groups) == sheet.GROUPS
    typed = "\n".join(group.line().lower() for group in reversed(groups))
    assert sheet.read(f"Recovery sheet\n{typed}\n") == identity
    assert sheet.read(f"some words\n{identity[:30]}\n{identity[30:]}\n") == identity


def test_a_wrong_letter_is_named_by_its_group() -> None:
    identity = age.new_identity()
    rows = [group.line() for group in sheet.groups_of(identity)]
    wrong = rows[3][:4] + ("Q" if rows[3][4] != "Q" else "P") + rows[3][5:]
    with pytest.raises(InputError, match=r"group 4\."):
        sheet.read("\n".join([*rows[:3], wrong, *rows[4:]]))
    with pytest.raises(InputError, match=r"group 2, 10\."):
        sheet.read("\n".join([rows[0], *rows[2:9]]))
    with pytest.raises(InputError, match="no age identity"):
        sheet.read("nothing to read here")


@pytest.mark.skipif(not shutil.which("age"), reason="needs Debian's age, which is not installed")
def test_stock_age_alone_opens_what_was_sealed_to_a_member(tmp_path: Path) -> None:
    key = member_key.fresh("seat-2")
    (tmp_path / "sealed.age").write_bytes(age.seal(b"The tide table is false.\n", [key.recipient]))
    typed = sheet.read("\n".join(group.line() for group in sheet.groups_of(key.identity)))
    (tmp_path / "identity.txt").write_text(typed + "\n")
    ran = subprocess.run(
        ["age", "-d", "-i", str(tmp_path / "identity.txt"), str(tmp_path / "sealed.age")],
        capture_output=True,
        check=True,
    )
    assert ran.stdout == b"The tide table is false.\n"
    sealed = subprocess.run(["age", "-r", key.recipient], input=b"back again", capture_output=True, check=True).stdout
    assert age.unseal(sealed, key.identity) == b"back again"


def test_what_is_cut_or_for_others_is_refused() -> None:
    key, other = age.new_identity(), age.new_identity()
    sealed = age.seal(b"x" * 70_000, [age.recipient_of(key)])
    with pytest.raises(AccessError, match="sealed for others"):
        age.unseal(sealed, other)
    for broken in (sealed[:-1], sealed[:66_000], sealed[:300], b"", sealed[:200] + b"!" + sealed[201:]):
        with pytest.raises((IntegrityError, AccessError)):
            age.unseal(broken, key)
    with pytest.raises(InputError, match="no age recipient"):
        age.seal(b"x", ["age1nobody"])
    with pytest.raises(InputError, match="there is none"):
        age.seal(b"x", [])
