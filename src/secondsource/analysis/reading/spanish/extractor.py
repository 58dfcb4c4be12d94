"""Attributions of Spanish paragraphs, with the parser when it is installed and with the lexicon alone when not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from secondsource.analysis.reading.quotation import quotations
from secondsource.analysis.reading.spanish.fallback import share_sources, surface
from secondsource.analysis.reading.spanish.parse import Parser
from secondsource.analysis.reading.spanish.rules import Tree, clause_after_noun, confirmed, with_subject
from secondsource.analysis.reading.spanish.surface.borders import Found
from secondsource.analysis.reading.spanish.surface.cues import Cue, find_cues
from secondsource.analysis.reading.spanish.surface.subjects import without_times
from secondsource.analysis.reading.spanish.words import Passage, prepare
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution, Form, Strength

NO_PARSER = (
    "The Spanish parser is not installed: Spanish statements were read from word lists and punctuation only,"
    " and more of them are missed."
)


class SpanishExtractor:
    """Finds who says what in Spanish paragraphs."""

    def __init__(self, parser: Parser | None) -> None:
        """Use `parser`, or the lexicon alone when it is None."""
        self._parser = parser
        self.methods: tuple[str, ...] = (
            ("es:lexicon",) if parser is None else ("es:lexicon", f"es:parser/{parser.version}")
        )
        self.notes: tuple[str, ...] = (NO_PARSER,) if parser is None else ()

    def attributions(self, text: str, paragraphs: Sequence[Span]) -> list[Attribution]:
        """Return the attributions in `paragraphs` of `text`, in order of their contents."""
        marks = quotations(text, paragraphs)
        passages = [prepare(text, paragraph, marks, title=_is_headline(text, paragraph)) for paragraph in paragraphs]
        if self._parser is not None:
            self._parser.annotate(passages)
        found = [item for passage in passages for item in self._read(passage)]
        return sorted(found, key=lambda item: (item.content, item.cue or item.content))

    def _read(self, passage: Passage) -> list[Attribution]:
        """Return the attributions of one passage, checked against the parse where there is one."""
        cues = find_cues(passage)
        by_verb = {cue.verb: cue for cue in cues}
        found = [_timeless(passage, item) for item in surface(passage, cues)]
        if not passage.parsed:
            shared = share_sources(passage, found, by_verb)
            return [_attribution(passage, item, agreed=False) for item in shared if _has_words(item)]
        tree = Tree.of(passage)
        found = [_refined(passage, tree, item, by_verb, found) for item in found]
        found = share_sources(passage, found, by_verb)
        return [
            _attribution(
                passage, item, agreed=item.verb in by_verb and confirmed(passage, tree, by_verb[item.verb], item)
            )
            for item in found
            if _has_words(item)
        ]


def _has_words(item: Found) -> bool:
    """Say whether anything is left of the find once its borders are trimmed: `dijo: »` has nothing said."""
    return all(first < stop for first, stop in filter(None, (item.content, item.cue, item.source)))


def _timeless(passage: Passage, item: Found) -> Found:
    """Return the find without the times that stand beside its speaker."""
    return replace(item, source=without_times(passage, item.source)) if item.source else item


def _refined(passage: Passage, tree: Tree, item: Found, cues: dict[int, Cue], others: list[Found]) -> Found:
    """Mend what the parse knows better."""
    if item.rule == "nominal":
        return clause_after_noun(passage, tree, item)
    return with_subject(passage, tree, cues[item.verb], item, others) if item.verb in cues else item


def _is_headline(text: str, paragraph: Span) -> bool:
    """Say whether the paragraph is a headline: one short line without a full stop."""
    words = paragraph.of(text)
    return len(words) <= 160 and not words.rstrip('»”"').endswith((".", "…", "?", "!", ":"))


def _attribution(passage: Passage, item: Found, *, agreed: bool) -> Attribution:
    return Attribution(
        content=passage.span(*item.content),
        cue=passage.span(*item.cue),
        source=passage.span(*item.source) if item.source else None,
        form=Form(item.form),
        fired=(f"es:{item.rule}", "es:parse") if agreed else (f"es:{item.rule}",),
        strength=Strength.STRONG if agreed else Strength.CHECK,
    )
