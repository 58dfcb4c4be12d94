"""An invented story for these tests: a dam, a crew that will open its gates, and those who say it will not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from secondsource.core.vetting.report import Quote, Report, Span
from secondsource.core.vetting.statement import (
    Form,
    Modality,
    PersonMention,
    Position,
    Reading,
    Speaker,
    SpeakerKind,
    Statement,
    Strength,
    statement_id,
)
from secondsource.core.vetting.tracing import Origin, Tracing

KINDS = {
    "River Crew": SpeakerKind.GROUP,
    "Crew of the North": SpeakerKind.GROUP,
    "Lena Quist": SpeakerKind.PERSON,
    "Omar Vidal": SpeakerKind.PERSON,
    "@gatekeeper7": SpeakerKind.PERSON,
    "a neighbour": SpeakerKind.UNNAMED,
    "an engineer": SpeakerKind.UNNAMED,
    "Hydrology Institute": SpeakerKind.ORGANISATION,
}


class Story:
    """Collects statements and builds the reports, origins and readings around them."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self._texts: dict[str, str] = {}
        self._published: dict[str, date] = {}
        self._languages: dict[str, str] = {}

    def say(
        self,
        report: str,
        speaker: str,
        content: str,
        *,
        on: date | None = None,
        position: Position = Position.AFFIRMS,
        language: str = "en",
        published: date = date(2031, 5, 10),
    ) -> str:
        """Add one statement and return its id."""
        text = self._texts.get(report, "")
        start = len(text)
        self._texts[report] = f"{text}{content}\n"
        self._published[report] = published
        self._languages[report] = language
        outlet = Speaker(name=f"The {report.split('.', maxsplit=1)[0].title()}", kind=SpeakerKind.OUTLET)
        chain = (
            outlet,
            Speaker(name=speaker, kind=KINDS.get(speaker, SpeakerKind.OUTLET)),
        )
        made = Statement(
            id=statement_id(report, content, 0),
            report=report,
            content=Quote(text=content, start=start, end=start + len(content)),
            cue=None,
            source=None,
            chain=chain,
            said_on=on,
            said_on_basis="day named" if on else None,
            position=position,
            modality=Modality.ASSERTED,
            form=Form.OWN_VOICE if speaker == outlet.name else Form.INDIRECT,
            language=language,
            fired=("test",),
            strength=Strength.CHECK,
        )
        self.statements.append(made)
        return made.id

    def cut(self, report: str, words: str) -> str:
        """Add what was said last in `report` once more as the statement of some of its words; return its id."""
        whole = next(s for s in reversed(self.statements) if s.report == report)
        start = whole.content.start + whole.content.text.index(words)
        quote = Quote(text=words, start=start, end=start + len(words))
        self.statements.append(replace(whole, id=statement_id(report, words, 0), content=quote))
        return self.statements[-1].id

    @property
    def reports(self) -> list[Report]:
        return [
            Report(
                file=file,
                sha256="0" * 64,
                text=text,
                outlet=f"The {file.split('.')[0].title()}",
                published=self._published[file],
                language=self._languages[file],
            )
            for file, text in self._texts.items()
        ]

    def tracing(self, **circles: str) -> Tracing:
        """One origin for each speaker and day; `circles` gives a circle by the speaker's name with underscores."""
        grouped: dict[tuple[str, date | None], list[Statement]] = {}
        for s in self.statements:
            key = (
                s.speaker.name if s.speaker.kind is not SpeakerKind.UNNAMED else f"{s.speaker.name} ({s.report})",
                s.said_on,
            )
            grouped.setdefault(key, []).append(s)
        return Tracing(
            reuse=(),
            origins=tuple(
                Origin(
                    id=f"o-{name}-{when}",
                    speaker=name,
                    kind=members[0].speaker.kind,
                    first_said=when,
                    statements=tuple(s.id for s in members),
                    circle=circles.get(name.replace(" ", "_")),
                    circle_basis="described as a member" if name.replace(" ", "_") in circles else None,
                    upstream_known=members[0].speaker.kind is not SpeakerKind.UNNAMED,
                )
                for (name, when), members in grouped.items()
            ),
        )

    def readings(self, *names: tuple[str, str, str | None]) -> list[Reading]:
        """Readings that find each (report, name, role) where the name stands."""
        made = []
        for file, text in self._texts.items():
            persons = tuple(
                PersonMention(
                    report=file,
                    name=name,
                    span=Span(text.index(name), text.index(name) + len(name)),
                    described_as=role,
                    public_role=True if role and "minister" in role else None,
                )
                for where, name, role in names
                if where == file
            )
            made.append(
                Reading(
                    report=file,
                    statements=tuple(s for s in self.statements if s.report == file),
                    sentences=(),
                    persons=persons,
                    methods=("test",),
                )
            )
        return made
