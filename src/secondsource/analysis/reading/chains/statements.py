"""From attributions to statements: chain, date of saying, position and modality of each, within one report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from secondsource.analysis.reading import position as stance
from secondsource.analysis.reading.chains.discourse import Discourse, Utterance
from secondsource.core.vetting.report import Quote, Report, Span
from secondsource.core.vetting.statement import (
    Attribution,
    Form,
    Sentence,
    Speaker,
    SpeakerKind,
    Statement,
    statement_id,
)

UNKNOWN_OUTLET = "unknown outlet"
"""The publisher's name where the report does not give it."""


def statements(
    report: Report, attributions: Sequence[Attribution], sentences: Sequence[Sentence]
) -> tuple[Statement, ...]:
    """Return one statement for each attribution, in the attributions' order of place.

    Args:
        report: The report they were found in.
        attributions: Content, cue and source spans, in any order.
        sentences: The report's sentences, in order, which together cover its words.

    The chain of each runs from the publisher over the credits of the whole report, other sources, documents and outlets
    told, to the ultimate speaker. It is never empty, and always begins with the publisher.
    """
    ordered = sorted(
        attributions, key=lambda item: (item.content, item.cue or item.content, item.source or item.content)
    )
    outlet = Speaker(
        name=report.outlet or UNKNOWN_OUTLET,
        kind=SpeakerKind.OUTLET,
        basis="the report's publisher" if report.outlet else "no publisher given",
    )
    credits_ = tuple(
        Speaker(name=name, kind=SpeakerKind.OUTLET, basis="credit of the whole report") for name in report.via
    )
    utterances = Discourse(report, ordered, sentences, outlet).utterances()
    seen: Counter[str] = Counter()
    made = []
    for attribution in ordered:
        utterance = utterances[id(attribution)]
        made.append(_statement(report, attribution, utterance, (outlet, *credits_), sentences, seen))
    return tuple(made)


def _statement(  # one value of each of the layers a statement is made of
    report: Report,
    attribution: Attribution,
    utterance: Utterance,
    opening: tuple[Speaker, ...],
    sentences: Sequence[Sentence],
    seen: Counter[str],
) -> Statement:
    content = Quote.cut(report.text, attribution.content)
    # Counted as the id reads the words: white space does not tell two statements apart.
    said_words = " ".join(content.text.split())
    occurrence = seen[said_words]
    seen[said_words] += 1
    cue = attribution.cue.of(report.text) if attribution.cue else ""
    said = _without(report.text, attribution)
    return Statement(
        id=statement_id(report.file, content.text, occurrence),
        report=report.file,
        content=content,
        cue=Quote.cut(report.text, attribution.cue) if attribution.cue else None,
        source=Quote.cut(report.text, attribution.source) if attribution.source else None,
        chain=_chain(opening, utterance, attribution.form),
        said_on=utterance.said_on,
        said_on_basis=utterance.said_on_basis,
        position=stance.position(cue, said, attribution.form),
        modality=stance.modality(cue, said, attribution.form),
        form=attribution.form,
        language=_language(attribution.content, sentences, utterance.sentence, report.language),
        fired=attribution.fired,
        strength=attribution.strength,
        confidence=attribution.confidence,
    )


def _chain(opening: tuple[Speaker, ...], utterance: Utterance, form: Form) -> tuple[Speaker, ...]:
    """Join publisher, credits and links, leaving out a link that repeats one before it."""
    if form is Form.OWN_VOICE:
        return opening[0], Speaker(name=opening[0].name, kind=SpeakerKind.OUTLET, basis="the publisher's own voice")
    chain = list(opening)
    for link in utterance.links[:-1]:
        if all(link.name.casefold() != other.name.casefold() for other in (*chain, utterance.links[-1])):
            chain.append(link)
    last = _as_credited(utterance.links[-1], opening[1:])
    # A credit that is itself the speaker (`X reports ...` in a report credited to X) stands once, at the end.
    chain = [chain[0], *(link for link in chain[1:] if link.name.casefold() != last.name.casefold())]
    return (*chain, last)


def _as_credited(last: Speaker, credited: tuple[Speaker, ...]) -> Speaker:
    """Return the speaker under the name of the credit it shortens: `Northwire` for `Northwire News`, spaces apart."""
    short = "".join(last.name.casefold().split())
    for credit in credited:
        if (
            len(short) >= 5
            and short in "".join(credit.name.casefold().split())
            and last.kind is not SpeakerKind.UNNAMED
        ):
            return replace(credit, span=last.span, basis=f"credited above: {last.name} -> {credit.name}")
    return last


def _without(text: str, attribution: Attribution) -> str:
    """Return the content without a cue and source that it runs around."""
    content = attribution.content
    parts = [part for part in (attribution.cue, attribution.source) if part and content.contains(part)]
    if not parts:
        return content.of(text)
    low, high = min(part.start for part in parts), max(part.end for part in parts)
    return text[content.start : low] + text[high : content.end]


def _language(content: Span, sentences: Sequence[Sentence], number: int, fallback: str | None) -> str:
    """Return the language of the sentence the content begins in."""
    for sentence in sentences[max(0, number - 3) : number + 4]:
        if sentence.span.start <= content.start < sentence.span.end:
            return sentence.language
    if sentences:
        return sentences[min(number, len(sentences) - 1)].language
    return fallback or "en"
