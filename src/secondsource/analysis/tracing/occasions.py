"""On what occasion something was said: by which medium, and to whom. Two occasions are two utterances."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from secondsource.analysis.tracing.speakers.names import same_outlet
from secondsource.core.vetting.statement import Form, SpeakerKind, Statement

BEFORE = 160
"""Characters before the content in which its frame is looked for."""
AFTER = 80


class Medium(Enum):
    """How the words reached the public."""

    VIDEO = "video"
    POST = "post"
    """A tweet or another short message under a handle."""
    INTERVIEW = "interview"
    """Said to somebody: told, in an interview, by telephone."""
    PAPER = "paper"
    """A communiqué, statement, letter, message or report."""


_WORDS = {
    Medium.VIDEO: r"videos?|footage|recordings?|clips?|grabaci[oó]n(?:es)?|v[ií]deos?|filmaci[oó]n",
    Medium.POST: r"tweet(?:s|ed)?|tuits?|tuite[oó]|twitter|facebook|instagram|tiktok|telegram|whatsapp|pastebin|"
    r"retweet(?:ed)?|publicaci[oó]n en|pages?|p[aá]ginas?|blogs?|forums?|foros?|chat(?: rooms?)?|hashtags?",
    Medium.INTERVIEW: r"told|tells|interview(?:ed|s)?|entrevistas?|entrevistad[oa]s?|by (?:tele)?phone|tel[eé]fono|"
    r"telef[oó]nica|cont[oó] a|dijo a|dijeron a|declar[oó] a|explic[oó] a|asegur[oó] a|confi[oó] a|in conversation",
    Medium.PAPER: r"communiqu[eé]s?|statements?|press release|letters?|open letter|messages?|reports?|analysis|essay|"
    r"bulletins?|comunicados?|manifiestos?|cartas?|mensajes?|informes?|an[aá]lisis|nota de prensa|bolet[ií]n|memo",
}
_MEDIA = {medium: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for medium, words in _WORDS.items()}
_TOLD = re.compile(
    r"\b(?:told|tells|telling|interview (?:with|by|to)|entrevista (?:con|a|de)|(?:cont|dij|declar|explic|asegur|confi|"
    r"revel|indic|coment)(?:[oó]|aron|eron) a|talk(?:ed|ing) to|spoke (?:to|with)|speaking to)\s+"
    r"((?:(?:the|el|la|al|los|las)\s+)?(?:(?:newspaper|daily|magazine|diario|peri[oó]dico|canal|radio|agencia|cadena)\s+)?"
    r"[A-ZÁÉÍÓÚÑ@][\w.’'&-]*(?:\s+(?:(?:of|the|de|del|la|el|y|and)\s+)?[A-ZÁÉÍÓÚÑ0-9][\w.’'&-]*){0,4})"
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is known of the occasion."""

    media: frozenset[Medium]
    """As the frame of the statement has it; empty when it does not say."""
    told: str | None
    """The outlet it was said to, None when unknown."""


def occasion_of(statement: Statement, root: SpeakerKind, text: str, outlets: frozenset[str]) -> Occasion:
    """Read the occasion from the chain and the words around the content.

    Only people speak on occasions that the frame tells apart. A body's report is called analysis here, statement there,
    and the outlets its words pass through are not the ones it spoke to.

    Args:
        statement: whose frame is read.
        root: kind of the speaker at the root.
        text: its report's body.
        outlets: the case's outlets, to tell `told the Pier` from `told his brother`.
    """
    if statement.form is Form.OWN_VOICE or root in {SpeakerKind.ORGANISATION, SpeakerKind.OUTLET, SpeakerKind.DOCUMENT}:
        return Occasion(frozenset(), None)
    frame = _frame(statement, text)
    media = {medium for medium, pattern in _MEDIA.items() if pattern.search(frame)}
    for link in statement.chain[1:]:
        if link.kind is SpeakerKind.DOCUMENT:
            media |= {medium for medium, pattern in _MEDIA.items() if pattern.search(link.name)}
    told = None
    found = _TOLD.search(frame) if root is not SpeakerKind.GROUP else None
    if found is not None:
        named = found.group(1).strip()
        media.add(Medium.INTERVIEW)
        if any(same_outlet(named, outlet) for outlet in outlets):
            told = named
    if Medium.INTERVIEW in media and Medium.VIDEO not in media and Medium.POST not in media:
        media = {Medium.INTERVIEW}
    return Occasion(frozenset(media), told)


def _frame(statement: Statement, text: str) -> str:
    """Return the sentence around the content, without the content itself."""
    content = statement.content
    before = text[max(0, content.start - BEFORE) : content.start]
    after = text[content.end : content.end + AFTER]
    before = re.split(r"[.!?…][”\"»’)]*\s|\n", before)[-1]
    after = re.split(r"[.!?…][”\"»’)]*(?:\s|$)|\n", after)[0]
    parts = [before, after]
    if statement.cue is not None:
        parts.append(statement.cue.text)
    return " ".join(parts)


def occasions_clash(one: Occasion, two: Occasion) -> bool:
    """Say whether two occasions, as far as known, cannot be one."""
    if one.told and two.told and not same_outlet(one.told, two.told):
        return True
    if not one.media or not two.media or one.media & two.media:
        return False
    # A video's words are often called a message or a statement; an interview or a post is neither.
    return not (one.media | two.media) <= {Medium.VIDEO, Medium.PAPER}
