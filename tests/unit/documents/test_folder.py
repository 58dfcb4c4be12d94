"""Folders as they are found: links, loops, closed doors, droppings, nothing at all."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from secondsource.documents import Limits, file_digest, list_files, read_files, read_folder
from secondsource.errors import AccessError, InputError


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in list_files(folder)]


def test_files_are_listed_sorted_with_sub_folders_and_without_droppings(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a.txt", ".hidden.md", ".git/x.txt", "b.txt~", "~$n.docx", "Thumbs.db", "c.swp"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("He denied it.")
    assert names(tmp_path) == ["a.txt", "a/z.md", "b.txt"]
    assert [report.file for report in read_folder(tmp_path)[0]] == ["a.txt", "a/z.md", "b.txt"]


def test_an_output_folder_inside_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "findings.html").write_text("<p>x</p>")
    (tmp_path / "a.txt").write_text("He denied it.")
    reports, skipped = read_folder(tmp_path, exclude=[tmp_path / "out"])
    assert ([report.file for report in reports], skipped) == (["a.txt"], [])


def test_links_are_not_followed_out_or_round(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "outside.txt").write_text("secret")
    (folder / "a.txt").write_text("He denied it.")
    (folder / "out.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "etc.txt").symlink_to("/etc/hostname")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "gone.txt").symlink_to("nothing.txt")
    (folder / "sub" / "up").symlink_to("..", target_is_directory=True)
    (folder / "same.txt").symlink_to("a.txt")
    reports, skipped = read_folder(folder)
    assert [report.file for report in reports] == ["a.txt", "same.txt"]
    assert {entry.file: entry.code for entry in skipped} == {
        "etc.txt": "outside-folder",
        "gone.txt": "link-broken",
        "loop.txt": "link-loop",
        "out.txt": "outside-folder",
        "sub/up": "link-to-folder",
    }
    assert all(entry.reason.endswith(".") and entry.sha256 is None for entry in skipped)


def test_a_path_that_climbs_out_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (tmp_path / "x.txt").write_text("secret")
    _, skipped = read_files(folder, [Path("../x.txt"), tmp_path / "x.txt"])
    assert [entry.code for entry in skipped] == ["outside-folder", "outside-folder"]


def test_a_linked_folder_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("He denied it.")
    (tmp_path / "link").symlink_to("real", target_is_directory=True)
    assert [report.file for report in read_folder(tmp_path / "link")[0]] == ["a.txt"]


def test_pipes_and_vanished_files_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    _, skipped = read_files(tmp_path, [tmp_path / "pipe.txt", tmp_path / "gone.txt"])
    assert [entry.code for entry in skipped] == ["not-a-file", "vanished"]
    for name in ("pipe.txt", "gone.txt"):
        with pytest.raises(AccessError) as refusal:
            file_digest(tmp_path / name)
        assert refusal.value.code == "file-unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_closed_files_and_folders_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He denied it.")
    (tmp_path / "closed.txt").write_text("x")
    (tmp_path / "shut").mkdir()
    (tmp_path / "closed.txt").chmod(0)
    (tmp_path / "shut").chmod(0)
    _, skipped = read_folder(tmp_path)
    (tmp_path / "shut").chmod(0o700)
    assert {entry.file: entry.code for entry in skipped} == {
        "closed.txt": "permission-denied",
        "shut": "permission-denied",
    }


def test_refusals(tmp_path: Path) -> None:
    empty, unread = tmp_path / "empty", tmp_path / "unread"
    (empty / ".git").mkdir(parents=True)
    unread.mkdir()
    for at in range(5):
        (unread / f"{at}.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "file").write_text("x")
    (tmp_path / "circle").symlink_to("circle")
    for folder, code, words in (
        (tmp_path / "none", "folder-missing", "There is no folder"),
        (tmp_path / "file", "folder-missing", "is a file"),
        (tmp_path / "circle", "folder-missing", "circle"),
        (empty, "folder-empty", "holds no file"),
        (unread, "no-readable-report", "And 2 more."),
    ):
        with pytest.raises(InputError) as refusal:
            read_folder(folder)
        assert refusal.value.code == code
        assert words in refusal.value.sentence
        assert refusal.value.next_step


def test_empty_files_blank_files_and_unknown_types(tmp_path: Path) -> None:
    for name, data in (
        ("a.md", b""),
        ("b.txt", b" \n\t\n"),
        ("c.rtf", b"PK"),
        ("noext", b"x"),
        ("d.txt", b"He said."),
    ):
        (tmp_path / name).write_bytes(data)
    reports, skipped = read_folder(tmp_path)
    assert [report.file for report in reports] == ["d.txt"]
    assert {entry.file: entry.code for entry in skipped} == {
        "a.md": "empty-file",
        "b.txt": "no-text",
        "c.rtf": "unknown-type",
        "noext": "unknown-type",
    }


def test_names_that_are_no_utf8_can_be_written_anywhere(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/ni\xf1o.txt"
    with open(path, "wb") as stream:  # noqa: PTH123  # a name in bytes
        stream.write(b"He denied it.")
    reports, _ = read_folder(tmp_path)
    assert reports[0].file == "ni\\xf1o.txt"


def test_digest_is_that_of_the_bytes_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"He denied it.\r\n")
    expected = hashlib.sha256(b"He denied it.\r\n").hexdigest()
    assert file_digest(tmp_path / "a.txt") == expected == read_folder(tmp_path)[0][0].sha256


def test_a_folder_of_one_and_twins(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("He denied it.")
    one, two = read_folder(tmp_path)[0]
    assert (one.text, one.sha256) == (two.text, two.sha256)


def test_progress_counts_every_file(tmp_path: Path) -> None:
    for name in ("a.txt", "b.jpg", "c.md"):
        (tmp_path / name).write_text("He denied it.")
    seen: list[tuple[int, int, str]] = []
    read_folder(tmp_path, progress=lambda done, total, name: seen.append((done, total, name)))
    assert seen == [(0, 3, "a.txt"), (1, 3, "b.jpg"), (2, 3, "c.md"), (3, 3, "")]


def test_chosen_files_relative_to_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "a.txt").write_text("He denied it.")
    monkeypatch.chdir(tmp_path)
    for given in (Path("a.txt"), Path("r/a.txt"), tmp_path / "r" / "a.txt"):
        root = tmp_path / "r" if given.is_absolute() else Path("r")
        assert [report.file for report in read_files(root, [given])[0]] == ["a.txt"]
    assert read_files(tmp_path, []) == ([], [])


def test_the_parent_loads_no_parser() -> None:
    script = (
        "import sys, secondsource.documents;"
        "heavy = {'trafilatura', 'docx', 'pypdfium2', 'lxml', 'charset_normalizer'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_thirty_two_small_reports_are_quick(tmp_path: Path) -> None:
    matter = "---\ntitle: 'Levy {at}'\noutlet: The Post\npublished: 2031-05-04\nvia: Agency\nlanguage: en\n---\n\n"
    for at in range(32):
        (tmp_path / f"{at}.md").write_text(matter.format(at=at) + "The master denied it, an aide said.\n\n" * 60)
    started = time.process_time()
    assert len(read_folder(tmp_path, limits=Limits())[0]) == 32
    assert time.process_time() - started < 0.3
