"""An invented release of an invented desk, and whoever must not be found in it."""

from __future__ import annotations

import hashlib
from datetime import date

from secondsource.core.release.letting_out.commitments import Opening, commit
from secondsource.core.release.letting_out.parts import (
    Appearance,
    Confidence,
    Judgement,
    Part,
    ReleasedClaim,
    ReleasedContradiction,
    ReleasedExhibit,
    ReleasedStatement,
    Role,
    Stance,
)
from secondsource.core.release.letting_out.release import Release
from secondsource.core.vetting.finding import ContradictionKind
from secondsource.core.vetting.statement import SpeakerKind
from secondsource.shielding.register.entry import Protected, Register

DAY = date(2031, 3, 5)
REGISTER = Register(
    entries=(
        Protected(id="p-1", name="Mirela Okonjova-Brandt", handles=("@mirela_ob",), phones=("+34 612 555 014",)),
        Protected(id="p-2", name="Teodor Quispevic", emails=("t.quispevic@ferry.example",)),
    )
)
COPIES = {"exhibit-1.txt": b"A list of crossings, with the names masked.\n", "exhibit-2.pdf": b"%PDF-1.7 invented\n"}
ORIGINALS = {"exhibit-1": b"the sealed list", "exhibit-2": b"the sealed letter"}


def openings() -> tuple[Opening, ...]:
    """The same in every run: fixed salts."""
    return tuple(
        commit(
            f"exhibit-{number}",
            original_sha256=hashlib.sha256(ORIGINALS[f"exhibit-{number}"]).hexdigest(),
            copy_sha256=hashlib.sha256(copy).hexdigest(),
            salt=f"{number:064x}",
        )
        for number, copy in enumerate(COPIES.values(), start=1)
    )


def exhibits() -> tuple[ReleasedExhibit, ...]:
    return tuple(
        ReleasedExhibit(
            id=opening.exhibit,
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            commitment=opening.commitment,
            description="A list of crossings",
        )
        for opening, (name, data) in zip(openings(), COPIES.items(), strict=True)
    )


def release() -> Release:
    return Release(
        subject="harbour-list",
        title="The crossings of the harbour company",
        summary="Night crossings were paid for and never entered in the book.",
        language="en",
        desk="Desk of the Harbour",
        day=DAY,
        claims=(
            ReleasedClaim(
                id="claim-1",
                text="The harbour company ran night crossings that no book shows.",
                finding=Judgement(
                    sentence="Two lists and a witness agree.",
                    likelihood="very likely",
                    confidence=Confidence.MODERATE,
                    would_change="The company's own book of that month.",
                ),
                origins_low=2,
                origins_high=3,
                appearances=(
                    Appearance(url="https://quay.example/crossings", author="Quay Courier", published=date(2031, 2, 1)),
                ),
            ),
            ReleasedClaim(
                id="claim-2",
                text="The crossings were ordered from abroad.",
                finding=Judgement(sentence="One witness says so, and nothing else does."),
                origins_low=1,
                origins_high=1,
            ),
        ),
        statements=(
            ReleasedStatement(
                id="statement-1",
                text="We crossed four times that week, and nobody wrote it down.",
                language="en",
                speaker="witness-1",
                kind=SpeakerKind.PERSON,
                on=(("claim-1", Stance.SUPPORTS), ("claim-2", Stance.UNSURE)),
                origin="origin-1",
                said_on=date(2031, 1, 20),
                first_hand=True,
                reliability="B",
                credibility=2,
                exhibit="exhibit-1",
            ),
            ReleasedStatement(
                id="statement-2",
                text="Nunca hubo travesías de noche.",
                language="es",
                speaker="Harbour Company",
                kind=SpeakerKind.ORGANISATION,
                on=(("claim-1", Stance.DENIES),),
                origin="origin-2",
                said_on=date(2031, 1, 22),
            ),
        ),
        exhibits=exhibits(),
        contradictions=(
            ReleasedContradiction(
                a="statement-1",
                b="statement-2",
                kind=ContradictionKind.CONTRADICTS,
                resolution="The list was written before either spoke; the denial does not explain it.",
            ),
        ),
        roles=(Role(id="reviewer-1", part=Part.VETTER), Role(id="reviewer-2", part=Part.SECOND)),
        checked=("Both lists were compared line by line.",),
        unchecked=("The company's own book was not seen.",),
        corrections="Write to the desk by its drop.",
    )
