"""The rules over a whole report: sentence by sentence, then what runs on over their borders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from secondsource.analysis.reading.english.rules.clauses import clause_finds, outermost
from secondsource.analysis.reading.english.rules.complements import filler_end
from secondsource.analysis.reading.english.rules.finds import Find
from secondsource.analysis.reading.english.rules.frames import frame_finds
from secondsource.analysis.reading.english.rules.phrases import subject_before, verb_group
from secondsource.analysis.reading.english.rules.tokens import Sentence, mask_quotations, read_sentences
from secondsource.analysis.reading.english.verbs import CUE_VERBS, CueClass
from secondsource.analysis.reading.segments import word_set
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import Attribution, Form, Strength

_HEADLINE_WORDS = 20
_AHEAD = word_set("will won't would wouldn't")
_OPENING = 12
_SPOKEN = frozenset({CueClass.SAY, CueClass.ANNOUNCE, CueClass.CLAIM, CueClass.WARN})


def attributions(text: str, paragraphs: Sequence[Span]) -> list[Attribution]:
    """Return the attributions that rules find in an English report, in order of their content.

    Args:
        text: The report's text.
        paragraphs: The paragraphs to read; all others are left out.
    """
    masked = mask_quotations(text, paragraphs)
    found: list[Attribution] = []
    frame: tuple[Span | None, Span] | None = None
    for paragraph in paragraphs:
        lines = read_sentences(text, masked, paragraph)
        if frame is not None and lines:
            found.append(_block(frame, paragraph, lines))
            frame = None
            if found[-1].form is Form.BLOCK:
                continue
            lines = lines[1:]
        found += _paragraph(lines, found[-1] if found else None)
        frame = _opened_frame(lines[-1]) if lines else None
    return sorted(found, key=lambda one: (one.content, one.cue or one.content))


def _paragraph(lines: Sequence[Sentence], before: Attribution | None) -> list[Attribution]:
    """Return the attributions of one paragraph; `before` is the last of the paragraph above."""
    found: list[Attribution] = []
    single = len(lines) == 1
    for number, sentence in enumerate(lines):
        headline = single and len(sentence) <= _HEADLINE_WORDS
        finds = all_finds(sentence, headline=headline)
        if finds:
            found += [find.attribution(sentence) for find in finds]
        elif found and (carried := _carried(sentence, found[-1], lines[number - 1])) is not None:
            found.append(carried)
        elif sentence.is_quote(0) and sentence.last <= 1:
            floating = _floating(sentence, found[-1] if found else None, lines[number - 1] if number else None)
            if floating is not None:
                found[-1] = floating
            elif number == 0 and before is not None and before.form is not Form.INDIRECT:
                found.append(_continued(sentence, before))
    return found


def all_finds(sentence: Sentence, *, headline: bool) -> list[Find]:
    """Return the outermost statements of one sentence; where a verb and a noun rule see the same cue, the verb's."""
    by_verb = clause_finds(sentence)
    cued = {index for find in by_verb if find.cue for index in range(*find.cue)}
    others = frame_finds(sentence, headline=headline and not by_verb)
    return outermost(sentence, by_verb + [find for find in others if find.cue and cued.isdisjoint(range(*find.cue))])


def _carried(sentence: Sentence, last: Attribution, above: Sentence) -> Attribution | None:
    """Return a sentence in which the speaker of the one right above goes on, in free indirect speech.

    Only where the sentence above ends in `..., he said.` and this one looks ahead (`will`, `won't`, `would`): a
    newspaper seldom tells the future in its own voice.
    """
    if last.source is None or last.cue is None or last.form is not Form.INDIRECT or last.source.start < above.starts[0]:
        return None
    ends_in_cue = max(last.cue.end, last.source.end) >= above.ends[above.last - 1]
    ahead = not _AHEAD.isdisjoint(sentence.words[:_OPENING])
    if not (ends_in_cue and ahead) or any(map(sentence.is_quote, range(len(sentence)))):
        return None
    return Attribution(
        content=sentence.span(0, sentence.last),
        source=last.source,
        form=Form.CARRIED,
        fired=("rule:carried",),
        strength=Strength.CHECK,
    )


def _floating(sentence: Sentence, last: Attribution | None, above: Sentence | None) -> Attribution | None:
    """Return the attribution right above with a quotation of its own sentence added to its content."""
    if last is None or above is None or last.source is None:
        return None
    quotation = sentence.span(0, max(1, sentence.last))
    if last.content.start < above.starts[0] and last.content.end < above.starts[0]:
        return None
    return replace(last, content=Span(last.content.start, quotation.end), fired=(*last.fired, "rule:floating-quote"))


def _continued(sentence: Sentence, before: Attribution) -> Attribution:
    """Return a quotation that opens a paragraph with no speaker of its own: the speaker of the paragraph above."""
    return Attribution(
        content=sentence.span(0, max(1, sentence.last)),
        cue=before.cue,
        source=before.source,
        form=Form.DIRECT,
        fired=("rule:continued-quote",),
        strength=Strength.CHECK,
    )


def _opened_frame(sentence: Sentence) -> tuple[Span | None, Span] | None:
    """Return (source, cue) of a paragraph's last sentence that ends in a colon: `As the paper reported on Tuesday:`."""
    if not sentence.words or sentence.words[-1] != ":":
        return None
    for index in range(len(sentence) - 1, 0, -1):
        verb = CUE_VERBS.get(sentence.words[index])
        if verb is None or verb.cue_class not in _SPOKEN:
            continue
        group = verb_group(sentence, index)
        source = subject_before(sentence, group.start)
        if filler_end(sentence, index + 1) >= len(sentence) - 2 or source is not None:
            return (sentence.span(*source) if source else None), sentence.span(group.start, index + 1)
    return None


def _block(frame: tuple[Span | None, Span], paragraph: Span, lines: Sequence[Sentence]) -> Attribution:
    """Return the paragraph below a frame as words said: a quotation of its own, or the whole block."""
    source, cue = frame
    direct = lines[0].is_quote(0)
    content = lines[0].span(0, lines[0].last or 1) if direct else paragraph
    return Attribution(
        content=content,
        cue=cue,
        source=source,
        form=Form.DIRECT if direct else Form.BLOCK,
        fired=("rule:block",),
        strength=Strength.CHECK,
    )
