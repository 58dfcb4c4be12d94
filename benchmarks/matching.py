"""How well and how fast protected people are found: recall by way of writing, false flags, speed.

    python benchmarks/matching.py recall [apart|own|all]
    python benchmarks/matching.py flags TEXTS...        (files or folders of .txt, none of the people in them)
    python benchmarks/matching.py speed TEXTS...

Recall counts a variant as found when every letter and digit of it lies in hits, whoever's; `right` when the hits name
its bearer. 400 invented people, each way of writing once for each of them that has it.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from variants import apart, own
from variants.crowd import crowd
from variants.people import Invented, people

from secondsource.shielding.matching.hit import Hit, Strength
from secondsource.shielding.matching.matcher import Matcher
from secondsource.shielding.register.entry import Protected, Register

PEOPLE = 400
DRAW = 7


def entry(number: int, person: Invented) -> Protected:
    """Return what the register is told about one invented person."""
    return Protected(
        id=f"p-{number}",
        name=person.name,
        nicknames=(person.nickname,),
        phones=(person.phone,),
        numbers=(person.identity,),
        plates=(person.plate,),
        addresses=(person.address,),
    )


def covered(hits: Iterable[Hit], text: str, begin: int, end: int) -> bool:
    """Say whether all letters and digits of a stretch lie in hits."""
    inside = {place for hit in hits for place in range(hit.start, hit.end)}
    return all(place in inside for place in range(begin, end) if text[place].isalnum())


def recall(which: str, *, misses: bool) -> None:
    """Print recall by way of writing and in the mean."""
    cast = people(PEOPLE, DRAW)
    matcher = Matcher(Register(entries=tuple(entry(n, one) for n, one in enumerate(cast))))
    halves = {"own": [own], "apart": [apart], "all": [own, apart]}[which]
    shares = []
    total: Counter[str] = Counter()
    for half in halves:
        for way in half.WAYS:
            counts, lost = measure(way, half.SEED, cast, matcher)
            share = counts["found"] / counts["asked"]
            shares.append(share)
            total += counts
            right, masked = (counts[one] / counts["asked"] for one in ("right", "masked"))
            print(f"{way.__name__:<28}{counts['asked']:>5}  found {share:.4f}  right {right:.4f}  masked {masked:.4f}")
            if misses:
                for one in lost[:6]:
                    print("     ", one)
    asked = total["asked"]
    print(
        f"{len(shares)} ways: mean of ways {sum(shares) / len(shares):.4f}; of {asked} variants found "
        f"{total['found'] / asked:.4f}, right {total['right'] / asked:.4f}, masked {total['masked'] / asked:.4f}; "
        f"lowest way {min(shares):.4f}"
    )


def measure(way: apart.Way, seed: int, cast: list[Invented], matcher: Matcher) -> tuple[Counter[str], list[str]]:
    """Ask one way of writing of everybody."""
    rng = random.Random(seed)  # noqa: S311 - reproducible numbers are wanted here
    counts: Counter[str] = Counter()
    lost = []
    for number, person in enumerate(cast):
        piece = way(person, rng)
        if piece is None:
            continue
        text = "".join(piece)
        begin, end = len(piece[0]), len(piece[0]) + len(piece[1])
        hits = matcher.find(text)
        bearer = [hit for hit in hits if f"p-{number}" in (hit.person, *hit.others)]
        found = covered(hits, text, begin, end)
        counts += Counter(
            asked=1,
            found=found,
            right=covered(bearer, text, begin, end),
            masked=covered((hit for hit in hits if hit.strength is Strength.MASK), text, begin, end),
        )
        if not found:
            lost.append(f"{person.name} | {text!r} | {[text[hit.start : hit.end] for hit in hits]}")
    return counts, lost


def texts(places: list[str]) -> list[str]:
    """Read plain text files and folders of them."""
    files = [
        file
        for place in places
        for file in ([Path(place)] if Path(place).is_file() else sorted(Path(place).rglob("*.txt")))
    ]
    return [file.read_text(encoding="utf-8") for file in files]


def flags(read: list[str]) -> None:
    """Print what is flagged in texts that hold none of the people."""
    size = sum(map(len, read))
    for count in (1_000, 100_000):
        matcher = Matcher(crowd(count))
        kinds: Counter[str] = Counter()
        for text in read:
            kinds.update(f"{hit.strength.value} {hit.how.value}" for hit in matcher.find(text))
        per = {kind: round(n * 100_000 / size, 1) for kind, n in kinds.most_common()}
        masks = sum(n for kind, n in per.items() if kind.startswith("mask"))
        print(
            f"{count:>7} people, {size} characters; per 100,000: mask {masks:.1f}, "
            f"decide {sum(per.values()) - masks:.1f}; {per}"
        )


def speed(read: list[str]) -> None:
    """Print build time and characters a second, first and second reading, by processor time."""
    sizes = sum(map(len, read))
    joined = "\n\n".join(read)
    for count in (1_000, 100_000):
        register = crowd(count)
        start = time.process_time()
        matcher = Matcher(register)
        built = time.process_time() - start
        lines = []
        for name, work in (("one text", [joined]), ("again", [joined]), ("text by text", read)):
            start = time.process_time()
            hits = sum(len(matcher.find(text)) for text in work)
            lines.append(f"{name} {sizes / (time.process_time() - start) / 1e6:.2f} M/s ({hits} hits)")
        print(f"{count:>7} people: built in {built:.2f} s; {sizes} characters: " + ", ".join(lines))


def main() -> None:
    """Run what was asked for."""
    task, *rest = sys.argv[1:] or ["recall"]
    if task == "recall":
        recall(next((one for one in rest if not one.startswith("-")), "all"), misses="--misses" in rest)
    elif task == "flags":
        flags(texts(rest))
    else:
        speed(texts(rest))


if __name__ == "__main__":
    main()
