"""Words of one paragraph with offsets, light tags and quotation marks: what the Spanish rules read.

The light tags come from closed classes and endings only, so the rules work without a parser; where a parser is at
hand its tags replace the guesses for open classes.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.analysis.reading import segments
from secondsource.analysis.reading.spanish.conjugation import listed
from secondsource.analysis.reading.spanish.lexicon import AUXILIARIES, HEDGES, MODALS
from secondsource.analysis.reading.spanish.verbs import verb_forms
from secondsource.core.vetting.report import Span

_TOKEN = re.compile(r"\d+(?:[.:,]\d+)+|[@#]?\w+(?:[-'’./&]\w+)*|\.{2,}|[^\w\s]")
# `CIUDAD, 3 mar (Agencia).- ` before the first sentence of wire copy.
_DATELINE = re.compile(
    r"(?:[A-ZÁÉÍÓÚÑ]{3,}[^.:\n«\"“]{0,50}|[A-ZÁÉÍÓÚÑ][^.:\n«\"“—]{0,50}[(\d][^.:\n«\"“—]{0,30})(?:\([^)\n]{0,40}\))?\s?[.,]?\s?[-–—]{1,2}\s?(?=[\w«\"“])"
)
_CLOSED = {
    "DET": """el la los las lo un una unos unas este esta estos estas ese esa esos esas aquel aquella
        aquellos aquellas su sus mi mis tu tus nuestro nuestra nuestros nuestras cada ningún ninguna
        algún alguna algunos algunas varios varias muchos muchas ambos ambas otro otra otros otras todo
        toda todos todas tal cuyo cuya dicho dicha mismo misma propio propia numerosos diversas
        diversos""",
    "NUM": """uno dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cien mil""",
    "ADP": """a ante bajo con contra de del al desde durante en entre hacia hasta mediante para por según sin
        sobre tras vía""",
    "CCONJ": """y e o u ni pero sino mas""",
    "SCONJ": """que si porque aunque mientras cuando como pues donde""",
    "PRON": """se le les me te nos yo él ella ellos ellas usted ustedes quien quienes cual cuales esto eso
        ello nadie alguien qué quién quiénes cuál""",
    "ADV": """no nunca jamás también tampoco ya ayer hoy anoche además así solo sólo siempre aún todavía
        ahora luego entonces después antes más muy aquí allí ahí incluso asimismo mañana tan casi""",
}
_TAGS = {word: tag for tag, listing in _CLOSED.items() for word in listing.split()}
_FINITE_AUXILIARIES = (
    frozenset(
        word
        for lemma, listing in AUXILIARIES.items()
        for word in listing.split()
        if word not in {"haber", "ser", "estar", "sido", "habiendo", "siendo", "estando"}
    )
    | MODALS
    | listed(
        """hay había hubo habrá sé sabe tiene tienen tenía tuvo hace hacía hizo da dio dieron hacen tendrá tendrán"""
    )
)
# Endings that only finite verbs have, near enough (`-ó`, `-aron`, `-ían`): nouns in -ía and -aba are left to the
# parser.
_FINITE_ENDING = re.compile(r"(?:[^s]ó|aron|ieron|aban|ían|arán|erán|irán|ará|erá|irá|aría|ería|iría|eron)$")
_QUOTES = dict.fromkeys("«»“”„‟″", '"') | {"—": "-", "–": "-", "―": "-"}


@dataclass(slots=True)
class Word:
    """One word or punctuation mark."""

    text: str
    low: str
    start: int
    end: int
    tag: str
    """A universal part of speech; `PUNCT` for punctuation."""
    head: int = -1
    """Place of the governing word in the paragraph, from the parser; -1 without one. Its own place for a root."""
    dep: str = ""
    feats: str = ""
    """Morphology as the parser writes it, e.g. `Mood=Ind|Person=3`."""

    @property
    def plain(self) -> str:
        """The text with quotation marks and dashes as the parser's training text writes them."""
        return _QUOTES.get(self.text, self.text)


