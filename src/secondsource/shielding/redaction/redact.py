"""The redaction of one text: what is masked, by which name, and what is still open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from secondsource.core.vetting.decisions_words import folded
from secondsource.shielding.redaction.choices import Choices
from secondsource.shielding.redaction.pseudonyms import Pseudonyms
from secondsource.shielding.redaction.spans import Fate, Span, settled

_TITLES = {
    "en": r"(?:Mr|Mrs|Ms|Miss|Sir|Lady|Madam|Father|Sister|Brother)\.?",
    "es": (
        r"(?:(?:el|la|al|del|los|las)\s+)?(?:señor|señora|señorita|señores|don|doña|sr|sra|srta|d|dña|padre|hermano|"
        r"hermana|doctor|doctora|dr|dra|licenciado|licenciada|lic|ingeniero|ingeniera|ing|profesor|profesora|maestro|"
        r"maestra)\.?"
    ),
}
_BEFORE = {language: re.compile(rf"\b(?P<said>{titles})\s+$", re.IGNORECASE) for language, titles in _TITLES.items()}
_ARTICLE = re.compile(r"\b(?P<said>el|la|los|las|al|del)\s+$", re.IGNORECASE)
_JOINS = {"al": "a ", "del": "de ", "de la": "de ", "a la": "a "}
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """A redacted text and the account of it."""

    text: str
    spans: tuple[Span, ...]
    """Every span in the original text, with its fate."""
    masks: tuple[tuple[int, int], ...]
    """Where the masks stand in the redacted text."""

    @property
    def open(self) -> tuple[Span, ...]:
        """The spans nobody has decided: while there is one, the text may not leave."""
        return tuple(span for span in self.spans if span.fate is Fate.OPEN)


def redact(text: str, spans: Sequence[Span], choices: Choices, names: Pseudonyms, language: str) -> Redacted:
    """Mask what is to be masked.

    Args:
        text: the original.
        spans: what register and finders point out, from `spans_of`.
        choices: what a person decided.
        names: the names of this release.
        language: `en` or `es`, for the words that stand in.

    Returns:
        The new text; open spans are masked in it as well, so that even a draft shows nothing undecided.
    """
    decided = settled([*(_decide(span, text, choices) for span in spans), *_chosen(text, choices)])
    pieces: list[str] = []
    masks: list[tuple[int, int]] = []
    place = length = 0
    for span in decided:
        if span.fate is Fate.KEPT:
            continue
        start, mask = _mask(text, span, names, language)
        start = max(start, place)
        pieces += [text[place:start], mask]
        length += start - place
        masks.append((length, length + len(mask)))
        length += len(mask)
        place = span.end
    pieces.append(text[place:])
    return Redacted(text="".join(pieces), spans=decided, masks=tuple(masks))


def _decide(span: Span, text: str, choices: Choices) -> Span:
    """Apply a choice to a span; what the register masks stays masked."""
    words = folded(text[span.start : span.end])
    if words in choices.masked:
        return replace(span, fate=Fate.MASKED, person=choices.masked[words] or span.person)
    if words in choices.kept and span.fate is Fate.OPEN:
        return replace(span, fate=Fate.KEPT)
    return span


def _chosen(text: str, choices: Choices) -> Iterator[Span]:
    """Yield the places of words that no finder saw and a person wants masked."""
    for words, person in choices.masked.items():
        letters = r"[\W_]+".join(map(_any_accent, words.split()))
        for match in re.finditer(rf"(?<!\w){letters}(?!\w)", text, re.IGNORECASE):
            yield Span(
                start=match.start(), end=match.end(), kind="person" if person else "name", fate=Fate.MASKED,
                person=person, why="a person's choice",
            )  # fmt: skip


_ACCENTS = {"a": "aáàâäãå", "e": "eéèêë", "i": "iíìîï", "o": "oóòôöõ", "u": "uúùûü", "n": "nñ", "c": "cç", "y": "yýÿ"}


def _any_accent(word: str) -> str:
    """Return a pattern for a folded word with whatever accents."""
    return "".join(f"[{_ACCENTS[letter]}]\u0301?" if letter in _ACCENTS else re.escape(letter) for letter in word)


def _mask(text: str, span: Span, names: Pseudonyms, language: str) -> tuple[int, str]:
    """Return where the mask begins and what it says.

    Titles and articles before a person go with the name, because they tell a gender (`la señora Ruiz`); a Spanish
    article that was joined to a preposition leaves the preposition (`del señor Ruiz`: `de Persona 417`).
    """
    if span.person is None:
        return span.start, names.of_kind(span.kind, language)
    name = names.of_person(span.person, language)
    start = span.start
    before = _BEFORE[language].search(text, max(0, start - 40), start)
    if before is None and language == "es":
        before = _ARTICLE.search(text, max(0, start - 6), start)
    lead = ""
    if before is not None:
        start = before.start("said")
        lead = _JOINS.get(before["said"].split()[0].casefold(), "")
    possessive = _POSSESSIVE.search(text[span.start : span.end]) if language == "en" else None
    return start, f"{lead}{name}{'’s' if possessive else ''}"
