from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.worlds.letting_out import COPIES, release

from secondsource.errors import InputError
from secondsource.publishing.dossier.archive import unpack
from secondsource.publishing.dossier.build import dossier_files
from secondsource.publishing.dossier.check import check_files
from secondsource.publishing.handover.package import hand_over
from secondsource.trust.custody.keys.age import new_identity, recipient_of, unseal

DAY = date(2031, 3, 6)
FILES = {"Mirela's list.PDF": b"one", "letter from the quay.txt": b"two", "odd.name with a person": b"three"}


def test_the_stock_age_program_opens_it(tmp_path: Path) -> None:
    age, keygen = shutil.which("age"), shutil.which("age-keygen")
    if age is None or keygen is None:
        pytest.skip("needs the package age")
    key = tmp_path / "key.txt"
    subprocess.run([keygen, "-o", str(key)], check=True, capture_output=True)
    recipient = subprocess.run([keygen, "-y", str(key)], check=True, capture_output=True, text=True).stdout.strip()
    made = hand_over(FILES, [recipient], partner="Quay Courier", day=DAY)
    (tmp_path / made.name).write_bytes(made.data)
    opened = subprocess.run([age, "-d", "-i", str(key), str(tmp_path / made.name)], check=True, capture_output=True)
    assert sorted(unpack(opened.stdout).values()) == sorted(FILES.values())


def test_names_and_times_tell_nothing_and_the_record_tells_the_desk_all() -> None:
    identity = new_identity()
    made = hand_over(FILES, [recipient_of(identity)], partner="Quay Courier", day=DAY)
    with zipfile.ZipFile(io.BytesIO(unseal(made.data, identity))) as archive:
        assert archive.namelist() == ["item-1.pdf", "item-2.txt", "item-3"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    record = json.loads(made.record.encode())
    assert [one["was"] for one in record["items"]] == sorted(FILES)
    assert (record["partner"], record["day"], record["file"]) == ("Quay Courier", "2031-03-06", made.name)
    assert not any(word in made.name for word in ("quay", "2031", "mirela"))
    assert b"Quay" not in made.data


def test_a_dossier_arrives_whole_and_can_be_checked() -> None:
    identity = new_identity()
    files = dossier_files(release(), COPIES)
    made = hand_over(files, [recipient_of(identity)], partner="Quay Courier", day=DAY)
    checked = check_files(unpack(unseal(made.data, identity)), now=datetime(2031, 3, 7, tzinfo=UTC))
    assert checked.release == release()


@pytest.mark.parametrize(
    ("files", "recipients", "partner", "code"),
    [
        ({}, [recipient_of(new_identity())], "Quay", "hand-over-empty"),
        (FILES, [recipient_of(new_identity())], " ", "partner-missing"),
        (FILES, ["age1nonsense"], "Quay", "recipient-unreadable"),
        (FILES, [], "Quay", "recipient-unreadable"),
    ],
)
def test_what_cannot_be_handed_over_is_refused(
    files: dict[str, bytes], recipients: list[str], partner: str, code: str
) -> None:
    with pytest.raises(InputError) as refusal:
        hand_over(files, recipients, partner=partner, day=DAY)
    assert refusal.value.code == code
