"""The tagger's trained files: found, compared with their hashes, and read.

A changed weight changes what the desk reads, so nothing is used that does not match `manifest.json`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer as PieceTokenizer

from secondsource.analysis.reading.english.decoding import NUMBER_OF_LABELS, Floats, constrained
from secondsource.analysis.reading.english.linker import Linker
from secondsource.errors import InputError, IntegrityError

SHIPPED = Path(__file__).with_name("weights")
"""The weights that come with the package."""

MODEL, TOKENIZER, DECODING, LINKER = "model.int8.onnx", "tokenizer.json", "decoding.json", "linker.json"
FILES = (MODEL, TOKENIZER, DECODING, LINKER)
MANIFEST = "manifest.json"

_REINSTALL = "Install Second Source again, or go on without the tagger: the rules still read English."


@dataclass(frozen=True, slots=True)
class Weights:
    """What was trained, checked and ready for use."""

    model: bytes
    """The ONNX graph."""
    tokenizer: PieceTokenizer
    transitions: Floats
    """Scores from label to label with the forbidden ones included, [7, 7]."""
    temperature: float
    """Emissions and transitions are divided by it before posteriors are taken, so that 0.8 means right in 8 of 10."""
    linker: Linker
    version: str
    """First 12 digits of the SHA-256 over the files' hashes."""


def read_weights(folder: Path) -> Weights:
    """Read the trained files in `folder`.

    Raises:
        InputError: `tagger-weights-missing`, a file is not there or cannot be read.
        IntegrityError: `tagger-weights-changed`, a file is not the one the manifest names, or the manifest is damaged.
    """
    hashes = _read_manifest(folder)
    contents = {name: _read_file(folder / name) for name in FILES}
    for name, content in contents.items():
        if hashlib.sha256(content).hexdigest() != hashes.get(name):
            raise IntegrityError(
                "tagger-weights-changed",
                f"The English tagger's file {name} is not the one its manifest names.",
                _REINSTALL,
            )
    decoding: dict[str, Any] = json.loads(contents[DECODING])
    transitions = np.asarray(decoding["transitions"], dtype=np.float64).reshape(NUMBER_OF_LABELS, NUMBER_OF_LABELS)
    tokenizer = PieceTokenizer.from_str(contents[TOKENIZER].decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    together = "".join(f"{name} {hashes[name]}\n" for name in FILES)
    return Weights(
        model=contents[MODEL],
        tokenizer=tokenizer,
        transitions=constrained(transitions),
        temperature=float(decoding["temperature"]),
        linker=Linker.read(json.loads(contents[LINKER])),
        version=hashlib.sha256(together.encode()).hexdigest()[:12],
    )


def _read_file(path: Path) -> bytes:
    """Read one file or refuse."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            "tagger-weights-missing",
            f"The English tagger's file {path.name} cannot be read.",
            _REINSTALL,
        ) from error


def _read_manifest(folder: Path) -> dict[str, str]:
    """Return each file's SHA-256 in hexadecimal, by name."""
    content = _read_file(folder / MANIFEST)
    try:
        files = json.loads(content)["sha256"]
        return {str(name): str(digest) for name, digest in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IntegrityError(
            "tagger-weights-changed", "The manifest of the English tagger is damaged.", _REINSTALL
        ) from error
