"""Redact a dossier: read each file, mask, refuse while anything is undecided, write everything anew."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from PIL import Image, ImageDraw

from secondsource.actions.files import write_whole
from secondsource.documents.cleaning.images import clean_image
from secondsource.documents.confined.sandbox import Sandbox
from secondsource.documents.extract import Extract, UnreadableError
from secondsource.documents.folder import PLAIN_READERS, SANDBOXED_SUFFIXES
from secondsource.documents.kinds import Kind, kind_of
from secondsource.documents.limits import Limits
from secondsource.documents.opening import read_bytes
from secondsource.documents.writing.texts import WRITERS
from secondsource.errors import InputError, RuleError
from secondsource.shielding.finders.groups import find_groups
from secondsource.shielding.finders.paranoid import find_names, find_numbers, small_words
from secondsource.shielding.finders.structured import find_structured
from secondsource.shielding.matching.matcher import Matcher
from secondsource.shielding.redaction.choices import Choices, open_lines
from secondsource.shielding.redaction.pseudonyms import Pseudonyms
from secondsource.shielding.redaction.redact import Redacted, redact
from secondsource.shielding.redaction.spans import Fate, spans_of
from secondsource.shielding.register.entry import Register

_LIMITS = Limits()
_CONTEXT = 40
_NO_TIME = 946_684_800
_WRITTEN_AS = {".htm": ".html", ".xhtml": ".html", ".eml": ".txt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedFile:
    """What became of one file of the dossier."""

    original: Path
    copy: Path
    masked: int
    kept: int


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
class _Read:
    path: Path
    suffix: str
    data: bytes
    extract: Extract | None
    """None for a picture."""


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


def redact_files(dossier: Dossier, *, out: Path, mask_undecided: bool = False) -> tuple[RedactedFile, ...]:
    """Write redacted copies of all files to the folder `out`, or of none.

    Raises:
        InputError: a file cannot be read; the code is the reader's.
        RuleError: `undecided`, while a span or a picture is open and `mask_undecided` is not set; `undecided` tells
            which.
        StorageError: if a copy cannot be written.
    """
    read = [_read(path) for path in dossier.files]
    drafts = _drafts(read, dossier)
    choices = dossier.choices
    waiting = sum(len(draft.open) for draft in drafts.values()) if not mask_undecided else 0
    pictures = [one.path.name for one in read if one.extract is None and not _settled_picture(one, choices)]
    if waiting or pictures:
        raise RuleError(
            "undecided",
            f"{waiting} places and {len(pictures)} pictures are undecided, so nothing was written.",
            "Complete the lines in the choices file, or mask all that is open with --mask-undecided.",
        )
    made = []
    for one in read:
        if one.extract is None:
            data, suffix, masked, kept = _filled(one, choices), ".png", len(choices.boxes.get(one.path.name, ())), 0
        else:
            draft = drafts[one.path]
            data, suffix = WRITERS[one.suffix](draft.text), one.suffix
            masked = sum(span.fate is not Fate.KEPT for span in draft.spans)
            kept = len(draft.spans) - masked
        copy = out / f"redacted-{hashlib.sha256(data).hexdigest()[:12]}{suffix}"
        write_whole(copy, data)
        os.utime(copy, (_NO_TIME, _NO_TIME))
        made.append(RedactedFile(original=one.path, copy=copy, masked=masked, kept=kept))
    return tuple(made)


def undecided(dossier: Dossier) -> tuple[Open, ...]:
    """Return what a person must decide, each stretch of words once, the most frequent first."""
    read = [_read(path) for path in dossier.files]
    rows: dict[str, Open] = {}
    for path, draft in _drafts(read, dossier).items():
        text = next(one.extract.text for one in read if one.path == path and one.extract)
        for span in draft.open:
            words = " ".join(text[span.start : span.end].split())
            around = " ".join(text[max(0, span.start - _CONTEXT) : span.end + _CONTEXT].split())
            before = rows.get(words)
            count = before.count + 1 if before else 1
            context = before.context if before else around
            rows[words] = Open(words=words, kind=span.kind, why=span.why, context=context, count=count)
    return tuple(sorted(rows.values(), key=lambda row: (-row.count, row.words)))


def lines_for(rows: Sequence[Open]) -> str:
    """Return the open choices as lines that a person completes."""
    return open_lines((row.words, f"{row.why}, {row.count}x", row.context) for row in rows)


def _drafts(read: Sequence[_Read], dossier: Dossier) -> dict[Path, Redacted]:
    names = Pseudonyms(dossier.key, (entry.id for entry in dossier.register))
    matcher = Matcher(dossier.register)
    ordinary = small_words(one.extract.text for one in read if one.extract)
    drafts = {}
    for one in read:
        if one.extract is not None:
            text = one.extract.text
            found = [*find_structured(text), *find_names(text, ordinary), *find_numbers(text), *find_groups(text)]
            spans = spans_of(matcher.find(text), found)
            drafts[one.path] = redact(text, spans, dossier.choices, names, dossier.language)
    return drafts


def _read(path: Path) -> _Read:
    """Read one file of the dossier in the confined process.

    Raises:
        InputError: with the reader's code and sentence.
    """
    try:
        data = read_bytes(path.parent, path, _LIMITS).data
        if kind_of(data, path.name) is Kind.IMAGE:
            return _Read(path=path, suffix=".png", data=clean_image(data).data, extract=None)
        suffix = path.suffix.lower()
        if suffix in PLAIN_READERS:
            extract = PLAIN_READERS[suffix](data, _LIMITS)
        elif suffix in SANDBOXED_SUFFIXES:
            with Sandbox(_LIMITS) as sandbox:
                extract = sandbox.read(data, suffix)
        else:
            return _refuse_type()
    except UnreadableError as refusal:
        raise InputError(refusal.code, f"{path}: {refusal.sentence}", "Nothing was written.") from refusal
    return _Read(path=path, suffix=_WRITTEN_AS.get(suffix, suffix), data=data, extract=extract)


def _refuse_type() -> NoReturn:
    raise UnreadableError("unknown-type", "Files of this type are not redacted.")


def _settled_picture(one: _Read, choices: Choices) -> bool:
    return one.path.name in choices.boxes or one.path.name in choices.kept_pictures


def _filled(one: _Read, choices: Choices) -> bytes:
    """Return a picture with its boxes filled solid: no blur and no mosaic, which can be undone."""
    with Image.open(io.BytesIO(one.data)) as image:
        picture = image.convert("RGB")
    draw = ImageDraw.Draw(picture)
    for left, top, width, height in choices.boxes.get(one.path.name, ()):
        draw.rectangle((left, top, left + width - 1, top + height - 1), fill=(0, 0, 0))
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()
