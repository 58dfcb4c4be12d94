"""A result of `vet` with the protected people pseudonymised everywhere, so that it can be shown to others.

Every text goes through one masking: names of people, quoted words, titles, notes, reasons. What could join two
releases without naming anybody is drawn anew by this release's key: digests of the reports, their names, and the ids
of statements, origins and claims. Places in the reports are replaced by their order, because the length of a span is
the length of a name.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from secondsource.core.vetting.finding import Findings
from secondsource.errors import InputError
from secondsource.publishing.findings import findings_json, json_reader
from secondsource.shielding.finders.structured import find_structured
from secondsource.shielding.matching.matcher import Matcher
from secondsource.shielding.redaction.choices import Choices
from secondsource.shielding.redaction.pseudonyms import Pseudonyms
from secondsource.shielding.redaction.redact import redact
from secondsource.shielding.redaction.spans import spans_of
from secondsource.shielding.register.entry import Register

_ID = re.compile(r"([soc])-[0-9a-f]{6,}")
_FIXED = frozenset(
    {"schema", "sha256", "published", "language", "code", "kind", "first_said", "said_on", "position", "modality"}
    | {"form", "strength", "state", "act", "date", "fired", "word"}
)
"""Fields that take their values from a list of the schema, or hold a day: no person's words."""
_DAYS = frozenset({"date"})
NOTE = "Protected people bear pseudonyms; files, ids and places are numbered anew for this release."


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedFindings:
    """A result of `vet` that names no protected person."""

    findings: Findings
    masked: int
    """How many stretches of text were masked."""


def mask_findings(path: Path, register: Register, key: bytes, language: str) -> MaskedFindings:
    """Read a `findings.json` and pseudonymise the register's people in it.

    Args:
        path: the file.
        register: who is protected.
        key: the pseudonym key of this release.
        language: `en` or `es`, of the words that stand in.

    Raises:
        InputError: `findings-unreadable` or `findings-schema`, if it is no such file; `pseudonym-key-wrong`.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputError(
            "findings-unreadable",
            f"This findings file cannot be read: {why}.",
            "Write it anew with secondsource vet FOLDER --json FILE.",
        ) from error
    plain = findings_json.to_json(json_reader.loads(text))
    masking = _Masking(register, key, language, _file_names(plain, key))
    masked = masking.value(plain, "")
    _order_places(masked)
    _hide_roles(plain, masked)
    masked["notes"] = [*masked["notes"], NOTE]
    masked["timings"] = {}
    return MaskedFindings(findings=json_reader.from_json(masked), masked=masking.count)


def is_findings(path: Path) -> bool:
    """Say whether a file looks like a result of `vet`."""
    if path.suffix.lower() != ".json":
        return False
    try:
        with path.open("rb") as stream:
            return findings_json.SCHEMA.encode() in stream.read(400)
    except OSError:
        return False


def _keyed(key: bytes, text: str) -> str:
    return hmac.new(
        key, b"secondsource/findings/v1\0" + text.encode("utf-8", "surrogatepass"), hashlib.sha256
    ).hexdigest()


def _file_names(plain: dict[str, Any], key: bytes) -> dict[str, str]:
    """Return a new name for each report, numbered in an order that the key draws."""
    files = sorted((report["file"] for report in plain["reports"]), key=lambda name: _keyed(key, name))
    return {name: f"report-{at:03}{_suffix(name)}" for at, name in enumerate(files, start=1)}


def _suffix(name: str) -> str:
    """Return a name's suffix where it is one that is read; another might be part of a name."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z]{2,8}", suffix) and len(suffix) <= 6 else ""


class _Masking:
    """Masks every text of a plain value, the same words the same way."""

    def __init__(self, register: Register, key: bytes, language: str, files: dict[str, str]) -> None:
        self._matcher = Matcher(register)
        self._names = Pseudonyms(key, (entry.id for entry in register))
        self._key, self._language = key, language
        self._files = files
        self._told: dict[str, str] = {}
        # Names of reports stand inside other sentences too; the longest first, so that none is cut in two.
        alternatives = sorted(map(re.escape, files), key=len, reverse=True)
        self._named = re.compile(rf"(?<![\w/.-])(?:{'|'.join(alternatives)})(?![\w/-])") if files else None
        self.count = 0

    def value(self, plain: Any, field: str) -> Any:
        """Return a value with every text in it masked; lists and objects keep their shape."""
        if isinstance(plain, str):
            return self._text(plain, field)
        if isinstance(plain, list):
            return [self.value(one, field) for one in plain]
        if isinstance(plain, dict) and field not in {"timings", "versions"}:
            return {name: self.value(one, name) for name, one in plain.items()}
        return plain

    def _text(self, text: str, field: str) -> str:
        if field == "sha256":
            return _keyed(self._key, text)
        if field in _FIXED:
            return text
        if text in self._files:
            return self._files[text]
        if text not in self._told:
            self._told[text] = self._masked(text)
        return self._told[text]

    def _masked(self, text: str) -> str:
        text = self._named.sub(lambda match: self._files[match[0]], text) if self._named else text
        text = _ID.sub(lambda match: f"{match[1]}-{_keyed(self._key, match[0])[: len(match[0]) - 2]}", text)
        # Whatever the register sees is masked here, sure or not: a summary needs no name that is only likely.
        hits = self._matcher.find(text)
        identifiers = [one for one in find_structured(text) if one.certain and one.kind not in _DAYS]
        spans = spans_of(hits, identifiers)
        self.count += len(spans)
        return redact(text, spans, Choices(), self._names, self._language).text


def _order_places(plain: dict[str, Any]) -> None:
    """Replace every place in a report by its rank among that report's places, in `plain` itself."""
    places: dict[str, set[int]] = {}
    found = list(_places(plain))
    for report, place in found:
        places.setdefault(report, set()).update((place["start"], place["end"]))
    ranks = {report: {at: rank for rank, at in enumerate(sorted(known))} for report, known in places.items()}
    for report, place in found:
        place["start"], place["end"] = ranks[report][place["start"]], ranks[report][place["end"]]


def _places(plain: dict[str, Any]) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield every object with a start and an end, and the report it counts in."""
    for statement in plain["statements"]:
        speakers = [speaker["span"] for speaker in statement["chain"]]
        for place in (statement["content"], statement["cue"], statement["source"], *speakers):
            if place is not None:
                yield statement["report"], place
    for reuse in plain["reuse"]:
        for passage in reuse["passages"]:
            yield reuse["reports"][0], passage["a"]
            yield reuse["reports"][1], passage["b"]
    for person in plain["people"]:
        for mention in person["mentions"]:
            yield mention["report"], mention


def _hide_roles(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Leave out how protected people are described: an office or a trade finds them again."""
    for known, masked in zip(before["people"], after["people"], strict=True):
        if known["name"] != masked["name"]:
            masked["role"] = None
