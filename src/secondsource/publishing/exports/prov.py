"""W3C PROV as PROV-JSON (https://www.w3.org/submissions/prov-json/): what comes from what, and who did which part.

Copies, statements, claims and the release are entities; the desk and its roles are agents; vetting and letting out
are activities. A copy's sealed original is not in it: the dossier's commitment speaks of that.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from secondsource.core.release.letting_out.release import Release
from secondsource.publishing.exports.fresh import FreshIds, grades, likelihood, line

Record = dict[str, Any]
_PREFIX = "it"
_OURS = "secondsource"
_VOCABULARY = "urn:secondsource:vocabulary#"


class _Document:
    """A PROV document in the making."""

    def __init__(self) -> None:
        self._fresh = FreshIds()
        self.plain: dict[str, dict[str, Any]] = {
            "prefix": {_PREFIX: f"urn:uuid:{uuid.uuid4()}#", _OURS: _VOCABULARY, "prov": "http://www.w3.org/ns/prov#"}
        }

    def name(self, part: str) -> str:
        """Return the qualified name of a part in this export."""
        return f"{_PREFIX}:i{self._fresh(part)}"

    def put(self, kind: str, part: str, label: str, **more: Any) -> None:
        """Add an entity, agent or activity."""
        values = {"prov:label": line(label), **{f"{_OURS}:{key}": value for key, value in more.items() if value}}
        self.plain.setdefault(kind, {})[self.name(part)] = values

    def tie(self, kind: str, **ends: str) -> None:
        """Add a relation between parts, by the names PROV gives to its ends."""
        relations = self.plain.setdefault(kind, {})
        relations[f"_:{kind}{len(relations) + 1}"] = {f"prov:{end}": self.name(part) for end, part in ends.items()}


def prov_json(release: Release) -> bytes:
    """Return a release as a PROV document."""
    made = _Document()
    made.put("entity", "release", release.title, day=_day(release.day.isoformat()))
    made.put("agent", "desk", release.desk)
    made.put("activity", "vetting", "Vetting")
    made.put("activity", "letting out", "Letting out")
    made.tie("wasAttributedTo", entity="release", agent="desk")
    made.tie("wasGeneratedBy", entity="release", activity="letting out")
    made.tie("wasAssociatedWith", activity="letting out", agent="desk")
    for role in release.roles:
        made.put("agent", role.id, f"{role.part.value} ({role.id})")
        made.tie("wasAssociatedWith", activity="vetting", agent=role.id)
        made.tie("actedOnBehalfOf", delegate=role.id, responsible="desk")
    for exhibit in release.exhibits:
        made.put("entity", exhibit.id, exhibit.description or "Exhibit", file=exhibit.name)
        made.tie("used", activity="vetting", entity=exhibit.id)
    _add_statements(made, release)
    _add_claims(made, release)
    return json.dumps(made.plain, ensure_ascii=False, indent=1).encode()


def _add_statements(made: _Document, release: Release) -> None:
    for speaker in dict.fromkeys(one.speaker for one in release.statements):
        made.put("agent", f"speaker {speaker}", speaker)
    for one in release.statements:
        said = None if one.said_on is None else _day(one.said_on.isoformat())
        graded = list(grades(one))
        made.put("entity", one.id, one.text, origin=one.origin.rpartition("-")[2], saidOn=said, grade=graded)
        made.tie("wasAttributedTo", entity=one.id, agent=f"speaker {one.speaker}")
        made.tie("used", activity="vetting", entity=one.id)
        if one.exhibit is not None:
            _primary(made, one.id, one.exhibit)


def _add_claims(made: _Document, release: Release) -> None:
    for claim in release.claims:
        made.put(
            "entity",
            claim.id,
            claim.text,
            finding=line(claim.finding.sentence),
            likelihood=likelihood(claim.finding),
            confidence=None if claim.finding.confidence is None else claim.finding.confidence.value,
            origins=f"{claim.origins_low}-{claim.origins_high}",
        )
        made.tie("wasGeneratedBy", entity=claim.id, activity="vetting")
        made.tie("used", activity="letting out", entity=claim.id)
        made.tie("wasDerivedFrom", generatedEntity="release", usedEntity=claim.id)
        for statement, _ in release.on(claim.id):
            made.tie("wasDerivedFrom", generatedEntity=claim.id, usedEntity=statement.id)


def _primary(made: _Document, of: str, source: str) -> None:
    """Say that one entity is the primary source of another; PROV-JSON writes this as a typed derivation."""
    made.tie("wasDerivedFrom", generatedEntity=of, usedEntity=source)
    relations = made.plain["wasDerivedFrom"]
    relations[f"_:wasDerivedFrom{len(relations)}"]["prov:type"] = {
        "$": "prov:PrimarySource",
        "type": "prov:QUALIFIED_NAME",
    }


def _day(written: str) -> Record:
    return {"$": written, "type": "xsd:date"}
