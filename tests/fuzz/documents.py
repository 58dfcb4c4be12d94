"""Throw broken files at every parser: nothing but a refusal may come back.

    pip install atheris
    python tests/fuzz/documents.py seeds CORPUS
    python tests/fuzz/documents.py read|look|clean|pixels|attack|choices CORPUS -max_total_time=600 -timeout=60

`seeds` writes one invented file of each kind. `read` is what `vet` reads by, `look` takes files apart into layers,
`clean` and `pixels` make clean copies, `attack` tries to find people in them, `choices` reads the file that a person
writes. The first byte of an input chooses the name, the rest is the file. Parts of an archive are changed one at a time
and packed again, because a broken archive ends long before its parts are parsed.
"""

from __future__ import annotations

import io
import json
import random
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]  # it has no types

sys.path.insert(0, str(Path(__file__).parents[2]))

with atheris.instrument_imports(include=["secondsource"]):
    from secondsource.documents.cleaning import task as cleaning
    from secondsource.documents.confined import reading
    from secondsource.documents.extract import UnreadableError
    from secondsource.documents.layers import task as layers
    from secondsource.documents.limits import Limits
    from secondsource.errors import SecondSourceError
    from secondsource.shielding.attacking import task as attacking
    from secondsource.shielding.attacking.naming.suspects import suspects_of
    from secondsource.shielding.redaction.choices import read_choices
    from secondsource.shielding.register.table import read_table

import pikepdf
from tests.worlds.canaries import offices, papers
from tests.worlds.canaries.planted import Planting

LIMITS = Limits(archive_bytes=16 << 20, archive_parts=300, pages=20)
NAMES = tuple(
    f"a{suffix}" for suffix in (*sorted(reading.READERS), ".txt", ".md", ".css", ".svg", ".zip", ".epub", ".jpg", "")
)
PEOPLE = b"name,alias,kind,level\nInes Lucia Quiroga Bastida,@grulla77|+34 600 555 012,witness,full\n"
SUSPECTS = suspects_of(read_table(PEOPLE).register)
MADE: dict[str, Callable[[Planting], bytes]] = {
    "a.pdf": papers.paper,
    "a.docx": offices.letter,
    "a.xlsx": offices.workbook,
    "a.pptx": offices.slides,
    "a.odt": offices.open_text,
    "a.html": offices.page,
    "a.eml": offices.message,
    "a.md": offices.text,
    "a.svg": offices.drawing,
    "a.zip": offices.archive,
    **{
        f"{kind}.jpg": partial(papers.picture, kind=kind)
        for kind in ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP", "AVIF")
    },
}
CHOICES = 'mask "Puerto Claro"\nmask "the nurse" as p-3\nbox "a.jpg" 1 2 3 4\nkeep picture "map.png" # none\n'


FAULTS = (NameError, ImportError)
"""What is a fault of ours, even where a damaged file led to it and a refusal followed."""


@contextmanager
def refusing() -> Iterator[None]:
    """Let refusals pass, unless a fault of ours hides behind one."""
    try:
        yield
    except UnreadableError as refusal:
        cause = refusal.__cause__
        if isinstance(cause, FAULTS) or str(cause).startswith("module "):
            raise AssertionError(refusal.sentence) from refusal


def split(data: bytes) -> tuple[str, bytes]:
    """Return the name and the file that an input stands for."""
    return (NAMES[data[0] % len(NAMES)], data[1:]) if data else (NAMES[0], b"")


def read(data: bytes) -> None:
    """Read a report in each way that its name may ask for."""
    name, file = split(data)
    suffix = "." + name.rpartition(".")[2]
    if suffix in reading.READERS:
        with refusing():
            reading.read(file, {"suffix": suffix}, LIMITS)


def look(data: bytes) -> None:
    """Take a file apart into layers; what travels back can be read."""
    name, file = split(data)
    with refusing():
        layers.from_payload(layers.look(file, {"name": name}, LIMITS)[1])


def clean(data: bytes, *, pixels: bool = False) -> None:
    """Clean a file; what travels back can be read."""
    name, file = split(data)
    with refusing():
        cleaning.from_answer(*cleaning.clean(file, {"name": name, "pixels": pixels}, LIMITS))


def attack(data: bytes) -> None:
    """Attack a file; what travels back can be read."""
    name, file = split(data)
    with refusing():
        attacking.from_answer(attacking.attack(file, attacking.options_for(name, SUSPECTS), LIMITS)[1])


def choices(data: bytes) -> None:
    """Read what a person has decided."""
    with suppress(SecondSourceError):
        read_choices(data.decode("utf-8", "replace"), "choices.txt")


def changed(data: bytes, largest: int, seed: int) -> bytes:
    """Change an input: a part of an archive and pack it again, or else the bytes themselves."""
    chance = random.Random(seed)
    if data[1:3] == b"PK" and chance.random() < 0.9:
        with suppress(zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, zlib.error):
            again = repacked(data[1:], chance)
            if len(again) < largest:
                return data[:1] + again
    return bytes(atheris.Mutate(data, largest))


def repacked(data: bytes, chance: random.Random) -> bytes:
    """Return an archive with one part changed, dropped or given another's content."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist() if entry.file_size < 1 << 20}
    if not parts:
        return data
    name = chance.choice(sorted(parts))
    way = chance.random()
    if way < 0.9:
        parts[name] = bytes(atheris.Mutate(parts[name], len(parts[name]) + 64))
    elif way < 0.95:
        del parts[name]
    else:
        parts[name] = parts[chance.choice(sorted(parts))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


def write_seeds(folder: Path) -> None:
    """Write one file of each kind; streams of a PDF are laid open, so that changes reach their content."""
    folder.mkdir(parents=True, exist_ok=True)
    for made, make in MADE.items():
        data = make(Planting())
        if made == "a.pdf":
            out = io.BytesIO()
            with pikepdf.open(io.BytesIO(data)) as document:
                document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
            folder.joinpath("open.pdf").write_bytes(bytes([NAMES.index("a.pdf")]) + out.getvalue())
        name = made if made in NAMES else "a.jpg"
        folder.joinpath(made).write_bytes(bytes([NAMES.index(name)]) + data)
    folder.joinpath("choices").write_text(CHOICES, encoding="utf-8")
    folder.joinpath("json.html").write_bytes(
        bytes([NAMES.index("a.html")])
        + b'<html lang="es"><script type="application/ld+json">'
        + json.dumps({"headline": "x", "author": [{"name": "y"}], "datePublished": "2031-05-04"}).encode()
        + b"</script><body><article><p>La alcaldesa lo neg\xc3\xb3.</p></article></body></html>"
    )


TARGETS = {
    "read": read,
    "look": look,
    "clean": clean,
    "pixels": partial(clean, pixels=True),
    "attack": attack,
    "choices": choices,
}

if __name__ == "__main__":
    if sys.argv[1] == "seeds":
        write_seeds(Path(sys.argv[2]))
    else:
        mutator = {} if sys.argv[1] == "choices" else {"custom_mutator": changed}
        atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]], **mutator)
        atheris.Fuzz()
