"""Invented reports whose descent is known: who copied from whom, and how.

The text is made, not collected: a vocabulary of made-up words drawn by Zipf's law, with a little grammar of fixed
phrases so that unrelated reports share some word groups, as real ones do. Each tree starts with one report; its
descendants are cut, excerpted, reworded, reordered, garbled and added to. Outlets print a footer under everything.
The true edges and trees come along, which no public collection offers.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

SYLLABLES = [c + v + e for c in "bcdfglmnprstv" for v in "aeiou" for e in ("", "n", "r", "l", "s")]
PHRASES = 400
"""Fixed phrases of six words that any report may use: ordinary language repeats itself."""
OUTLETS = 150


@dataclass(frozen=True)
class World:
    """Reports with their known descent."""

    texts: list[str]
    outlets: list[str]
    edges: list[tuple[int, int]]
    """(parent, child), by number."""
    tree: list[int]
    """The tree each report belongs to; reports of different trees share nothing but language and footers."""
    ways: list[str]
    """How each report was made."""


class Language:
    """Words by Zipf's law, phrases and synonyms."""

    def __init__(self, rng: random.Random, size: int = 30_000) -> None:
        words: set[str] = set()
        while len(words) < size:
            words.add("".join(rng.choices(SYLLABLES, k=rng.choice((1, 2, 2, 3)))))
        self.words = sorted(words)
        rng.shuffle(self.words)
        self.weights = [1.0 / (rank + 20) for rank in range(size)]
        self.rng = rng
        self._stock: list[str] = []
        self.phrases = [self.draw(6) for _ in range(PHRASES)]
        half = size // 2
        self.synonym = {self.words[i]: self.words[i + half] for i in range(200, half)}

    def draw(self, count: int) -> list[str]:
        """Return `count` words."""
        if len(self._stock) < count:
            self._stock = self.rng.choices(self.words, self.weights, k=200_000)
        taken, self._stock = self._stock[:count], self._stock[count:]
        return taken

    def sentence(self) -> list[str]:
        """Return one sentence, sometimes with a fixed phrase in it."""
        words = self.draw(self.rng.randint(8, 22))
        if self.rng.random() < 0.15:
            place = self.rng.randrange(len(words))
            words[place:place] = self.rng.choice(self.phrases)
        return words


def derive(rng: random.Random, language: Language, parent: list[list[str]]) -> tuple[list[list[str]], str]:
    """Return a descendant of a text (sentences of words) and how it was made."""
    text = [list(sentence) for sentence in parent]
    ways = []
    shape = rng.random()
    if shape < 0.35:
        text = text[: max(4, int(len(text) * rng.uniform(0.4, 0.95)))]
        ways.append("cut")
    elif shape < 0.55:
        size = max(4, int(len(text) * rng.uniform(0.25, 0.6)))
        start = rng.randrange(max(1, len(text) - size))
        text = text[start : start + size]
        ways.append("excerpt")
    if rng.random() < 0.3:
        rng.shuffle(text)
        ways.append("reordered")
    if rng.random() < 0.3:
        text = [
            sentence[len(sentence) // 2 :] + sentence[: len(sentence) // 2] if rng.random() < 0.3 else sentence
            for sentence in text
        ]
        ways.append("clauses")
    if rng.random() < 0.4:
        share = rng.uniform(0.02, 0.12)
        text = [[language.synonym.get(w, w) if rng.random() < share else w for w in sentence] for sentence in text]
        ways.append("synonyms")
    if rng.random() < 0.4:
        share = rng.uniform(0.0, 0.1)
        text = [_garbled(rng, language, sentence, share) for sentence in text]
        ways.append("noise")
    if rng.random() < 0.5:
        text += [language.sentence() for _ in range(rng.randint(1, 6))]
        ways.append("added")
    return text, "+".join(ways) or "copy"


def _garbled(rng: random.Random, language: Language, sentence: list[str], share: float) -> list[str]:
    out: list[str] = []
    for word in sentence:
        roll = rng.random()
        if roll >= share:
            out.append(word)
        elif roll < share / 2:
            out += language.draw(1)
        elif roll < share * 0.75:
            out += [word, *language.draw(1)]
    return out


def generate(count: int, seed: int = 7) -> World:
    """Return `count` reports in trees of one to eight."""
    rng = random.Random(seed)  # noqa: S311 - text for a benchmark, the same every time
    language = Language(rng)
    footers = [" ".join(language.draw(25)) for _ in range(OUTLETS)]
    texts: list[str] = []
    outlets: list[str] = []
    edges: list[tuple[int, int]] = []
    tree: list[int] = []
    ways: list[str] = []
    while len(texts) < count:
        number = len(texts)
        members = [(number, [language.sentence() for _ in range(rng.randint(12, 28))], "original")]
        for _ in range(min(rng.choice((0, 0, 1, 1, 2, 3, 5, 7)), count - number - 1)):
            parent = rng.choice(members)
            made, way = derive(rng, language, parent[1])
            child = number + len(members)
            edges.append((parent[0], child))
            members.append((child, made, way))
        for _, sentences, way in members:
            outlet = rng.randrange(OUTLETS)
            body = " ".join(" ".join(sentence).capitalize() + "." for sentence in sentences)
            texts.append(f"{body}\n\n{footers[outlet].capitalize()}.")
            outlets.append(f"Outlet {outlet}")
            tree.append(number)
            ways.append(way)
    return World(texts=texts, outlets=outlets, edges=edges, tree=tree, ways=ways)
