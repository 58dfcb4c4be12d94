"""Atlos: the CSV of incidents, or the full ZIP with artifacts and their SHA-256.

The ZIP is `atlos-export-DAY/SLUG/metadata.json` (an incident), `.../SLUG-N/metadata.json` (a piece of source material
with its artifacts and their hashes) and the artifacts beside it; `updates.json` says which member changed what and is
left behind. An incident is one report; the material is exhibits. Source: atlosdotorg/atlos, `export_controller.ex`,
`media.ex`, `media_version.ex`, and its page on import and export.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from secondsource.documents.imports.tables import header, records
from secondsource.documents.imports.taken import Taking, digests
from secondsource.documents.labels.values import read_day

_COLUMNS = {"description", "status", "sensitive"}
_SOURCE = re.compile(r"source_\d+")
_TEAM = {"assignments", "assignees", "inserted_at", "updated_at"}
_KNOWN = {"slug", "description", "more_info", "date", "latitude", "longitude"}
_FORMULA = ("'=", "'+", "'-", "'@")
_DAMAGED = "Its JSON cannot be read."


def fits(files: Mapping[str, bytes]) -> bool:
    """Say whether these files are such an export."""
    if len(files) == 1:
        (path,) = files
        return path.lower().endswith(".csv") and _COLUMNS.issubset(header(files[path]))
    names = {"/".join(PurePosixPath(path).parts[-2:]) for path in files}
    inside = [path for path in files if path.endswith("/metadata.json")]
    return bool(inside) and any(name.endswith("/project.json") for name in names)


def take(taking: Taking) -> None:
    """Take incidents as reports and artifacts as exhibits."""
    if len(taking.files) == 1:
        (path,) = taking.files
        rows, whole = records(taking.files[path])
        for number, row in enumerate(rows, start=2):
            _row({key: _plain(value) for key, value in row.items()}, path, number, taking)
        if not whole:
            taking.leave(path, code="damaged", reason="The table cannot be read to its end.")
        return
    known = {str(PurePosixPath(path).parent): plain for path, plain in _metadata(taking)}
    for path in sorted(taking.files):
        place = PurePosixPath(path)
        if place.name == "updates.json":
            taking.leave(path, code="team-names", reason="It says which member of the other team changed what.")
        elif place.name not in {"metadata.json", "project.json", "README.txt"}:
            _artifact(path, known.get(str(place.parent), {}), taking)
    for folder, plain in sorted(known.items()):
        if "slug" in plain:
            _incident(f"{folder}/metadata.json", plain, taking)


def _plain(value: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from computing it."""
    return value[1:] if value.startswith(_FORMULA) else value


def _row(row: Mapping[str, str], path: str, number: int, taking: Taking) -> None:
    """Take one line of the CSV."""
    if not row.get("description", "").strip():
        taking.leave(f"{path}:{number}", code="no-text", reason="The incident has no description.")
        return
    sources = [value for key, value in row.items() if _SOURCE.fullmatch(key) and value]
    rest = {
        key: value for key, value in row.items() if value and key not in _KNOWN | _TEAM and not _SOURCE.fullmatch(key)
    }
    place = ", ".join(filter(None, (row.get("latitude"), row.get("longitude"))))
    slug = row.get("slug") or f"row-{number}"
    about = {"system": "Atlos", "incident": slug, "place": place, "path": path, **rest}
    _report(slug, row["description"], row.get("more_info", ""), row.get("date", ""), sources, about, taking)


def _incident(path: str, plain: Mapping[str, Any], taking: Taking) -> None:
    """Take one incident of the ZIP."""
    if plain.get("deleted") is True:
        taking.leave(path, code="deleted", reason="The other team has deleted this incident.")
        return
    text = str(plain.get("attr_description") or "")
    if not text.strip():
        taking.leave(path, code="no-text", reason="The incident has no description.")
        return
    material = plain.get("source_material")
    sources = [
        str(one["source_url"])
        for one in (material if isinstance(material, list) else [])
        if isinstance(one, dict) and one.get("source_url")
    ]
    about = {"system": "Atlos", "incident": str(plain["slug"]), "path": path}
    for name in ("status", "sensitive", "restrictions", "tags"):
        value = plain.get(f"attr_{name}")
        about[name] = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    more = str(plain.get("attr_more_info") or "")
    _report(str(plain["slug"]), text, more, str(plain.get("attr_date") or ""), sources, about, taking)


def _report(
    slug: str, text: str, more: str, day: str, sources: list[str], about: Mapping[str, str], taking: Taking
) -> None:
    """Take an incident as a report."""
    happened = read_day(day)
    body = "\n\n".join(filter(None, (text.strip(), more.strip()))) + "\n"
    # The day is that of the incident, not of the report on it: it goes into the provenance.
    told = {**about, "day_of_incident": happened.isoformat() if happened else ""}
    told |= {f"source_{number}": url for number, url in enumerate(sources, start=1)}
    taking.report(slug, body, told, title=text.strip().splitlines()[0][:120])


def _metadata(taking: Taking) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every readable metadata file."""
    for path in sorted(taking.files):
        if PurePosixPath(path).name == "metadata.json":
            try:
                plain = json.loads(taking.files[path])
            except (ValueError, RecursionError):
                plain = None
            if isinstance(plain, dict):
                yield path, plain
            else:
                taking.leave(path, code="damaged", reason=_DAMAGED)


def _artifact(path: str, version: Mapping[str, Any], taking: Taking) -> None:
    """Take a file; its hash is that of the artifact of its type, or of none."""
    listed = version.get("artifacts")
    artifacts = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    kind = PurePosixPath(path).name.partition("_")[0]
    same = [
        one for one in artifacts if str(one.get("type", "")).partition("_")[0] == kind and one.get("file_hash_sha256")
    ]
    hashes = [f"sha256:{str(one['file_hash_sha256']).lower()}" for one in same]
    fitting = [given for given in hashes if given in digests(taking.files[path])]
    given = (fitting or hashes or [""])[0]
    taking.exhibit(path, given, system="Atlos", source_url=str(version.get("source_url") or ""), artifact=kind)
