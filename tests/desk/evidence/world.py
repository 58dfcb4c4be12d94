"""An invented case: three reports on a quarry, as a finished vetting leaves them. No model runs for it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime

from PIL import Image
from tests.cast import Cast

from secondsource.actions.desk.evidence import exhibits, vetting
from secondsource.actions.desk.evidence.exhibits import Incoming
from secondsource.core.vetting.finding import (
    Claim,
    Contradiction,
    ContradictionKind,
    Findings,
    Likelihood,
    OriginCount,
    Person,
    TimelineEntry,
)
from secondsource.core.vetting.report import Quote, Report, SkippedReport, Span
from secondsource.core.vetting.statement import (
    Form,
    Modality,
    Position,
    Speaker,
    SpeakerKind,
    Statement,
    Strength,
    statement_id,
)
from secondsource.core.vetting.tracing import Origin, Passage, Reuse, ReuseKind, Tie, TieKind
from secondsource.store.evidence import blobs
from secondsource.store.evidence.changes import exhibits as exhibit_changes
from secondsource.store.evidence.changes import proposals, runs
from secondsource.store.evidence.changes.exhibits import MadeReady
from secondsource.store.evidence.changes.runs import Ended
from secondsource.store.evidence.lookups import exhibits as lookups
from secondsource.store.evidence.values import CleanCopy
from secondsource.store.team import journal

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TEXTS = {
    "01-valley-herald.md": (
        "Valley Herald",
        date(2031, 5, 4),
        "en",
        "Mara Teld, the mayor, said the quarry was closed on Monday.\n\nThe owner denied that the quarry was closed.\n",
    ),
    "02-el-corte.md": (
        "El Corte",
        date(2031, 5, 5),
        "es",
        "La alcaldesa Mara Teld dijo que la cantera cerró el lunes. Según Óscar Peña, nadie avisó a los vecinos.\n",
    ),
    "03-stone-wire.md": (
        "Stone Wire",
        date(2031, 5, 6),
        "en",
        "Stone Wire: the quarry was closed on Monday, the mayor Mara Teld said.\n",
    ),
}
SAYS = (
    ("01-valley-herald.md", "the quarry was closed on Monday", "Mara Teld", Position.AFFIRMS),
    ("01-valley-herald.md", "that the quarry was closed", "The owner", Position.DENIES),
    ("02-el-corte.md", "la cantera cerró el lunes", "Mara Teld", Position.AFFIRMS),
    ("02-el-corte.md", "nadie avisó a los vecinos", "Óscar Peña", Position.AFFIRMS),
    ("03-stone-wire.md", "the quarry was closed on Monday", "Mara Teld", Position.AFFIRMS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Names of what lies in the case."""

    exhibits: dict[str, str]
    """Key by file."""
    statements: tuple[str, ...]
    """Ids, in the order of `SAYS`."""
    claim: str
    other_claim: str
    contradiction: str
    person: str
    findings: Findings


def picture() -> bytes:
    """Return a small red picture."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()


def fill_case(case: str, actor: str) -> Filled:
    """Put the invented case into `case`, as `actor` handed it in."""
    files = [Incoming(name=name, pieces=[text[3].encode()]) for name, text in TEXTS.items()]
    files += [Incoming(name="photo.png", pieces=[picture()]), Incoming(name="strange.xyz", pieces=[b"\0\1\2"])]
    keys = exhibits.take_in(actor=actor, case=case, files=files, how="upload", now=NOON).exhibits
    by_name = {lookups.exhibit(case, key).name: key for key in keys}
    reports = tuple(_report(name) for name in TEXTS)
    skipped = {
        name: SkippedReport(file=name, sha256=None, code="unknown-type", reason="Files of this type are not read.")
        for name in ("photo.png", "strange.xyz")
    }
    with journal.entry(actor="", verb="test.fill", now=NOON, case=case):
        for report in reports:
            _ready(by_name[report.file], report)
        for name, left in skipped.items():
            _ready(by_name[name], left)
        found = findings(reports)
        proposals.put_findings(case, found, {one.id: one for one in found.statements})
        run, _new = runs.ask(case=case, member=actor, now=NOON)
        runs.begin(run, NOON)
        runs.end(run, Ended(notes=("No source is graded, so no claim has a likelihood.",)), NOON)
    return Filled(
        exhibits=by_name,
        statements=tuple(one.id for one in found.statements),
        claim=found.claims[0].id,
        other_claim=found.claims[1].id,
        contradiction=proposals.contradiction_key(found.contradictions[0]),
        person=proposals.person_key(found.people[0]),
        findings=found,
    )


def fill_cast(cast: Cast) -> Filled:
    """Fill Ada's case, and have it vetted again, which stays waiting."""
    filled = fill_case(cast.case, cast.bo)
    vetting.ask(actor=cast.bo, case=cast.case, now=NOON)
    return filled


def _ready(key: str, report: Report | SkippedReport) -> None:
    name = report.file
    clean = None
    if name != "strange.xyz":
        data = picture() if name == "photo.png" else b"clean " + name.encode()
        blob = blobs.keep([data])
        clean = CleanCopy(
            blob=blob.id,
            sha256=blob.sha256,
            size=blob.size,
            suffix=".png" if name == "photo.png" else ".md",
            removals=(("name and time of the file", 1),),
            notes=(),
        )
    made = MadeReady(
        kind="image" if name == "photo.png" else "md",
        sensitive=name == "photo.png",
        clean=clean,
        refusal=None if clean else ("unknown-kind", "It is of a kind that cannot be cleaned."),
        sealed="",
        report=report,
    )
    exhibit_changes.make_ready(exhibit=key, made=made, now=NOON)