@dataclass(slots=True)
class Passage:
    """One paragraph made ready for the rules."""

    text: str
    """The whole report's text; spans count in it."""
    words: list[Word]
    sentences: list[tuple[int, int]]
    """First and past-the-last word of each sentence."""
    quotes: list[tuple[int, int]]
    """First and past-the-last word of each quotation, marks included."""
    inside: list[int]
    """For each word the number of its quotation, or -1."""
    sentence_of: list[int]
    parsed: bool = False
    title: bool = False

    def span(self, first: int, stop: int) -> Span:
        """Return the place of words first..stop (exclusive) in the report."""
        return Span(self.words[first].start, self.words[stop - 1].end)

    def low(self, index: int) -> str:
        """Return the lower-case word at `index`, or an empty string outside the paragraph."""
        return self.words[index].low if 0 <= index < len(self.words) else ""

    def bounds(self, index: int) -> tuple[int, int]:
        """Return the sentence around a word; inside a quotation, cut to the quotation without its marks."""
        first, stop = self.sentences[self.sentence_of[index]]
        number = self.inside[index]
        if number >= 0:
            opened, closed = self.quotes[number]
            first = max(first, opened + 1 if self.is_mark(opened) else opened)
            stop = min(stop, closed - 1 if self.is_mark(closed - 1) else closed)
        return first, stop

    def is_mark(self, index: int) -> bool:
        """Say whether the word is a quotation mark or dialogue dash."""
        return 0 <= index < len(self.words) and self.words[index].text in "«»“”„‟″\"'‘’—–―"

    def body_end(self, first: int, stop: int) -> int:
        """Return `stop` without the full stop and other closing punctuation of the sentence."""
        while stop > first and self.words[stop - 1].text in {".", ",", ";", ":", "—", "–", "...", "…", "-", "("}:
            stop -= 1
        return stop


def prepare(text: str, paragraph: Span, quotations: Sequence[Span], *, title: bool = False) -> Passage:
    """Cut a paragraph into words, sentences and quotations.

    Args:
        text: The report's text.
        paragraph: The paragraph.
        quotations: The report's quotations, in order.
        title: True for a headline.
    """
    words = [_word(match, paragraph.start) for match in _TOKEN.finditer(text, paragraph.start, paragraph.end)]
    starts = [word.start for word in words]
    quotes = [
        (bisect_left(starts, quote.start), bisect_left(starts, quote.end))
        for quote in quotations
        if quote.start >= paragraph.start and quote.end <= paragraph.end
    ]
    quotes = [_cut_turn(words, quote) for quote in quotes]
    quotes += _dash_turns(words, quotes)
    quotes.sort()
    inside = [-1] * len(words)
    for number, (first, stop) in enumerate(quotes):
        inside[first:stop] = [number] * (stop - first)
    cuts = [bisect_left(starts, sentence.start) for sentence in segments.sentences(text, paragraph)] + [len(words)]
    dateline = _DATELINE.match(text, paragraph.start, paragraph.end)
    if dateline is not None:
        cuts = sorted({*cuts, bisect_left(starts, dateline.end())})
    sentences = _mend(words, [(a, b) for a, b in itertools.pairwise(cuts) if b > a], inside)
    firsts = [first for first, _ in sentences]
    sentence_of = [bisect_right(firsts, index) - 1 for index in range(len(words))]
    _retag(words, sentences)
    return Passage(
        text=text, words=words, sentences=sentences, quotes=quotes, inside=inside, sentence_of=sentence_of, title=title
    )


def _cut_turn(words: Sequence[Word], quote: tuple[int, int]) -> tuple[int, int]:
    """End a turn of dialogue that goes on behind an aside with its first sentence.

    What follows is more often the reporter's.
    """
    first, stop = quote
    if words[first].text in _QUOTES or words[first].text in "\"'‘’<>`" or first == 0:
        return quote
    end = next((k + 1 for k in range(first, stop) if words[k].text in {".", "?", "!", "…"}), stop)
    return first, min(stop, end)


