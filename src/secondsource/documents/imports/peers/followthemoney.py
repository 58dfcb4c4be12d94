"""FollowTheMoney entities as JSON lines (Aleph, OpenAleph): texts become reports, events become claims with proofs.

No record of a person, company or tie between them is made: whoever is named in an export is not a suspect by it. They
are counted and left out. A document's bytes are not in the lines; where a file of the export has the hash that the
document gives (SHA-1 in Aleph), it is taken as an exhibit. Source: opensanctions/followthemoney and its documentation.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from secondsource.documents.imports.taken import TakenClaim, Taking, digests
from secondsource.documents.labels.values import read_day, read_language

_DOCUMENTS = frozenset(
    {"Document", "Pages", "PlainText", "HyperText", "Article", "Email", "Message", "Page", "Table", "Workbook"}
    | {"Image", "Video", "Audio", "Package", "Folder"}
)
_CLAIMS = frozenset({"Event", "Call", "Trip"})
_REMARKS = frozenset({"Note"})


def fits(files: Mapping[str, bytes]) -> bool:
    """Say whether one of these files holds such entities."""
    return any(_is_lines(path, data) for path, data in files.items())


def take(taking: Taking) -> None:
    """Take documents as reports, events as claims, and what else lies beside them as exhibits."""
    entities: dict[str, dict[str, Any]] = {}
    for path, data in sorted(taking.files.items()):
        if _is_lines(path, data):
            entities |= dict(_entities(path, data, taking))
    names = _documents(entities, taking)
    _claims(entities, names, taking)
    skipped = Counter(str(one["schema"]) for one in entities.values())
    for schema in sorted(skipped.keys() - _DOCUMENTS - _CLAIMS - _REMARKS):
        taking.leave(
            f"{schema}: {skipped[schema]}",
            code="no-record-made",
            reason="No record is made of people, bodies and their ties.",
        )


def _is_lines(path: str, data: bytes) -> bool:
    if PurePosixPath(path).suffix.lower() not in {".json", ".jsonl", ".ijson", ".ftm"}:
        return False
    try:
        first = json.loads(data[: data.find(b"\n") if b"\n" in data else None])
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and {"id", "schema", "properties"} <= first.keys()


def _entities(path: str, data: bytes, taking: Taking) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the entities of a file by their id."""
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            plain = json.loads(line) if line.strip() else None
        except (ValueError, RecursionError):
            plain = line
        if plain is None:
            continue
        if isinstance(plain, dict) and isinstance(plain.get("properties"), dict) and plain.get("id"):
            yield str(plain["id"]), {**plain, "schema": str(plain.get("schema")), "line": f"{path}:{number}"}
        else:
            taking.leave(f"{path}:{number}", code="damaged", reason="The line is no entity.")


def _values(entity: Mapping[str, Any], *names: str) -> list[str]:
    """Return all values of some properties."""
    found: list[str] = []
    for name in names:
        given = entity["properties"].get(name)
        found += [str(value) for value in (given if isinstance(given, list) else [given]) if isinstance(value, str)]
    return found


def _first(entity: Mapping[str, Any], *names: str) -> str | None:
    return next(iter(_values(entity, *names)), None)


def _documents(entities: Mapping[str, dict[str, Any]], taking: Taking) -> dict[str, str]:
    """Take documents; return what each of them is called here, by entity."""
    by_hash: dict[str, str] = {}
    for path, data in sorted(taking.files.items()):
        if not _is_lines(path, data):
            taking.exhibit(path, system="FollowTheMoney")
            by_hash.update(dict.fromkeys((one.partition(":")[2] for one in digests(data)), path))
    names = {}
    for identity, one in entities.items():
        if one["schema"] not in _DOCUMENTS:
            continue
        held = by_hash.get((_first(one, "contentHash") or "").lower())
        text = "\n\n".join(_values(one, "bodyText"))
        if held is not None:
            names[identity] = held
        elif text.strip():
            names[identity] = _text(one, text, taking)
        else:
            taking.leave(one["line"], code="no-bytes", reason="The document's text and bytes are not in the export.")
    return names


def _text(one: Mapping[str, Any], text: str, taking: Taking) -> str:
    """Take a document's text as a report."""
    day = read_day(_first(one, "publishedAt", "date", "authoredAt") or "")
    title = _first(one, "title", "fileName", "name")
    about = {"system": "FollowTheMoney", "schema": str(one["schema"]), "entity": str(one["id"]), "path": one["line"]}
    return taking.report(
        title or str(one["id"]),
        text,
        about,
        title=title,
        published=day.isoformat() if day else None,
        language=_language(_first(one, "language", "detectedLanguage") or ""),
        author=_first(one, "author"),
        url=_first(one, "sourceUrl"),
    )


def _language(code: str) -> str | None:
    """Return ISO 639-1 for the three letters that the model has, where it is a language read here."""
    return {"eng": "en", "spa": "es"}.get(code.lower()) or read_language(code)


def _claims(entities: Mapping[str, dict[str, Any]], names: Mapping[str, str], taking: Taking) -> None:
    """Take events as claims, with the notes and documents that are tied to them."""
    remarks: dict[str, list[str]] = {}
    proofs: dict[str, list[str]] = {}
    for one in entities.values():
        for about in _values(one, "entity"):
            if one["schema"] in _REMARKS:
                remarks.setdefault(about, []).extend(_values(one, "description"))
            elif one["schema"] == "Documentation":
                proofs.setdefault(about, []).extend(_values(one, "document"))
    for identity, one in entities.items():
        text = _first(one, "name", "summary", "description")
        if one["schema"] in _CLAIMS and text:
            day = read_day(_first(one, "date", "startDate") or "")
            tied = dict.fromkeys((*_values(one, "proof"), *proofs.get(identity, [])))
            taking.claims.append(
                TakenClaim(
                    text=text,
                    day=day.isoformat() if day else None,
                    urls=tuple(_values(one, "sourceUrl")),
                    proofs=tuple(names[proof] for proof in tied if proof in names),
                    remarks=tuple(remarks.get(identity, ())),
                )
            )
