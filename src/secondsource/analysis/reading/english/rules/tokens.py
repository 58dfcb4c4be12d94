"""A sentence as the rules see it: words with their offsets, and each quotation as one token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.analysis.reading.quotation import quotations
from secondsource.analysis.reading.segments import sentences
from secondsource.core.vetting.report import Span

QUOTE = "\ue000"
"""Stands for a whole quotation; a private-use character, so no text can hold it by accident."""

_TOKEN = re.compile(
    r"\ue000+\.?|(?:[^\W\d_]\.){2,}|[@#]\w+|[^\W_]+(?:[’'.\-‐‑&/_][^\W_]+)*(?:[’'](?=\s))?|--+|\.\.+|[^\s\ue000]"
)
_SPEAKER_FOLLOWS = re.compile(
    r"\s+(?:[A-Z][\w.'’-]*\s+){0,3}(?:said|says|asked|asks|wrote|writes|added|adds|told|replied|tweeted)\b|"
    r"\s+(?:said|says|asked|asks|wrote|added|replied)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, split into tokens."""

    text: str
    """The whole report; the offsets count in it."""
    words: list[str]
    """Tokens in lower case with straight apostrophes; `QUOTE` for a quotation."""
    starts: list[int]
    ends: list[int]
    titles: list[bool]
    """True for a token that begins with a capital."""

    def span(self, start: int, end: int) -> Span:
        """Return where the tokens start..end (end exclusive) stand in the report."""
        return Span(self.starts[start], self.ends[end - 1])

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.words)

    @property
    def last(self) -> int:
        """The index behind the last token that is not closing punctuation."""
        end = len(self.words)
        while end and self.words[end - 1] in {".", "!", "?", "…", ";", ")", "]"}:
            end -= 1
        return end

    def is_quote(self, index: int) -> bool:
        """Say whether a quotation stands at `index`."""
        return 0 <= index < len(self.words) and self.words[index] == QUOTE

    def word(self, index: int) -> str:
        """Return the token at `index`, or nothing beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else ""


def mask_quotations(text: str, paragraphs: Sequence[Span]) -> str:
    """Return `text`, as long as before, with each quotation replaced by a run of `QUOTE`.

    A quotation that ends its sentence keeps a full stop as its last character, so that the sentence splitter sees it.
    """
    pieces: list[str] = []
    position = 0
    clean = text.replace(QUOTE, " ")
    for span in quotations(text, paragraphs):
        pieces.append(clean[position : span.start])
        inner = span.of(text).rstrip("\"'“”’»« ")
        ends = inner[-1:] in {".", "!", "?", "…"} and not _SPEAKER_FOLLOWS.match(text, span.end)
        pieces.append(QUOTE * (len(span) - ends) + "." * ends)
        position = span.end
    pieces.append(clean[position:])
    return "".join(pieces)


def read_sentences(text: str, masked: str, paragraph: Span) -> list[Sentence]:
    """Return the tokenised sentences of one paragraph; no sentence ends inside a quotation."""
    return [_tokenise(text, masked, span) for span in sentences(masked, paragraph)]


def _tokenise(text: str, masked: str, span: Span) -> Sentence:
    """Split one sentence into tokens."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    titles: list[bool] = []
    for match in _TOKEN.finditer(masked, span.start, span.end):
        token = match.group()
        quoted = token[0] == QUOTE
        words.append(QUOTE if quoted else token.lower().replace("’", "'"))
        starts.append(match.start())
        # The full stop of the mask stands for a closing mark; one of the text's own is not part of the quotation.
        ends.append(match.end() - (quoted and token[-1] == "." and text[match.end() - 1] == "."))
        titles.append(token[0].isupper() or token[0] in "@#")
    return Sentence(text, words, starts, ends, titles)
