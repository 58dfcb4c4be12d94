"""STIX 2.1 (OASIS, https://docs.oasis-open.org/cti/stix/v2.1/stix-v2.1.html): a report of notes and opinions.

A claim is a `note`, a statement on it an `opinion`, the desk an `identity`, the whole a `report`. STIX `confidence` is
no probability: it carries the Admiralty digit of a statement (1 is 90, 2 is 70, ... 5 is 10; 6 omits it, as the
standard says) and a finding's low, moderate, high. Words and scales stand beside the numbers as external references,
because one number means different things on different scales. The likelihood of ICD 203 is never folded into it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any, Final

from secondsource.core.release.letting_out.parts import Confidence, ReleasedClaim, ReleasedStatement, Stance
from secondsource.core.release.letting_out.release import Release
from secondsource.publishing.exports.fresh import FreshIds, grades, likelihood, line

Record = dict[str, Any]
TLP_WHITE: Final = "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"
"""Fixed by the standard: the one id that all exports share."""
_MARKING: Final[Record] = {
    "type": "marking-definition",
    "spec_version": "2.1",
    "id": TLP_WHITE,
    "created": "2017-01-20T00:00:00.000Z",
    "definition_type": "tlp",
    "name": "TLP:WHITE",
    "definition": {"tlp": "white"},
}
_CREDIBILITY: Final = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
"""The Admiralty credibility scale of STIX 2.1, appendix A."""
_CONFIDENCE: Final = {Confidence.LOW: 15, Confidence.MODERATE: 50, Confidence.HIGH: 85}
"""The None / Low / Med / High scale of STIX 2.1, appendix A."""
_OPINION: Final = {Stance.SUPPORTS: "agree", Stance.DENIES: "disagree", Stance.UNSURE: "neutral"}


class _Bundle:
    """Makes the objects of one export, all with the same day, author and marking."""

    def __init__(self, release: Release) -> None:
        self._fresh = FreshIds()
        self._at = f"{release.day.isoformat()}T00:00:00.000Z"
        self.release = release

    def id(self, kind: str, part: str) -> str:
        """Return the id of a part in this export."""
        return f"{kind}--{self._fresh(part)}"

    @property
    def desk(self) -> str:
        """The id of the desk."""
        return self.id("identity", "desk")

    def object(self, kind: str, part: str, **values: Any) -> Record:
        """Return an object; what has no value is left out."""
        common = {
            "type": kind,
            "spec_version": "2.1",
            "id": self.id(kind, part),
            "created": self._at,
            "modified": self._at,
            "object_marking_refs": [TLP_WHITE],
        }
        authored = {} if kind == "identity" else {"created_by_ref": self.desk}
        return {**common, **authored, **{key: value for key, value in values.items() if value not in (None, [], "")}}


def stix(release: Release) -> bytes:
    """Return a release as a STIX bundle."""
    made = _Bundle(release)
    objects = list(_objects(made))
    listed = [one["id"] for one in objects]
    report = made.object(
        "report",
        "release",
        name=line(release.title),
        description=line(release.summary),
        published=f"{release.day.isoformat()}T00:00:00.000Z",
        report_types=["observed-data"],
        object_refs=listed,
    )
    bundle = {"type": "bundle", "id": f"bundle--{uuid.uuid4()}", "objects": [_MARKING, *objects, report]}
    return json.dumps(bundle, ensure_ascii=False, indent=1).encode()


def _objects(made: _Bundle) -> Iterator[Record]:
    yield made.object("identity", "desk", name=line(made.release.desk), identity_class="organization")
    for claim in made.release.claims:
        yield _claim(made, claim)
    for statement in made.release.statements:
        for claim_id, stance in statement.on:
            yield _opinion(made, statement, claim_id, stance)


def _claim(made: _Bundle, claim: ReleasedClaim) -> Record:
    found = claim.finding
    word, founded = likelihood(found), found.confidence
    references = [
        {"source_name": "Independent origins", "description": f"{claim.origins_low}-{claim.origins_high}"},
        *([] if word is None else [{"source_name": "Likelihood", "description": word}]),
        *([] if founded is None else [{"source_name": "None / Low / Med / High", "description": founded.value}]),
        *({"source_name": line(one.author), "url": one.url} for one in claim.appearances),
    ]
    return made.object(
        "note",
        claim.id,
        abstract=line(claim.text),
        content=" ".join(filter(None, (line(found.sentence), line(found.would_change)))),
        authors=[role.id for role in made.release.roles],
        object_refs=[made.desk],
        confidence=None if founded is None else _CONFIDENCE[founded],
        external_references=references,
    )


def _opinion(made: _Bundle, statement: ReleasedStatement, claim: str, stance: Stance) -> Record:
    said = [] if statement.said_on is None else [("Day", statement.said_on.isoformat())]
    origin = ("Origin", statement.origin.rpartition("-")[2])
    graded = [("Grade", grade) for grade in grades(statement)]
    references = [{"source_name": name, "description": value} for name, value in (*said, origin, *graded)]
    return made.object(
        "opinion",
        f"{statement.id} {claim}",
        explanation=line(statement.text),
        authors=[line(statement.speaker)],
        opinion=_OPINION[stance],
        object_refs=[made.id("note", claim)],
        confidence=None if statement.credibility is None else _CREDIBILITY[statement.credibility],
        external_references=references,
    )
