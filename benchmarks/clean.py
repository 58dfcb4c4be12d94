"""How fast files are cleaned, which are refused, and what another program still sees in the copies.

    python benchmarks/clean.py speed            (an invented PDF of 20 pages: structural and pixel copy)
    python benchmarks/clean.py folder FOLDERS   (each file: seconds, refusal, tags that exiftool still shows)

exiftool (Debian: libimage-exiftool-perl) is asked where it is installed. Tags that only describe the container (sizes,
versions, colour types) are left out. It does not look into pictures inside PDFs and office files: these have tests.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from secondsource.actions.shielding.cleaning import clean_files
from secondsource.documents.cleaning.pdf.pixels import pixel_pdf
from secondsource.documents.cleaning.pdf.structure import clean_pdf
from secondsource.documents.limits import Limits

PAGES = 20
RUNS = 5
LINES = 45
TELLING = (
    *("author", "creator", "artist", "by-line", "owner", "serial", "gps", "software", "producer", "comment", "title"),
    *(
        "subject",
        "keywords",
        "description",
        "copyright",
        "company",
        "manager",
        "lastmodifiedby",
        "createdate",
        "history",
    ),
    *(
        "modifydate",
        "datetimeoriginal",
        "make",
        "model",
        "lens",
        "documentid",
        "instanceid",
        "album",
        "lyrics",
        "encodedby",
    ),
)
"""Beginnings of tag names that tell of people, places, times or devices."""
NEUTRAL = {"", 0, "Document", "Page", "0000:00:00 00:00:00"}
"""Values that every copy has because its format asks for one."""


def report() -> bytes:
    """Return an invented report of `PAGES` pages of text."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setAuthor("Somebody")
    for page in range(PAGES):
        for line in range(LINES):
            canvas.drawString(
                60, 790 - 16 * line, f"Page {page + 1}, line {line + 1}: the ferry left the quay at noon."
            )
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def speed() -> None:
    """Print the median seconds of processor time for a structural and a pixel copy."""
    data, limits = report(), Limits()
    for name, make in (("structural", clean_pdf), ("pixel", pixel_pdf)):
        taken = []
        size = 0
        for _ in range(RUNS):
            start = time.process_time()
            size = len(make(data, limits).data)
            taken.append(time.process_time() - start)
        print(f"{name:12} {sorted(taken)[RUNS // 2]:.2f} s (best {min(taken):.2f}), {len(data):,} -> {size:,} bytes")


def folder(folders: list[Path]) -> None:
    """Clean every file and print what became of it."""
    refused = told = 0
    with tempfile.TemporaryDirectory() as out:
        files = sorted(file for path in folders for file in path.rglob("*") if file.is_file())
        for file in files:
            start = time.perf_counter()
            copy = clean_files([file], out=Path(out))[0]
            seconds = time.perf_counter() - start
            left = tags(copy.copy) if copy.copy else []
            refused += copy.refusal is not None
            told += bool(left)
            result = f"refused: {copy.refusal[0]}" if copy.refusal else ", ".join(left) or "nothing left"
            print(f"{seconds:6.2f} s  {file.suffix:8} {result}")
    print(f"{len(files)} files, {refused} refused, {told} with telling tags left")


def tags(copy: Path) -> list[str]:
    """Return the telling tags that exiftool shows."""
    program = shutil.which("exiftool")
    if program is None:
        return []
    asked = [program, "-a", "-u", "-ee", "-j", "-G1", str(copy)]
    answer = subprocess.run(asked, capture_output=True, check=False, timeout=60)
    rows = json.loads(answer.stdout or b"[{}]")
    names = [
        name for name in rows[0] if not name.startswith(("System:", "ExifTool:", "File:")) and name != "SourceFile"
    ]
    return [
        name for name in names if name.partition(":")[2].lower().startswith(TELLING) and rows[0][name] not in NEUTRAL
    ]


def main(arguments: list[str]) -> None:
    """Run what the command line asks for."""
    if arguments[:1] == ["speed"]:
        speed()
    elif arguments[:1] == ["folder"] and arguments[1:]:
        folder([Path(name) for name in arguments[1:]])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
