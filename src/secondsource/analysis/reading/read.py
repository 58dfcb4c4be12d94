"""One report in, one reading out: language by paragraph, attributions, statements, people named."""

from __future__ import annotations

from dataclasses import dataclass, replace

from secondsource.analysis.reading import language, own_words, segments, turns
from secondsource.analysis.reading.added.second_clauses import with_second_clauses
from secondsource.analysis.reading.added.torn_ends import with_mended_ends
from secondsource.analysis.reading.chains.persons import persons
from secondsource.analysis.reading.chains.statements import statements
from secondsource.analysis.reading.english.extractor import EnglishExtractor
from secondsource.analysis.reading.english.tagger import Tagger
from secondsource.analysis.reading.spanish.extractor import SpanishExtractor
from secondsource.analysis.reading.spanish.parse import Parser
from secondsource.core.vetting.report import Report, Span
from secondsource.core.vetting.statement import Attribution, Reading, Sentence
from secondsource.errors import InputError

ANALYSED = {"en": "English", "es": "Spanish"}
"""The languages attribution is read in; text in others is shown, not analysed, and the reading says so."""

MOST_CHARACTERS = 300_000
"""How much of one report is analysed: about 50,000 words, a book of 150 pages, half a minute on one core."""


@dataclass
class Reader:
    """Reads reports one by one; models are loaded when the first paragraph of their language comes by."""

    english: EnglishExtractor | None = None
    spanish: SpanishExtractor | None = None

    def _english(self) -> EnglishExtractor:
        if self.english is None:
            try:
                tagger = Tagger.load()
            except InputError:  # not there: rules do it alone and say so; changed weights are refused, not hidden
                tagger = None
            self.english = EnglishExtractor(tagger)
        return self.english

    def _spanish(self) -> SpanishExtractor:
        if self.spanish is None:
            self.spanish = SpanishExtractor(Parser.load())
        return self.spanish

    def read(self, report: Report) -> tuple[Report, Reading]:
        """Return the report, with its language filled in where it was unknown, and what was found in it."""
        paragraphs, left_out = _within_limit(segments.paragraphs(report.text))
        detected = report.language or language.detect(report.text)
        languages = language.paragraph_languages(report.text, paragraphs, detected)
        found: list[Attribution] = []
        methods: list[str] = []
        notes: list[str] = []
        for code, extractor in (("en", self._english), ("es", self._spanish)):
            chosen = [p for p, spoken in zip(paragraphs, languages, strict=True) if spoken == code]
            if chosen:
                reader = extractor()
                found += reader.attributions(report.text, chosen)
                methods += reader.methods
                notes += reader.notes
        found = with_mended_ends(report.text, found)
        found = turns.with_turns(report.text, paragraphs, with_second_clauses(report.text, found))
        notes += _not_analysed(paragraphs, languages)
        if left_out:
            notes.append(
                f"{report.file} is very long: its first {MOST_CHARACTERS:,} characters were analysed, "
                f"{left_out} paragraphs behind them were not."
            )
        sentences = _sentences(report.text, paragraphs, languages)
        read_here = [sentence for sentence in sentences if sentence.language in ANALYSED]
        found = own_words.with_own_words(report, paragraphs, read_here, found)
        found.sort(key=lambda item: (item.content, item.cue or item.content))
        if report.language is None and detected is not None:
            report = replace(report, language=detected, language_basis="read from the text")
        said = statements(report, found, sentences)
        reading = Reading(
            report=report.file,
            statements=said,
            sentences=sentences,
            persons=persons(report, sentences, said),
            methods=tuple(methods),
            notes=tuple(notes),
        )
        return report, reading


def _within_limit(paragraphs: list[Span]) -> tuple[list[Span], int]:
    """Return the paragraphs that begin within the limit, and how many do not."""
    kept = [paragraph for paragraph in paragraphs if paragraph.start < MOST_CHARACTERS]
    return kept, len(paragraphs) - len(kept)


def _sentences(text: str, paragraphs: list[Span], languages: list[str]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(span=span, paragraph=number, language=spoken)
        for number, (paragraph, spoken) in enumerate(zip(paragraphs, languages, strict=True))
        for span in segments.sentences(text, paragraph)
    )


def _not_analysed(paragraphs: list[Span], languages: list[str]) -> list[str]:
    others = sorted({spoken for spoken in languages if spoken not in ANALYSED})
    count = sum(spoken not in ANALYSED for spoken in languages)
    if not count:
        return []
    names = ", ".join(others)
    return [f"{count} of {len(paragraphs)} paragraphs are in a language that is not analysed ({names})."]
