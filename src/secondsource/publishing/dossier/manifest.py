"""The manifest of a dossier: every file with its hash and length, in canonical JSON (RFC 8785).

    MANIFEST.json              this list
    README.en.md, README.es.md what was checked and what was not
    release.json               claims, findings, statements kept, exhibits
    exhibits/exhibit-1.pdf     clean, redacted copies
    statement/...              the desk's signed statement and its proof, where there is one

`contents` lists everything but the statement; its hash is what the signed text names. `statement` lists the rest. So
one signature vouches for every byte, and the statement can still lie in the dossier it speaks of.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from secondsource.core.codec import canonical, from_plain, to_plain
from secondsource.errors import IntegrityError

SCHEMA: Final = "secondsource/dossier/1"
MANIFEST: Final = "MANIFEST.json"
RELEASE: Final = "release.json"
EXHIBITS: Final = "exhibits/"
STATEMENT: Final = "statement/"
MOST_BYTES: Final = 16_000_000
"""Of a manifest: far more files than a dossier has."""
_CONTENTS: Final = "dossier-sha256: "
_PATH: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One file of a dossier."""

    path: str
    """With forward slashes, plain ASCII, never leading out."""
    sha256: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a dossier holds."""

    contents: tuple[Listed, ...]
    """Everything but the statement, sorted by path."""
    statement: tuple[Listed, ...]
    """The statement's own files, sorted by path."""

    @property
    def contents_sha256(self) -> str:
        """The hash that a signed text names: over the canonical list of the contents."""
        return hashlib.sha256(canonical({"schema": SCHEMA, "contents": to_plain(self.contents)})).hexdigest()

    @property
    def binding(self) -> str:
        """The line that binds a signed text to this dossier."""
        return f"{_CONTENTS}{self.contents_sha256}"

    def encode(self) -> bytes:
        """Return the canonical bytes."""
        return canonical({"schema": SCHEMA, **to_plain(self)})


def damaged(why: str) -> IntegrityError:
    """Return the refusal of a dossier that is not as it was made, `why` being the sentence."""
    return IntegrityError(
        "dossier-changed", why, "Do not rely on it; get the dossier again from the desk, by another way."
    )


def listing(files: Mapping[str, bytes]) -> Manifest:
    """Return the manifest of some files."""
    listed = [
        Listed(path=path, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        for path, data in sorted(files.items())
        if path != MANIFEST
    ]
    return Manifest(
        contents=tuple(one for one in listed if not one.path.startswith(STATEMENT)),
        statement=tuple(one for one in listed if one.path.startswith(STATEMENT)),
    )


def parse(data: bytes) -> Manifest:
    """Read a manifest strictly: one meaning has one form, and any other form is refused.

    Raises:
        IntegrityError: `dossier-changed`.
    """
    try:
        plain: Any = json.loads(data) if len(data) <= MOST_BYTES else None
        manifest = from_plain(Manifest, {key: plain[key] for key in ("contents", "statement")})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise damaged("The manifest of this dossier cannot be read.") from error
    paths = [one.path for one in (*manifest.contents, *manifest.statement)]
    strange = any(not _PATH.fullmatch(path) or path == MANIFEST for path in paths)
    placed = all(not one.path.startswith(STATEMENT) for one in manifest.contents)
    placed = placed and all(one.path.startswith(STATEMENT) for one in manifest.statement)
    if strange or not placed or len(set(paths)) != len(paths) or manifest.encode() != data:
        raise damaged("The manifest of this dossier is not in its canonical form.")
    return manifest


def compare(manifest: Manifest, files: Mapping[str, bytes]) -> None:
    """Hold files against their manifest.

    Raises:
        IntegrityError: `dossier-changed`, naming the first file that is missing, added or changed.
    """
    listed = {one.path: one for one in (*manifest.contents, *manifest.statement)}
    for path in sorted(listed.keys() - files.keys()):
        raise damaged(f"The file {path} is missing from this dossier.")
    for path in sorted(files.keys() - listed.keys() - {MANIFEST}):
        raise damaged(f"The file {path!a} was added to this dossier.")
    for path, one in sorted(listed.items()):
        if len(files[path]) != one.size or hashlib.sha256(files[path]).hexdigest() != one.sha256:
            raise damaged(f"The file {path} of this dossier was changed.")
