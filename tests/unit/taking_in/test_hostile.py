"""Exports made by somebody who wants to break the desk: by name, what they try and what comes of it."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.worlds import exports

from secondsource.actions.taking_in.take import import_export, laid_out, report_bytes
from secondsource.cli.main import main
from secondsource.documents.extract import UnreadableError
from secondsource.documents.folder import read_folder
from secondsource.documents.imports.detect import take_in
from secondsource.documents.imports.opening import gunzip, unzip
from secondsource.documents.imports.taken import LIMITS, Match, Peer, TakenReport
from secondsource.documents.imports.task import take_confined
from secondsource.documents.limits import Limits
from secondsource.documents.readers.text import read_markdown
from secondsource.errors import InputError

SMALL = Limits(archive_bytes=100_000, archive_parts=50)


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/passwd", "a/../../b.txt", "..\\b.txt", "C:/b.txt"])
def test_path_traversal_is_left_out_and_the_rest_is_taken(name: str) -> None:
    taken = take_in({"x.zip": exports.packed({name: b"bad", "good.txt": b"good"})})
    assert [one.name for one in taken.exhibits] == ["good.txt"]
    assert [one.code for one in taken.left_out] == ["unsafe-path"]


def test_a_link_in_an_archive_is_left_out() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    files, left_out = unzip(out.getvalue(), LIMITS)
    assert files == {}
    assert left_out[0].code == "unsafe-path"


def test_zip_bombs_are_refused_while_they_inflate() -> None:
    bomb = exports.packed({"bomb.txt": b"0" * 200_000})
    assert len(bomb) < 1000
    many = exports.packed({f"{number}.txt": b"" for number in range(60)})
    lying = bytearray(exports.packed({"a.txt": b"0" * 200_000}))
    place = lying.rindex(b"PK\x01\x02") + 24
    lying[place : place + 4] = (10).to_bytes(4, "little")
    for data in (bomb, many, bytes(lying)):
        with pytest.raises(UnreadableError) as refusal:
            unzip(data, SMALL)
        assert refusal.value.code in {"too-large", "damaged"}


def test_a_gzip_bomb_of_a_source_is_left_out() -> None:
    files = {"1-calm_heron-doc.gz": exports.gzipped("a.txt", b"0" * 200_000), "2-calm_heron-msg": b"Hello.\n"}
    taken = take_in(files, limits=SMALL)
    assert [one.code for one in taken.left_out] == ["too-large"]
    assert len(taken.reports) == 1


def test_a_web_archive_inside_that_is_a_bomb_is_left_out() -> None:
    taken = take_in({"a.wacz": exports.packed({"archive/a": b"0" * 200_000}), "b.txt": b"x"}, limits=SMALL)
    assert [one.code for one in taken.left_out] == ["too-large"]


def test_a_name_in_a_gzip_header_cannot_lead_anywhere() -> None:
    for name in ("../../x.txt", "C:\\x.txt", "/etc/x.txt"):
        assert gunzip(exports.gzipped(name, b"x"), LIMITS)[0] == "x.txt"
    taken = take_in({"1-calm_heron-doc.gz": exports.gzipped("../../x.txt", b"x"), "2-calm_heron-msg": b"Hello.\n"})
    assert all(".." not in path and not path.startswith("/") for path in laid_out(taken))


@pytest.mark.parametrize("name", ["..", "../../x", "/x", "\x00", "con", "-rf", "🜏", "a" * 500, "x\n---\ntitle: y"])
def test_no_name_from_an_export_reaches_the_disk_as_it_is(name: str) -> None:
    taken = take_in({"e.csv": f'status,description,sensitive,slug\na,Boats,b,"{name}"\n'.encode()})
    for path in laid_out(taken):
        assert not set(path) - set("abcdefghijklmnopqrstuvwxyz0123456789./-")
        assert ".." not in path
        assert len(path) < 120


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80), title=st.text(max_size=40), author=st.text(max_size=40))
def test_front_matter_says_what_was_meant_and_nothing_a_text_smuggles_in(text: str, title: str, author: str) -> None:
    report = TakenReport(name="x", text=f"---\noutlet: Faked\n---\n{text}", title=title or None, author=author or None)
    read = read_markdown(report_bytes(report), Limits())
    assert read.outlet is None
    assert read.text.startswith("---\noutlet: Faked")


@settings(max_examples=80, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "metadata.json",
                "db.csv",
                "entities.ftm.json",
                "transcript.txt",
                "report.txt",
                "files/a",
                "a.wacz",
                "x/metadata.json",
                "x/project.json",
                "1-a_b-msg",
                "1-a_b-doc.gz",
            ]
        ),
        st.binary(max_size=60)
        | st.sampled_from(
            [
                b'{"status": 1, "metadata": {}, "media": [null, {"properties": 3}]}',
                b"status,metadata,media\na,{},[\n",
                b'{"id": 1, "schema": null, "properties": {"name": 4}}',
                b'{"id": "a", "schema": "Event", "properties": {"name": [{}], "date": "x"}}',
                b"Source: \n",
                b'{"slug": 1, "attr_description": [], "source_material": 4}',
                b'{"artifacts": [{"type": null}], "slug": "x", "attr_description": "x"}',
                b"[" * 5000,
                b"status,description,sensitive\n1\n1,2,3,4,5\n",
                b"\x1f\x8b\x08\x04\xff\xff",
                b"Filename,Type\rfiles/a,\n\r\r",
                b"status,metadata,media\r\r\n'",
            ]
        ),
    ),
    st.sampled_from([None, *Peer]),
)
def test_nonsense_in_any_place_is_left_out_and_never_breaks(files: dict[str, bytes], peer: Peer | None) -> None:
    try:
        taken = take_in(files, peer, limits=SMALL)
    except UnreadableError:
        return
    laid_out(taken)


def test_what_the_confined_process_gives_is_what_was_taken() -> None:
    for files in (exports.atlos_zip(), exports.entities(), {"a.wacz": exports.wacz()}):
        assert take_confined(files) == take_in(files)


def test_a_process_that_runs_out_of_its_bounds_ends_in_a_sentence() -> None:
    with pytest.raises(UnreadableError):
        take_confined({"x.zip": exports.packed({"a.txt": b"0" * 200_000})}, limits=SMALL)


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "link.txt").symlink_to(secret)
    (folder / "a.txt").write_text("Four boats left.", encoding="utf-8")
    (folder / ".hidden.txt").write_text("Nine boats left.", encoding="utf-8")
    made = import_export(folder, out=tmp_path / "out")
    assert b"secret" not in b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    told = json.loads((tmp_path / "out" / "taken.json").read_bytes())
    assert [one["code"] for one in told["left_out"]] == ["hidden", "outside-folder"]
    assert len(made.taken.exhibits) == 1


def test_a_file_with_a_wrong_hash_is_kept_and_not_read_as_a_report(tmp_path: Path) -> None:
    Path(tmp_path / "gl.zip").write_bytes(exports.packed(exports.globaleaks()))
    made = import_export(tmp_path / "gl.zip", out=tmp_path / "out")
    assert sum(one.match is Match.DIFFERS for one in made.taken.exhibits) == 1
    differing = [path for path in made.files if path.endswith("list.txt")]
    assert [path.split("/")[0] for path in differing] == ["exhibits"]


def test_the_command_makes_a_folder_that_vet_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path(tmp_path / "boats.wacz").write_bytes(exports.wacz())
    out = tmp_path / "case"
    assert main(["import", str(tmp_path / "boats.wacz"), "--out", str(out)]) == 0
    assert "Taken for an export of: wacz." in capsys.readouterr().out
    reports, skipped = read_folder(out / "reports")
    assert {report.url for report in reports} == {exports.ADDRESS, f"{exports.ADDRESS}/2"}
    assert skipped == []
    assert main(["import", str(tmp_path / "boats.wacz"), "--out", str(out)]) == 2
    assert "[output-exists]" in capsys.readouterr().err
    empty = tmp_path / "empty.zip"
    empty.write_bytes(exports.packed({}))
    assert main(["import", str(empty), "--out", str(tmp_path / "no")]) == 2
    assert "[export-empty]" in capsys.readouterr().err
    with pytest.raises(InputError):
        import_export(tmp_path / "nowhere", out=out)


def test_damaged_archives_are_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    for data in (b"PK\x03\x04broken", exports.packed(exports.globaleaks())[:-30]):
        path.write_bytes(data)
        with pytest.raises(InputError) as refusal:
            import_export(path, out=tmp_path / "out")
        assert refusal.value.code == "export-unreadable"
