"""Dates what was heard in one report, each by the nearest words that tell its day, some by assumption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from secondsource.analysis.reading import dates
from secondsource.analysis.reading.chains.documents import Documents
from secondsource.analysis.reading.chains.framing import frames, saying
from secondsource.analysis.reading.chains.framing.told_days import ToldDays
from secondsource.analysis.reading.chains.linking import Heard, Linker
from secondsource.analysis.reading.chains.voice import UNATTRIBUTED
from secondsource.analysis.reading.chains.voices import Voices
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import Form, SpeakerKind

_BEFORE = "the same speaker just before, "
_EARLIER = re.compile(r"(?:\w+\s+)?(?:had|has|have|[’']d|hab[ií]an?|ha|han|hubo|hubieran?)\b", re.IGNORECASE)
"""Opens cues that look back from the day of the story."""
_STATE = re.compile(
    r"(?:think|believe|consider|fear|feel|hope|want|wish|know|doubt|suspect|seem|plan)s?\b"
    r"|(?:cree|piensa|considera|teme|siente|espera|quiere|sabe|duda|sospecha)n?\b",
    re.IGNORECASE,
)
"""Cues of what somebody holds, which is no act of one day."""
_OPEN = (saying.UNKNOWN.basis, dates.NOTHING_TOLD)
"""Why a day is open where nothing speaks against the day of the story."""


class Dating:
    """The days of saying of one report."""

    def __init__(self, report: Report, told: ToldDays, documents: Documents, linker: Linker, voices: Voices) -> None:
        """Take the report's parts, which the pass fills in before anything is dated."""
        self._published, self._text = report.published, report.text
        self._told, self._documents, self._linker, self._voices = told, documents, linker, voices

    def date(self, heard: Sequence[Heard]) -> None:
        """Give each its day of saying, in order: one is dated after those its frame is carried from."""
        for one in heard:
            one.said = self._said_on(one, heard)
        self._spread(heard)
        self._assume(heard)

    def is_own(self, heard: Heard) -> bool:
        """Say whether the publisher itself speaks."""
        return self._voices.is_outlet(heard.voice.name) and heard.voice.kind in {None, SpeakerKind.OUTLET}

    def _said_on(self, heard: Heard, everything: Sequence[Heard]) -> saying.Saying:
        """Return the day of saying, by the nearest that tells it."""
        published = self._published
        today = "the report's own date" if published else "the report has no date"
        if heard.attribution.form is Form.OWN_VOICE or self.is_own(heard):
            return saying.Saying(day=published, basis=f"the publisher's own voice: {today}")
        here = self._told.by_sentence.get(heard.frame.sentence, [])
        clause, lead = saying.in_frame(heard.frame, heard.attribution, here, self._text)
        candidates = [clause, saying.of_paper(heard.paper or heard.voice.paper), lead]
        if heard.carried is not None:
            candidates.append(heard.carried.said)
        if heard.direct:
            candidates.append(saying.of_paper(self._documents.interview()))
            candidates.append(saying.Saying(day=published, basis=f"spoken to the publisher: {today}"))
        candidates.append(saying.answering(heard.attribution, self._text, self._linker.answered(heard, everything)))
        if heard.before is not None and heard.paper in {None, heard.before.paper} and heard.before.said.day is not None:
            earlier = heard.before.said
            candidates.append(saying.Saying(day=earlier.day, basis=f"{_BEFORE}{earlier.basis.removeprefix(_BEFORE)}"))
        return saying.choose(candidates)

    def _spread(self, everything: Sequence[Heard]) -> None:
        """Give words without a date the one day on which this report has their speaker speak, as an assumption."""
        days: dict[str, set[date]] = {}
        for heard in everything:
            given = heard.said.day is not None and not heard.said.basis.startswith(saying.ASSUMED)
            if given and heard.said.day and heard.voice.bearers and not self.is_own(heard):
                days.setdefault(heard.voice.name, set()).add(heard.said.day)
        for author, day in self._documents.days():
            days.setdefault(author.name, set()).add(day)
        for heard in everything:
            known = days.get(heard.voice.name, set())
            if heard.said.day is None and heard.said.basis == saying.UNKNOWN.basis and len(known) == 1:
                basis = f"{saying.ASSUMED}the only day on which {heard.voice.name} speaks in this report"
                heard.said = saying.Saying(day=next(iter(known)), basis=basis)

    def _assume(self, everything: Sequence[Heard]) -> None:
        """Give words without a date the day their paragraph has just told, else that of a report on its own day.

        News tells a day once and lets what follows happen in it: the narrative container of Pustejovsky and Stubbs
        (LAW 2011). Documents, rumours and what somebody had said before stay open.
        """
        own_day = self._told.tells(self._published) or any(
            heard.said.day is not None and heard.said.day == self._published and not self.is_own(heard)
            for heard in everything
        )
        for heard in everything:
            attribution, cue = heard.attribution, heard.attribution.cue
            if heard.said.day is not None or not heard.said.basis.endswith(_OPEN) or cue is None:
                continue
            document = heard.paper or heard.voice.paper or heard.voice.settled is SpeakerKind.DOCUMENT
            open_ended = any(pattern.match(self._text, cue.start, cue.end) for pattern in (_EARLIER, _STATE))
            if document or open_ended or heard.voice.name == UNATTRIBUTED:
                continue
            told = self._told.before(frames.anchor(attribution), self._linker.paragraph(heard.frame.sentence))
            if told is not None:
                basis = f"{saying.ASSUMED}the day told just before, {told.basis}"
                heard.said = saying.Saying(day=told.day, basis=basis)
            elif own_day:
                basis = f"{saying.ASSUMED}the report tells of its own day"
                heard.said = saying.Saying(day=self._published, basis=basis)