def _dash_turns(words: Sequence[Word], quotes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find turns of dialogue that begin within a paragraph (`Llovía. —No vimos nada —decía él—. Nada.`).

    A dash behind the end of a sentence and before a capital opens what is said; a dash before a small letter closes
    it, and one behind a word that a full stop follows opens it again.
    """
    if any(words[first].text in "—–" for first, _ in quotes) or not words:
        return []
    found = []
    opened: int | None = None
    for index, word in enumerate(words[:-1]):
        if word.text not in {"—", "–"} or any(first <= index < stop for first, stop in quotes):
            continue
        after = words[index + 1]
        ends_before = index == 0 or words[index - 1].text in {".", "?", "!", "»", "”", "…", ":"}
        glued = after.start == word.end
        if opened is None and ends_before and glued and (after.text[0].isupper() or after.text in "¿¡"):
            opened = index
        elif opened is not None and glued and after.text[0].islower():
            found.append((opened, index))
            opened = None
        elif found and opened is None and words[index - 1].end == word.start and after.text in ".,;:":
            follows = index + 2
            opened = follows if follows < len(words) and words[follows].text not in {"—", "–"} else None
    if opened is not None and found:
        stop = next((k + 1 for k in range(opened, len(words)) if words[k].text in {".", "?", "!", "…"}), len(words))
        found.append((opened, stop))
    return found


def _word(match: re.Match[str], opening: int) -> Word:
    """Make a word with its light tag."""
    text = match.group()
    low = text.lower()
    return Word(
        text=text,
        low=low,
        start=match.start(),
        end=match.end(),
        tag=_light_tag(text, low, first=match.start() == opening),
    )


def _light_tag(text: str, low: str, *, first: bool) -> str:
    """Guess a part of speech from the word alone."""
    if not (text[0].isalnum() or text[0] in "@#"):
        return "PUNCT"
    verb = low in _FINITE_AUXILIARIES or _is_reporting(low)
    tag = _TAGS.get(low)
    if tag is None and text[0].isdigit():
        tag = "NUM"
    elif tag is None and (text[0] == "@" or (text[0].isupper() and not first and not verb)):
        tag = "PROPN"
    elif tag is None and (verb or _FINITE_ENDING.search(low)):
        tag = "VERB"
    elif tag is None:
        tag = "ADV" if low.endswith("mente") or low in HEDGES else "NOUN"
    return tag


def _is_reporting(low: str) -> bool:
    """Say whether the word is a finite form of a reporting verb."""
    return any(form.kind in {"finite", "subjunctive"} for form in verb_forms().get(low, ()))


def _retag(words: list[Word], sentences: Sequence[tuple[int, int]]) -> None:
    """Mend guesses by the neighbours.

    Behind a determiner or preposition stands a noun (`el anuncio`, `de denuncia`).
    """
    openings = {first for first, _ in sentences}
    for index, word in enumerate(words):
        before = words[index - 1] if index else None
        if word.tag != "VERB" or before is None or index in openings:
            continue
        if word.text[0].isupper() and before.tag == "PROPN" and not word.low.endswith("ó"):
            word.tag = "PROPN"
        elif (
            (
                before.tag in {"DET", "NUM"}
                and before.low not in {"lo", "la", "los", "las"}
                and word.low not in _FINITE_AUXILIARIES
            )
            or (
                before.low in {"la", "los", "las"}
                and word.low not in _FINITE_AUXILIARIES
                and not word.low.endswith(("ó", "ron"))
            )
            or (before.tag == "ADP" and before.low != "según" and word.low not in _FINITE_AUXILIARIES)
        ):
            word.tag = "NOUN"


def _mend(words: Sequence[Word], cuts: Sequence[tuple[int, int]], inside: Sequence[int]) -> list[tuple[int, int]]:
    """Join a sentence that starts in lower case after a quotation (`«¿Cuándo?» preguntó ella`) to the one before."""
    mended: list[tuple[int, int]] = []
    for first, stop in cuts:
        opener = next((word for word in words[first:stop] if word.tag != "PUNCT"), None)
        # A sentence that begins with the rest of a turn of dialogue or with a lower-case verb belongs to what stands
        # before.
        joins = opener is not None and opener.text[0].islower() and inside[first] < 0
        if mended and joins:
            mended[-1] = (mended[-1][0], stop)
        else:
            mended.append((first, stop))
    return mended
