"""ClaimReview in JSON-LD (https://schema.org/ClaimReview), for claims that were public before the desk looked at them.

A claim that the desk alone was told is left out: a ClaimReview names whoever made the claim, and here that would be
the tipster. The rating is in words; a number for truth would promise what nobody can keep.
"""

from __future__ import annotations

import json
import re
from typing import Any

from secondsource.core.release.letting_out.parts import ReleasedClaim
from secondsource.core.release.letting_out.release import Release
from secondsource.core.vetting.statement import SpeakerKind
from secondsource.errors import InputError, RuleError
from secondsource.publishing.exports.fresh import likelihood, line

_PAGE = re.compile(r"https://[a-zA-Z0-9.-]+(?:/[^\s@]*)?")


def claim_reviews(release: Release, page: str | None) -> bytes:
    """Return the reviews of a release's public claims.

    Args:
        release: what goes out.
        page: address of the desk's own page on this release.

    Raises:
        InputError: `export-page-missing`.
        RuleError: `export-nothing-public`.
    """
    if page is None or not _PAGE.fullmatch(page):
        raise InputError(
            "export-page-missing",
            "A ClaimReview needs the address of the desk's own page on this release.",
            "Give it with --page https://...",
        )
    public = [claim for claim in release.claims if claim.appearances]
    if not public:
        raise RuleError(
            "export-nothing-public",
            "None of these claims was public before, so none of them is for a ClaimReview.",
            "Export to another format; never name a tipster as the author of a claim.",
        )
    graph = [_review(release, claim, page) for claim in public]
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=1).encode()


def _review(release: Release, claim: ReleasedClaim, page: str) -> dict[str, Any]:
    appearances = [{"@type": "CreativeWork", "url": one.url} for one in claim.appearances]
    first = min(claim.appearances, key=lambda one: (one.published is None, one.published or release.day))
    claimed: dict[str, Any] = {
        "@type": "Claim",
        "author": {
            "@type": "Person" if first.kind is SpeakerKind.PERSON else "Organization",
            "name": line(first.author),
        },
        "appearance": appearances,
    }
    if first.published is not None:
        claimed["datePublished"] = first.published.isoformat()
    return {
        "@type": "ClaimReview",
        "url": page,
        "inLanguage": release.language,
        "claimReviewed": line(claim.text),
        "author": {"@type": "Organization", "name": line(release.desk)},
        "datePublished": release.day.isoformat(),
        "itemReviewed": claimed,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": likelihood(claim.finding) or line(claim.finding.sentence),
            "ratingExplanation": line(claim.finding.sentence),
        },
    }
