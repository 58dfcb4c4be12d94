"""Which language a report, and each of its paragraphs, is written in.

Function words decide first: in a short paragraph they say more than letter statistics. Only where they do not is the
text put to py3langid (Lui and Baldwin 2012, `langid.py`), restricted to languages a newsroom is likely to receive.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from secondsource.analysis.reading.segments import word_set
from secondsource.core.vetting.report import Span

UNDETERMINED = "und"
"""ISO 639 code for a text whose language could not be told."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")

# The commonest closed-class words of each language. Words shared by two languages count for both, so only the others
# decide.
_FUNCTION_WORDS = {
    "en": "the of and to in that is was for with on it he she they at by from as his her their be are were has had"
    " have this which not but who will would an or been after its about into than when there if said we you i what"
    " could should no so",
    "es": "el la de que y en los las del se con por un una para su al lo como más pero sus fue ha este esta es son"
    " no le ya o entre cuando muy sin sobre también hasta desde está han era ser donde quien porque según dijo había"
    " qué ni contra yo eso",
    "pt": "o a de que e do da em os as um uma para com não por mais dos das se na no ao foi são está também ele ela"
    " mas pelo pela há seu sua isso à você",
    "fr": "le la les de des du et en un une que qui est pour dans par sur pas plus au aux avec ne ce cette il elle"
    " sont ont été a à l d se son sa ses nous vous mais ou où",
    "it": "il la le lo gli i di del della dei che e è in un una per con non sono ha da al alla si come più anche ma"
    " nel nella hanno stato questo questa suo sua",
    "ca": "el la els les de del dels que i en un una amb per no és són ha al als es va van més com seva seu aquest"
    " aquesta però també",
    "gl": "o a os as de do da dos das que e en un unha con por non é na no ao máis seu súa tamén pero foi estes isto",
    "de": "der die das und in den von zu mit ist des im für auf ein eine nicht dem sich als auch es an werden aus er"
    " hat dass sie nach bei um am sind noch wie",
    "nl": "de het een en van in is dat op te zijn met voor niet die aan er om ook als bij maar uit dan hij werd naar"
    " heeft hebben",
}
_VOCABULARY = {code: word_set(words) for code, words in _FUNCTION_WORDS.items()}
_CANDIDATES = word_set("""
    en es pt fr it ca gl eu de nl sv da no fi pl cs sk hu ro bg el ru uk sr hr sq tr ar fa ur he hi bn ta te th
    vi id ms tl sw am zh ja ko ka hy az kk ps ku ht
""")
# Shares and counts below which a short text is left to the next method.
_ENOUGH_HITS = 3
_ENOUGH_SHARE = 0.15
_MARGIN = 1.25
_ENOUGH_LETTERS = 60
_SAMPLE = 20_000


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of most of `text`, or None when it holds no words to tell by."""
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + text[len(text) // 2 :][: _SAMPLE // 2]
    by_words = _by_function_words(sample)
    if by_words is not None:
        return by_words
    return _by_letters(sample) if any(character.isalpha() for character in sample) else None


def paragraph_languages(text: str, paragraphs: Sequence[Span], hint: str | None) -> list[str]:
    """Return one ISO 639-1 code for each paragraph.

    Args:
        text: The report's text.
        paragraphs: Its paragraphs.
        hint: The report's language by its metadata, or None; used where a paragraph is too short to tell.

    Returns:
        As many codes as paragraphs; `und` only when neither the paragraph nor the report can be told.
    """
    fallback = (hint or "").lower().replace("_", "-").split("-")[0] or detect(text) or UNDETERMINED
    return [_paragraph_language(span.of(text), fallback) for span in paragraphs]


def _paragraph_language(paragraph: str, fallback: str) -> str:
    """Return the language of one paragraph, or `fallback` where it is too short or too close to call."""
    by_words = _by_function_words(paragraph)
    if by_words is not None:
        return by_words
    letters = [character for character in paragraph if character.isalpha()]
    foreign_script = sum(not _LATIN.match(character) for character in letters)
    if letters and foreign_script * 2 > len(letters):
        return _by_letters(paragraph)
    if len(letters) < _ENOUGH_LETTERS:
        return fallback
    # A paragraph of names has letters without words; only running lower-case text is worth the second method.
    running = sum(word.islower() for word in paragraph.split())
    return _by_letters(paragraph) if running * 2 > len(paragraph.split()) else fallback


def _by_function_words(text: str) -> str | None:
    """Return the language whose function words clearly prevail, or None."""
    found = [match.group().lower() for match in _WORD.finditer(text)]
    counts: Counter[str] = Counter()
    for word, times in Counter(found).items():
        for code, vocabulary in _VOCABULARY.items():
            if word in vocabulary:
                counts[code] += times
    if not counts:
        return None
    (best, hits), *others = counts.most_common(2)
    second = others[0][1] if others else 0
    clear = hits >= _ENOUGH_HITS and hits >= _ENOUGH_SHARE * len(found) and hits >= _MARGIN * second
    return best if clear else None


def _by_letters(text: str) -> str:
    """Return py3langid's answer among the candidate languages."""
    code, _ = _identifier().classify(text)
    return str(code)


@cache
def _identifier() -> LanguageIdentifier:
    """Load the model once; it takes a tenth of a second and many runs never need it."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages(sorted(_CANDIDATES & known))
    return identifier
