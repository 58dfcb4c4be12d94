"""Redact a dossier: read each file, mask, refuse while anything is undecided, write everything anew."""

from __future__ import annotations

import hashlib
import io
import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw

from secondsource.actions.files import write_whole
from secondsource.actions.shielding.reading import Material, Placed, read_material
from secondsource.documents.confined.sandbox import Sandbox
from secondsource.documents.extract import UnreadableError
from secondsource.documents.layers.task import LIMITS
from secondsource.documents.writing.raster import PAINT_TASK
from secondsource.documents.writing.texts import WRITERS
from secondsource.errors import InputError, RuleError
from secondsource.shielding.finders.groups import find_groups
from secondsource.shielding.finders.paranoid import find_names, find_numbers, small_words
from secondsource.shielding.finders.structured import find_structured
from secondsource.shielding.matching.matcher import Matcher
from secondsource.shielding.redaction.choices import Choices, open_lines
from secondsource.shielding.redaction.lines import redacted_lines
from secondsource.shielding.redaction.pseudonyms import Pseudonyms
from secondsource.shielding.redaction.redact import Redacted, redact
from secondsource.shielding.redaction.spans import Fate, spans_of
from secondsource.shielding.register.entry import Register

_CONTEXT = 40
_NO_TIME = 946_684_800


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedFile:
    """What became of one file of the dossier."""

    original: Path
    copy: Path
    masked: int
    kept: int
    left_behind: dict[str, int] = field(default_factory=dict)
    """What the original holds and the copy does not: places beside the visible text, by sort of layer."""
    named: bool = False
    """The original's own name leads to a protected person; the copy's does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Words that nobody has decided about."""

    words: str
    kind: str
    why: str
    context: str
    """What stands around them, in the first file that holds them."""
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What is released together, and by which rules."""

    files: Sequence[Path]
    register: Register
    """The protected people."""
    choices: Choices
    """What a person decided."""
    key: bytes
    """The pseudonym key of this release."""
    language: str = "en"
    """`en` or `es`: the language of the words that stand in."""
    raster: bool = False
    """Paint the pages of PDFs with bars instead of letting their text flow anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What a person must decide before anything leaves, and should know."""

    rows: tuple[Open, ...]
    left_behind: dict[str, int]
    """How much the originals hold beside their visible text, by sort of layer."""
    named: int
    """How many of the originals' names lead to a protected person."""


def redact_files(dossier: Dossier, *, out: Path, mask_undecided: bool = False) -> tuple[RedactedFile, ...]:
    """Write redacted copies of all files to the folder `out`, or of none.

    Raises:
        InputError: a file cannot be read; the code is the reader's.
        RuleError: `undecided`, while a span or a picture is open and `mask_undecided` is not set; `undecided` tells
            which.
        StorageError: if a copy cannot be written.
    """
    read = read_material(dossier.files, raster=dossier.raster)
    matcher = Matcher(dossier.register)
    drafts = _drafts(read, dossier, matcher)
    choices = dossier.choices
    waiting = sum(len(draft.open) for draft in drafts.values()) if not mask_undecided else 0
    pictures = [one.path.name for one in read if one.text is None and not _settled_picture(one, choices)]
    if waiting or pictures:
        raise RuleError(
            "undecided",
            f"{waiting} places and {len(pictures)} pictures are undecided, so nothing was written.",
            "Complete the lines in the choices file, or mask all that is open with --mask-undecided.",
        )
    made = []
    for one in read:
        if one.text is None:
            data, suffix, masked, kept = _filled(one, choices), ".png", len(choices.boxes.get(one.path.name, ())), 0
        else:
            draft = drafts[one.path]
            data = WRITERS[one.suffix](draft.text) if one.placed is None else _painted(one, one.placed, draft)
            suffix = one.suffix
            masked = sum(span.fate is not Fate.KEPT for span in draft.spans)
            kept = len(draft.spans) - masked
        copy = out / f"redacted-{hashlib.sha256(data).hexdigest()[:12]}{suffix}"
        write_whole(copy, data)
        os.utime(copy, (_NO_TIME, _NO_TIME))
        named = bool(matcher.find(one.path.stem))
        made.append(
            RedactedFile(original=one.path, copy=copy, masked=masked, kept=kept, left_behind=one.beside, named=named)
        )
    return tuple(made)