def _report(name: str) -> Report:
    outlet, published, language, text = TEXTS[name]
    return Report(
        file=name,
        sha256="0" * 64,
        text=text,
        title=f"{outlet} on the quarry",
        outlet=outlet,
        published=published,
        published_basis="front matter: published",
        language=language,
    )


def _statement(file: str, words: str, speaker: str, position: Position) -> Statement:
    outlet, published, language, text = TEXTS[file]
    start = text.index(words)
    place = text.find(speaker)
    return Statement(
        id=statement_id(file, words, 0),
        report=file,
        content=Quote.cut(text, Span(start, start + len(words))),
        cue=None,
        source=Quote.cut(text, Span(place, place + len(speaker))) if place >= 0 else None,
        chain=(
            Speaker(name=outlet, kind=SpeakerKind.OUTLET, basis="metadata"),
            Speaker(name=speaker, kind=SpeakerKind.PERSON, basis="named here"),
        ),
        said_on=published,
        said_on_basis="front matter: published",
        position=position,
        modality=Modality.ASSERTED,
        form=Form.INDIRECT,
        language=language,
        fired=("tagger",),
        strength=Strength.CHECK,
    )


def findings(reports: tuple[Report, ...]) -> Findings:
    """Return what a vetting could have found in the reports."""
    held = {report.file for report in reports}
    said = tuple(_statement(*one) for one in SAYS if one[0] in held)
    ids = {(one.report, one.content.text): one.id for one in said}
    closed = [one.id for one in said if "closed on Monday" in one.content.text or "cerró" in one.content.text]
    denied = [one.id for one in said if one.position is Position.DENIES]
    told = [one.id for one in said if "avisó" in one.content.text]
    origins = [
        Origin(
            id="o-aaaaaaaaaaaa",
            speaker="Mara Teld",
            kind=SpeakerKind.PERSON,
            first_said=date(2031, 5, 4),
            statements=tuple(closed),
            why=(Tie(kind=TieKind.SAME_UTTERANCE, a=closed[0], b=closed[-1], evidence="Same speaker, same day."),),
        ),
        Origin(
            id="o-bbbbbbbbbbbb",
            speaker="The owner",
            kind=SpeakerKind.UNNAMED,
            first_said=None,
            statements=tuple(denied),
            upstream_known=False,
        ),
        Origin(
            id="o-cccccccccccc",
            speaker="Óscar Peña",
            kind=SpeakerKind.PERSON,
            first_said=date(2031, 5, 5),
            statements=tuple(told),
        ),
    ]
    claims = [
        Claim(
            id="c-aaaaaaaaaaaa",
            text="the quarry was closed on Monday",
            supporting=tuple(closed),
            denying=tuple(denied),
            unsure=(),
            mentions=len(closed) + len(denied),
            documents=3,
            origins=OriginCount(low=1, likely=1, high=2, reasons=("Three reports carry one utterance.",)),
            single_origin=True,
            likelihood=Likelihood(word="likely", low=0.55, high=0.8),
        ),
        Claim(
            id="c-bbbbbbbbbbbb",
            text="nadie avisó a los vecinos",
            supporting=tuple(told),
            denying=(),
            unsure=(),
            mentions=1,
            documents=1,
            origins=OriginCount(low=1, likely=1, high=1, reasons=("One report.",)),
            single_origin=True,
            likelihood=None,
        ),
    ]
    reuse = Reuse(
        a="01-valley-herald.md",
        b="03-stone-wire.md",
        derived="03-stone-wire.md",
        kind=ReuseKind.VERBATIM,
        passages=(Passage(a=Span(28, 59), b=Span(12, 43), words=6),),
        containment=(0.4, 0.6),
        evidence=("Six words in a row.",),
    )
    place = TEXTS["02-el-corte.md"][3].index("Óscar Peña")
    return Findings(
        reports=reports,
        statements=said,
        reuse=(reuse,),
        origins=tuple(one for one in origins if one.statements),
        claims=tuple(one for one in claims if one.supporting),
        contradictions=(
            Contradiction(
                a=closed[0], b=denied[0], kind=ContradictionKind.CONTRADICTS, why="One says closed, one denies it."
            ),
        ),
        timeline=(
            TimelineEntry(
                date=date(2031, 5, 4),
                status="confirmed (Mara Teld)",
                act="confirmed",
                statements=(ids["01-valley-herald.md", "the quarry was closed on Monday"],),
                date_basis="front matter: published",
            ),
            TimelineEntry(date=None, status="denied (The owner)", act="denied", statements=tuple(denied)),
        ),
        people=(
            Person(
                name="Óscar Peña",
                mentions=(("02-el-corte.md", Span(place, place + 10)),),
                role=None,
                private=None,
                harm_hint="Nothing says that this person has a public role.",
            ),
            Person(
                name="Mara Teld",
                mentions=(("01-valley-herald.md", Span(0, 9)),),
                role="mayor",
                private=False,
                harm_hint="A public role is given; naming may still cause harm.",
            ),
        ),
    )
