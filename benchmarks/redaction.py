"""How much of what leads to somebody the finders point out, how fast, and how many questions a person gets.

    python benchmarks/redaction.py tab FILES...       (JSON of the Text Anonymization Benchmark)
    python benchmarks/redaction.py brat FOLDERS...    (MEDDOCAN: .txt with .ann beside it)
    python benchmarks/redaction.py bio FILES...       (one word and its BIO tag a line)
    python benchmarks/redaction.py speed TEXTS...     (files or folders of .txt; also questions per 1,000 words)

`--peer spacy:MODEL` or `--peer presidio` measures these, where installed, in place of the finders. ER_di and ER_qi are
the shares of direct and quasi-identifying entities all of whose mentions are masked in full (Pilán et al., 2022), with
a list of function words where their scorer asks a tagger; token precision weighs all tokens alike, and each word once
where finds overlap. In Spanish a mention counts when every letter and digit of it is masked. Each document is searched
alone, as if it were the whole dossier.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from variants.people import people

from secondsource.shielding.finders.found import Found
from secondsource.shielding.finders.groups import find_groups
from secondsource.shielding.finders.paranoid import find_names, find_numbers, small_words
from secondsource.shielding.finders.structured import find_structured
from secondsource.shielding.matching.matcher import Matcher
from secondsource.shielding.redaction.choices import Choices
from secondsource.shielding.redaction.pseudonyms import Pseudonyms, new_key
from secondsource.shielding.redaction.redact import redact
from secondsource.shielding.redaction.spans import spans_of
from secondsource.shielding.register.entry import Protected, Register

Finder = Callable[[str], Iterable[tuple[int, int]]]
IGNORED = frozenset(" ,.-;:/&()[]–'\" ’“”")
_WORDS = (
    "of in on at by to for from with the a an and or but into about mr mrs ms no nr between during against under over "
    "within without as since until before after nor 's"
)
FUNCTION_WORDS = frozenset(_WORDS.split())
PEOPLE = 100


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, place, date..., and where a document mentions it."""

    kind: str
    direct: bool
    mentions: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A document and what people marked in it."""

    text: str
    entities: tuple[Entity, ...]


@dataclass(slots=True)
class Score:
    """Counts over documents."""

    hit: dict[str, list[int]] = field(default_factory=dict)
    right: int = 0
    said: int = 0
    letters: int = 0
    seconds: float = 0.0

    def count(self, name: str, *, hit: bool) -> None:
        row = self.hit.setdefault(name, [0, 0])
        row[0] += hit
        row[1] += 1


def finders(text: str) -> Iterator[tuple[int, int]]:
    """Yield what our finders point out, masked or open."""
    found: list[Found] = [*find_structured(text), *find_names(text, small_words([text]))]
    found += [*find_numbers(text), *find_groups(text)]
    yield from ((one.start, one.end) for one in found)


def peer(name: str) -> Finder:
    """Return a peer as a finder; its package must be installed."""
    if name == "presidio":
        engine = importlib.import_module("presidio_analyzer").AnalyzerEngine()
        return lambda text: [(one.start, one.end) for one in engine.analyze(text, language="en")]
    model = importlib.import_module("spacy").load(name.removeprefix("spacy:"))
    return lambda text: [(one.start_char, one.end_char) for one in model(text).ents]


def mask(text: str, spans: Iterable[tuple[int, int]]) -> bytearray:
    """Return a byte for each character, 1 where it is masked."""
    masked = bytearray(len(text))
    for start, end in spans:
        masked[start:end] = b"\1" * (end - start)
    return masked


def read_tab(paths: list[Path]) -> Iterator[Marked]:
    """Yield the documents of TAB; entities are counted for each annotator."""
    for path in paths:
        for document in json.loads(path.read_text(encoding="utf-8")):
            entities: dict[tuple[str, str], list[dict[str, str | int]]] = {}
            for annotator, given in document["annotations"].items():
                for one in given["entity_mentions"]:
                    if one["identifier_type"] in {"DIRECT", "QUASI"}:
                        entities.setdefault((annotator, one["entity_id"]), []).append(one)
            yield Marked(document["text"], tuple(map(_entity, entities.values())))


def _entity(mentions: list[dict[str, str | int]]) -> Entity:
    places = tuple((int(one["start_offset"]), int(one["end_offset"])) for one in mentions)
    direct = any(one["identifier_type"] == "DIRECT" for one in mentions)
    return Entity(str(mentions[0]["entity_type"]), direct, places)


def read_brat(folders: list[Path]) -> Iterator[Marked]:
    """Yield texts with stand-off marks; every mark is an entity of its own."""
    for path in sorted(path for folder in folders for path in folder.rglob("*.txt")):
        marks = []
        for line in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines():
            if line.startswith("T"):
                kind, _, places = line.split("\t")[1].partition(" ")
                ends = [place.split() for place in places.split(";")]
                marks.append(Entity(kind, direct=False, mentions=tuple((int(a), int(b)) for a, b in ends)))
        yield Marked(path.read_bytes().decode(), tuple(marks))


def read_bio(paths: list[Path]) -> Iterator[Marked]:
    """Yield documents put together from words; an empty line ends a sentence, `PROCEDIMIENTO` begins a document."""
    for path in paths:
        text, marks = "", [("O", 0, 0)]
        for line in path.read_text(encoding="utf-8").splitlines():
            word, _, tag = line.replace("\t", " ").rpartition(" ")
            if word == "PROCEDIMIENTO" and text:
                yield Marked(text, _entities(marks))
                text, marks = "", [("O", 0, 0)]
            if not word:
                text += "\n"
                continue
            if text and text[-1] not in "\n([«/" and word not in ",.;:)]»?!%/":
                text += " "
            start, text = len(text), text + word
            if tag.startswith("I-") and marks[-1][0] == tag[2:]:
                marks[-1] = (tag[2:], marks[-1][1], len(text))
            else:
                marks.append((tag.removeprefix("B-").removeprefix("I-"), start, len(text)))
        yield Marked(text, _entities(marks))


def _entities(marks: list[tuple[str, int, int]]) -> tuple[Entity, ...]:
    return tuple(Entity(kind, direct=False, mentions=((start, end),)) for kind, start, end in marks if kind != "O")


def hidden(text: str, masked: bytearray, start: int, end: int) -> bool:
    """Say whether all of a mention that could tell something is masked, as TAB counts it."""
    for word in re.finditer(r"\S+", text[start:end]):
        if word[0].strip("".join(IGNORED)).lower() in FUNCTION_WORDS:
            continue
        places = range(start + word.start(), start + word.end())
        if any(not masked[place] and text[place] not in IGNORED for place in places):
            return False
    return True


def wholly(text: str, masked: bytearray, start: int, end: int) -> bool:
    """Say whether every letter and digit of a mention is masked."""
    return all(masked[place] or not text[place].isalnum() for place in range(start, end))


def score(documents: Iterable[Marked], find: Finder, *, english: bool) -> Score:
    """Compare what `find` points out with what people marked."""
    total = Score()
    is_hidden = hidden if english else wholly
    for document in documents:
        text = document.text
        start = time.process_time()
        spans = list(find(text))
        total.seconds += time.process_time() - start
        total.letters += len(text)
        masked = mask(text, spans)
        gold = mask(text, (place for one in document.entities for place in one.mentions))
        for one in document.entities:
            hit = all(is_hidden(text, masked, *place) for place in one.mentions)
            total.count("ER_di" if one.direct else "ER_qi" if english else "recall", hit=hit)
            total.count(one.kind, hit=hit)
        for word in re.finditer(r"\w+", text):
            said = sum(masked[word.start() : word.end()])
            right = sum(
                a and b for a, b in zip(masked[word.start() : word.end()], gold[word.start() : word.end()], strict=True)
            )
            if english:
                # A word is masked when some of it is, and rightly so when all that is masked was marked.
                said, right = int(said > 0), int(said > 0 and right == said)
            total.said += said
            total.right += right
    return total


def show(total: Score, *, english: bool) -> None:
    """Print shares, precision and speed."""
    for name, (hit, count) in sorted(total.hit.items(), key=lambda row: (not row[0].startswith(("ER", "rec")), row[0])):
        print(f"{name:34} {hit / count:6.3f}  of {count}")
    unit = "token" if english else "character"
    print(f"{unit + ' precision':34} {total.right / max(1, total.said):6.3f}  of {total.said}")
    print(f"characters/s of processor time {total.letters / max(total.seconds, 1e-9):12,.0f}")


def speed(paths: list[Path]) -> None:
    """Print speeds of finders and whole redaction, and the questions a person gets."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    letters, words = sum(map(len, texts)), sum(len(text.split()) for text in texts)
    start = time.process_time()
    for text in texts:
        list(finders(text))
    print(f"finders             {letters / (time.process_time() - start):12,.0f} characters/s")
    crowd = [Protected(id=f"p-{number}", name=one.name) for number, one in enumerate(people(PEOPLE, 7))]
    matcher, names = Matcher(Register(entries=tuple(crowd))), Pseudonyms(new_key(), (one.id for one in crowd))
    start = time.process_time()
    ordinary = small_words(texts)
    questions: set[str] = set()
    places = 0
    for text in texts:
        found = [*find_structured(text), *find_names(text, ordinary), *find_numbers(text), *find_groups(text)]
        done = redact(text, spans_of(matcher.find(text), found), Choices(), names, "en")
        places += len(done.open)
        questions |= {" ".join(text[one.start : one.end].split()) for one in done.open}
    taken = time.process_time() - start
    print(f"register of {PEOPLE}, finders and masking {letters / taken:12,.0f} characters/s")
    print(f"open per 1,000 words: {1000 * places / words:.0f} places, {1000 * len(questions) / words:.0f} questions")


def main(arguments: list[str]) -> None:
    """Run what the command line asks for."""
    find: Finder = finders
    if "--peer" in arguments:
        place = arguments.index("--peer")
        find = peer(arguments[place + 1])
        del arguments[place : place + 2]
    if len(arguments) < 2:
        sys.exit(__doc__)
    what, paths = arguments[0], [Path(name) for name in arguments[1:]]
    if what == "speed":
        speed([file for path in paths for file in (sorted(path.rglob("*.txt")) if path.is_dir() else [path])])
        return
    documents = {"tab": read_tab, "brat": read_brat, "bio": read_bio}[what](paths)
    show(score(documents, find, english=what == "tab"), english=what == "tab")


if __name__ == "__main__":
    main(sys.argv[1:])