def undecided(dossier: Dossier) -> Waiting:
    """Return what a person must decide, each stretch of words once, the most frequent first.

    Raises:
        InputError: a file cannot be read.
    """
    read = read_material(dossier.files, raster=dossier.raster)
    matcher = Matcher(dossier.register)
    texts = {one.path: one.text or "" for one in read}
    rows: dict[str, Open] = {}
    for path, draft in _drafts(read, dossier, matcher).items():
        text = texts[path]
        for span in draft.open:
            words = " ".join(text[span.start : span.end].split())
            around = " ".join(text[max(0, span.start - _CONTEXT) : span.end + _CONTEXT].split())
            before = rows.get(words)
            count = before.count + 1 if before else 1
            context = before.context if before else around
            rows[words] = Open(words=words, kind=span.kind, why=span.why, context=context, count=count)
    left_behind: Counter[str] = Counter()
    for one in read:
        left_behind.update(one.beside)
    return Waiting(
        rows=tuple(sorted(rows.values(), key=lambda row: (-row.count, row.words))),
        left_behind=dict(left_behind),
        named=sum(bool(matcher.find(one.path.stem)) for one in read),
    )


def lines_for(rows: Sequence[Open], language: str, say: Callable[[str], str]) -> str:
    """Return the open choices as lines that a person completes.

    Args:
        rows: the open choices.
        language: `en` or `es`.
        say: gives an English sentence of ours in that language.
    """
    return open_lines(((row.words, f"{say(row.why)}, {row.count}x", row.context) for row in rows), language)


def _drafts(read: Sequence[Material], dossier: Dossier, matcher: Matcher) -> dict[Path, Redacted]:
    names = Pseudonyms(dossier.key, (entry.id for entry in dossier.register))
    ordinary = small_words(one.text for one in read if one.text is not None)
    drafts = {}
    for one in read:
        if one.text is not None:
            text = one.text
            found = [*find_structured(text), *find_names(text, ordinary), *find_numbers(text), *find_groups(text)]
            spans = spans_of(matcher.find(text), found)
            drafts[one.path] = redact(text, spans, dossier.choices, names, dossier.language)
    return drafts


def _painted(one: Material, placed: Placed, draft: Redacted) -> bytes:
    """Return a PDF painted anew, with bars over the lines in which something was masked.

    Raises:
        InputError: with the painter's code and sentence.
    """
    pages: list[list[dict[str, object]]] = [[] for _ in range(placed.count)]
    lines = redacted_lines(placed.text, draft, placed.places)
    for line, page, area in zip(lines, placed.pages, placed.areas, strict=True):
        pages[page].append({"text": line.text, "area": area, "barred": line.masked})
    try:
        with Sandbox(LIMITS) as sandbox:
            _, data = sandbox.run(PAINT_TASK, one.data, {"pages": pages})
    except UnreadableError as refusal:
        raise InputError(refusal.code, f"{one.path}: {refusal.sentence}", "Leave out --raster.") from refusal
    return data


def _settled_picture(one: Material, choices: Choices) -> bool:
    return one.path.name in choices.boxes or one.path.name in choices.kept_pictures


def _filled(one: Material, choices: Choices) -> bytes:
    """Return a picture with its boxes filled solid: no blur and no mosaic, which can be undone."""
    with Image.open(io.BytesIO(one.data)) as image:
        picture = image.convert("RGB")
    draw = ImageDraw.Draw(picture)
    for left, top, width, height in choices.boxes.get(one.path.name, ()):
        draw.rectangle((left, top, left + width - 1, top + height - 1), fill=(0, 0, 0))
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()
