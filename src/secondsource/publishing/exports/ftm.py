"""FollowTheMoney 4.x entities as JSON lines (https://followthemoney.tech).

The model has no claim and no assessment. An exhibit is a `Document`, a claim an `Event`, a finding and a statement
are each a `Note` on it, and `Documentation` ties an exhibit to a claim. Who said something stays a role: no `Person`
is made of anybody. Days only; a value that the model would not take is never written, because it is dropped silently.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from secondsource.core.release.letting_out.parts import ReleasedClaim, ReleasedStatement
from secondsource.core.release.letting_out.release import Release
from secondsource.publishing.exports.fresh import FreshIds, grades, likelihood, line

Entity = dict[str, Any]


def followthemoney(release: Release) -> bytes:
    """Return a release as one entity a line."""
    return "".join(f"{json.dumps(one, ensure_ascii=False, sort_keys=True)}\n" for one in entities(release)).encode()


def entities(release: Release) -> Iterator[Entity]:
    """Yield the entities of a release."""
    fresh = FreshIds()
    for exhibit in release.exhibits:
        yield _entity(fresh(exhibit.id), "Document", fileName=exhibit.name, title=exhibit.description)
    for claim in release.claims:
        yield _claim(release, claim, fresh)
        yield _finding(claim, fresh)
    for statement in release.statements:
        yield from _statement(statement, fresh)


def _entity(identity: str, schema: str, **values: str | tuple[str, ...] | None) -> Entity:
    """Return an entity; a property without a value is left out."""
    listed = {name: [value] if isinstance(value, str) else list(value or ()) for name, value in values.items()}
    tidied = {name: [tidy for value in several if (tidy := line(value))] for name, several in listed.items()}
    return {"id": identity, "schema": schema, "properties": {name: some for name, some in tidied.items() if some}}


def _claim(release: Release, claim: ReleasedClaim, fresh: FreshIds) -> Entity:
    proofs = dict.fromkeys(fresh(one.exhibit) for one, _ in release.on(claim.id) if one.exhibit is not None)
    return _entity(
        fresh(claim.id),
        "Event",
        name=claim.text,
        publisher=release.desk,
        # The day of the release is no day of the event: what happened when stands in the statements.
        retrievedAt=release.day.isoformat(),
        proof=tuple(proofs),
        sourceUrl=tuple(one.url for one in claim.appearances),
    )


def _finding(claim: ReleasedClaim, fresh: FreshIds) -> Entity:
    found = claim.finding
    founded = None if found.confidence is None else f"Confidence: {found.confidence.value}, ICD 203"
    word = likelihood(found)
    return _entity(
        fresh(f"finding {claim.id}"),
        "Note",
        name="Finding",
        entity=fresh(claim.id),
        description=(
            found.sentence,
            f"Independent origins: {claim.origins_low}-{claim.origins_high}",
            *(() if word is None else (f"Likelihood: {word}",)),
            *(() if founded is None else (founded,)),
            *((found.would_change,) if found.would_change else ()),
        ),
    )


def _statement(statement: ReleasedStatement, fresh: FreshIds) -> Iterator[Entity]:
    """Yield a statement, and the tie of its exhibit to each claim."""
    proof = None if statement.exhibit is None else fresh(statement.exhibit)
    said = () if statement.said_on is None else (f"Said on {statement.said_on.isoformat()}",)
    yield _entity(
        fresh(statement.id),
        "Note",
        name=f"Statement of {statement.speaker}",
        entity=tuple(fresh(claim) for claim, _ in statement.on),
        description=statement.text,
        summary=(*(stance.value for _, stance in statement.on), f"Origin {_number(statement.origin)}", *said),
        keywords=grades(statement),
        proof=proof,
    )
    for claim, stance in statement.on if proof is not None else ():
        yield _entity(
            fresh(f"{statement.id} {claim}"),
            "Documentation",
            document=proof,
            entity=fresh(claim),
            role=f"{stance.value} (origin {_number(statement.origin)})",
        )


def _number(identity: str) -> str:
    """Return what an id counts."""
    return identity.rpartition("-")[2]
