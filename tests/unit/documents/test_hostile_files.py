"""Files made to break a reader: each ends as one sentence, and the files after it are read."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from tests.unit.documents.conftest import ReadOne, Rezip
from tests.unit.documents.test_markdown_and_text import report, skipped

from secondsource.documents import Limits, read_files, read_folder
from secondsource.documents.confined.sandbox import Sandbox
from secondsource.documents.extract import UnreadableError

PAGE = b"<html><body><p>The harbour master denied it.</p></body></html>"


def canvas_bytes(pages: int, *, text: bool = True, password: str | None = None) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=StandardEncryption(password) if password else None)
    for _ in range(pages):
        if text:
            canvas.drawString(60, 700, "He denied it.")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def nested_message(depth: int) -> bytes:
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (at, at) for at in range(depth))
    closed = b"".join(b"--b%d--\n" % at for at in reversed(range(depth)))
    return b"Subject: deep\nMIME-Version: 1.0\n" + opened + b"Content-Type: text/plain\n\nhello\n" + closed


def test_pdf_refusals(read_one: ReadOne) -> None:
    encrypted = skipped(read_one("a.pdf", canvas_bytes(1, password="x")))  # noqa: S106  # protects nothing
    assert (encrypted.code, "password" in encrypted.reason) == ("encrypted", True)
    scan = skipped(read_one("b.pdf", canvas_bytes(2, text=False)))
    assert (scan.code, "scan" in scan.reason) == ("no-text-layer", True)
    cut = skipped(read_one("c.pdf", canvas_bytes(3)[:400]))
    assert cut.code == "damaged"
    assert skipped(read_one("d.pdf", b"<html>")).code == "damaged"


def test_pdf_page_cap(read_one: ReadOne) -> None:
    assert report(read_one("a.pdf", canvas_bytes(500))).text.startswith("He denied it.")
    found = skipped(read_one("b.pdf", canvas_bytes(501)))
    assert (found.code, found.reason) == ("too-many-pages", "The PDF has 501 pages; at most 500 are read.")


@pytest.mark.slow
def test_pdf_of_ten_thousand_pages(read_one: ReadOne) -> None:
    found = skipped(read_one("a.pdf", canvas_bytes(10_000)))
    assert found.reason == "The PDF has 10000 pages; at most 500 are read."


def test_docx_refusals(read_one: ReadOne, rezip: Rezip, word_document: bytes) -> None:
    assert skipped(read_one("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1" + b"\0" * 600)).code == "encrypted"
    assert skipped(read_one("b.docx", b"not a zip")).code == "damaged"
    assert skipped(read_one("c.docx", word_document[:-300])).code == "damaged"
    assert skipped(read_one("d.docx", rezip({"word/document.xml": b"<w:x"}))).code == "damaged"


def test_zip_bomb(read_one: ReadOne, rezip: Rezip) -> None:
    bomb = rezip({"word/media/image1.png": b"\0" * (300 << 20)})
    assert len(bomb) < 1 << 20
    found = skipped(read_one("a.docx", bomb))
    assert (found.code, "ZIP bomb" in found.reason) == ("archive-bomb", True)


def test_zip_bomb_that_lies_about_its_size(rezip: Rezip, tmp_path: Path) -> None:
    size = 40 << 20
    bomb = rezip({"word/media/image1.png": b"\0" * size}).replace(
        size.to_bytes(4, "little"), (99).to_bytes(4, "little")
    )
    (tmp_path / "a.docx").write_bytes(bomb)
    _, found = read_files(tmp_path, [tmp_path / "a.docx"], limits=Limits(archive_bytes=10 << 20))
    assert found[0].code in {"archive-bomb", "damaged"}


def test_too_many_parts(rezip: Rezip, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(rezip({f"word/x{at}.xml": b"<x/>" for at in range(50)}))
    _, found = read_files(tmp_path, [tmp_path / "a.docx"], limits=Limits(archive_parts=40))
    assert found[0].code == "archive-bomb"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entity_expansion(read_one: ReadOne, rezip: Rezip, codec: str) -> None:
    lines = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 10))
    xml = f'<?xml version="1.0" encoding="{codec}"?><!DOCTYPE x [<!ENTITY e0 "ha">{lines}]><x>&e9;</x>'
    found = skipped(read_one("a.docx", rezip({"word/document.xml": xml.encode(codec)})))
    assert (found.code, "entities" in found.reason) == ("entity-expansion", True)


def test_entity_expansion_in_a_page(read_one: ReadOne) -> None:
    page = (
        b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html><body><p>He said &b; twice.</p></body></html>'
    )
    assert len(report(read_one("a.html", page)).text) < 60


@pytest.mark.parametrize("depth", [60, 1000])
def test_nested_message(read_one: ReadOne, depth: int) -> None:
    assert report(read_one("a.eml", nested_message(20))).text == "hello"
    found = skipped(read_one("b.eml", nested_message(depth)))
    assert (found.code, "nested" in found.reason) == ("too-deeply-nested", True)


def test_message_inside_message_a_thousand_deep(read_one: ReadOne) -> None:
    data = b"Subject: a\nContent-Type: message/rfc822\n\n" * 1000 + b"Subject: z\n\nhi"
    assert skipped(read_one("a.eml", data)).code == "too-deeply-nested"


@pytest.mark.parametrize("count", [260, 200_000])
def test_nested_page(read_one: ReadOne, count: int) -> None:
    found = skipped(read_one("a.html", b"<html><body>" + b"<div>" * count + b"x" + b"</div>" * count))
    assert found.code == "too-deeply-nested"
    assert found.reason == "The page's elements are nested deeper than 250 levels."


def test_deeply_nested_json_in_a_page(read_one: ReadOne) -> None:
    page = b'<html><head><script type="application/ld+json">' + b"[" * 90_000 + b"</script></head><body><p>Hi.</p>"
    assert report(read_one("a.html", page)).text == "Hi."


def test_too_large_a_file_and_too_long_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a word or two " * 1000)
    (tmp_path / "b.html").write_bytes(b"<p>" + b"a word or two " * 600)
    files = [tmp_path / "a.txt", tmp_path / "b.html"]
    _, found = read_files(tmp_path, files, limits=Limits(file_bytes=10_000, text_characters=5_000))
    assert [(entry.code, entry.sha256 is None) for entry in found] == [("too-large", True), ("too-large", False)]


def test_a_hanging_reader_is_killed_and_replaced() -> None:
    with Sandbox(Limits(seconds=5, start_seconds=60)) as sandbox:
        sandbox.read(PAGE, ".html")
        stuck = sandbox.process_id
        assert stuck is not None
        sandbox._limits = Limits(start_seconds=0.3)
        os.kill(stuck, signal.SIGSTOP)
        with pytest.raises(UnreadableError) as refusal:
            sandbox.read(PAGE, ".html")
        assert refusal.value.code == "too-slow"
        with pytest.raises(ProcessLookupError):
            os.kill(stuck, 0)
        sandbox._limits = Limits()
        assert sandbox.read(PAGE, ".html").text == "The harbour master denied it."


def test_a_killed_reader_is_replaced() -> None:
    with Sandbox(Limits()) as sandbox:
        sandbox.read(PAGE, ".html")
        doomed = sandbox.process_id
        assert doomed is not None
        os.kill(doomed, signal.SIGSTOP)
        killer = threading.Timer(0.2, os.kill, (doomed, signal.SIGKILL))
        killer.start()
        with pytest.raises(UnreadableError) as refusal:
            sandbox.read(PAGE, ".html")
        killer.join()
        assert refusal.value.code == "reader-ended"
        assert sandbox.read(PAGE, ".html").text == "The harbour master denied it."


def test_a_reader_is_replaced_after_its_share_of_files() -> None:
    with Sandbox(Limits(files_per_process=1)) as sandbox:
        sandbox.read(PAGE, ".html")
        first = sandbox.process_id
        sandbox.read(PAGE, ".html")
        assert sandbox.process_id != first


def test_nothing_is_left_running() -> None:
    with Sandbox(Limits()) as sandbox:
        sandbox.read(PAGE, ".html")
        process = sandbox.process_id
    assert process is not None
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("limits", "codes"),
    [
        (Limits(cpu_seconds=1, page_elements=10**6), {"too-slow"}),
        (Limits(memory_bytes=260 << 20, page_elements=10**6), {"too-much-memory", "reader-ended", "damaged"}),
        (Limits(answer_bytes=100_000), {"damaged"}),
    ],
)
def test_a_costly_page_ends_and_the_next_file_is_read(tmp_path: Path, limits: Limits, codes: set[str]) -> None:
    words = "He said that the master of the quay denied it. " * 10
    paragraphs = "".join(f"<p>{at} {words}</p>" for at in range(30_000))
    (tmp_path / "a.html").write_text(f"<html><body><article>{paragraphs}</article></body></html>")
    (tmp_path / "b.html").write_bytes(PAGE)
    reports, found = read_folder(tmp_path, limits=limits)
    assert {entry.code for entry in found} <= codes
    assert (found[0].file, reports[0].file) == ("a.html", "b.html")


@pytest.mark.slow
def test_a_page_of_sixty_thousand_paragraphs_is_read_whole(read_one: ReadOne) -> None:
    paragraphs = "".join(f"<p>The master of quay {at} denied that a levy was paid.</p>" for at in range(60_000))
    found = report(read_one("a.html", f"<html><body>{paragraphs}</body></html>".encode()))
    assert found.text.count("\n\n") == 59_999
    assert "all its text was taken" in found.notes[0]


def test_the_reading_process_sees_no_network() -> None:
    script = (
        "import os; from pathlib import Path; from secondsource.documents import Limits;"
        "from secondsource.documents.confined import confinement as c; c.confine(Limits(), os.getppid());"
        "print(*[line.split(':')[0].strip() for line in Path('/proc/self/net/dev').read_text().splitlines()[2:]])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    if done.stdout.strip() != "lo":
        pytest.skip("this kernel gives ordinary users no network namespace")


def test_reads_alike_with_the_network_cut(tmp_path: Path, word_document: bytes, pdf_document: bytes) -> None:
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network namespaces here")
    for name, data in (("a.docx", word_document), ("b.pdf", pdf_document), ("c.html", PAGE), ("d.txt", b"He denied.")):
        (tmp_path / name).write_bytes(data)
    script = (
        "import sys; from pathlib import Path; from secondsource.documents import read_folder;"
        "print(*(report.sha256 + repr(report.text) for report in read_folder(Path(sys.argv[1]))[0]))"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    texts = [
        subprocess.run([*prefix, *command], capture_output=True, text=True, check=True).stdout
        for prefix in ([], ["unshare", "-rn"])
    ]
    assert texts[0] == texts[1]
    assert len(texts[0]) > 600
