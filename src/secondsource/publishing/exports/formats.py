"""One door to all formats: write, then search what was written for anybody of the register."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from secondsource.core.release.letting_out.release import Release
from secondsource.errors import InputError
from secondsource.publishing.exports.claim_review import claim_reviews
from secondsource.publishing.exports.fresh import line
from secondsource.publishing.exports.ftm import followthemoney
from secondsource.publishing.exports.prov import prov_json
from secondsource.publishing.exports.stix import stix
from secondsource.publishing.guard import Guard, strings_of


class Format(StrEnum):
    """A format of somebody else's."""

    FOLLOW_THE_MONEY = "followthemoney"
    PROV = "prov"
    STIX = "stix"
    CLAIM_REVIEW = "claimreview"


NAMES: Final = {
    Format.FOLLOW_THE_MONEY: ("entities.ftm.json", "application/json+ftm"),
    Format.PROV: ("prov.json", "application/json"),
    Format.STIX: ("stix.json", "application/stix+json;version=2.1"),
    Format.CLAIM_REVIEW: ("claimreview.jsonld", "application/ld+json"),
}
"""The neutral file name and the media type of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A release in one format."""

    name: str
    media_type: str
    data: bytes
    notes: tuple[str, ...]
    """What the format could not carry, one sentence each."""


def export(release: Release, wanted: Format, *, guard: Guard, page: str | None = None) -> Exported:
    """Return a release in a format; every call draws new ids.

    Args:
        release: what goes out, redacted.
        wanted: the format.
        guard: refuses what names somebody of the register.
        page: address of the desk's own page on this release, for a ClaimReview.

    Raises:
        RuleError: `release-names-protected`, `export-nothing-public`.
        InputError: `export-page-missing`, `export-incomplete`.
    """
    _check_complete(release)
    if wanted is Format.CLAIM_REVIEW:
        data = claim_reviews(release, page)
    else:
        data = {Format.FOLLOW_THE_MONEY: followthemoney, Format.PROV: prov_json, Format.STIX: stix}[wanted](release)
    guard.check(text for part in _parts(data, wanted) for text in strings_of(part))
    name, media_type = NAMES[wanted]
    return Exported(name=name, media_type=media_type, data=data, notes=tuple(_notes(release, wanted)))


def _check_complete(release: Release) -> None:
    """Refuse a release with a part that says nothing: every format asks for these words.

    Raises:
        InputError: `export-incomplete`.
    """
    words = [release.title, release.desk]
    words += [word for one in release.claims for word in (one.text, one.finding.sentence)]
    words += [word for one in release.statements for word in (one.text, one.speaker)]
    if not all(line(word) for word in words):
        raise InputError(
            "export-incomplete",
            "A title, claim, finding, statement or speaker of this release has no words.",
            "Complete the release first.",
        )


def _parts(data: bytes, wanted: Format) -> Iterator[Any]:
    """Yield the JSON that was written, as any reader would read it."""
    texts = data.decode().splitlines() if wanted is Format.FOLLOW_THE_MONEY else [data.decode()]
    yield from (json.loads(text) for text in texts)


def _notes(release: Release, wanted: Format) -> Iterator[str]:
    private = sum(not claim.appearances for claim in release.claims)
    if wanted is Format.CLAIM_REVIEW and private:
        yield f"Claims left out because they were never public before: {private}."
    if wanted is not Format.CLAIM_REVIEW and release.exhibits:
        yield "The exhibits themselves and their hashes are not in it; they stay in the dossier."
    if release.contradictions:
        yield "What was made of contradictions is not in it; it stands in the dossier."
