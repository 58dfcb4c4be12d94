"""How fast and how well shared text is found, on reports of known descent, beside MinHash.

    python benchmarks/reuse.py [REPORTS] [SUBSET]

REPORTS (20,000) go through our index; SUBSET (2,000) of them through our index, our full search with alignment, and
`datasketch` MinHash LSH (128 permutations, five-word shingles), scored alike: recall over the known parent-child
pairs; precision over pairs of one tree.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections import Counter

from datasketch import MinHash, MinHashLSH
from generator import World, generate

from secondsource.analysis.tracing.reuse.index import candidates
from secondsource.analysis.tracing.reuse.search import verbatim_reuse
from secondsource.core.vetting.report import Report


def score(name: str, world: World, pairs: set[tuple[int, int]], seconds: float, count: int) -> None:
    edges = {edge for edge in world.edges if edge[1] < count}
    hit = edges & pairs
    right = sum(world.tree[a] == world.tree[b] for a, b in pairs)
    print(
        f"{name:<26}{count:>7} reports {seconds:>8.2f} s {count / seconds:>9.0f} reports/s   "
        f"recall {len(hit) / max(1, len(edges)):.4f}  precision {right / max(1, len(pairs)):.4f}  pairs {len(pairs)}"
    )
    missed = Counter(world.ways[child] for _, child in edges - hit)
    if missed:
        print("   missed most:", ", ".join(f"{way} {number}" for way, number in missed.most_common(4)))


def ours(world: World, count: int) -> None:
    start = time.perf_counter()
    found = candidates(world.texts[:count], list(world.outlets[:count]))
    seconds = time.perf_counter() - start
    score("index and candidates", world, {(pair.a, pair.b) for pair in found}, seconds, count)


def full(world: World, count: int) -> None:
    reports = [
        Report(
            file=f"{n:06d}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text, outlet=world.outlets[n]
        )
        for n, text in enumerate(world.texts[:count])
    ]
    start = time.perf_counter()
    found = verbatim_reuse(reports)
    seconds = time.perf_counter() - start
    score("with aligned passages", world, {(int(p.a[:6]), int(p.b[:6])) for p in found}, seconds, count)


def minhash(world: World, count: int) -> None:
    start = time.perf_counter()
    lsh = MinHashLSH(threshold=0.2, num_perm=128)
    pairs: set[tuple[int, int]] = set()
    for number, text in enumerate(world.texts[:count]):
        words = text.casefold().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i : i + 5]).encode() for i in range(len(words) - 4)])
        pairs.update((other, number) for other in lsh.query(sketch))
        lsh.insert(number, sketch)
    score("datasketch MinHash LSH", world, pairs, time.perf_counter() - start, count)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    subset = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    world = generate(count)
    words = sum(len(text.split()) for text in world.texts)
    print(f"{count} reports, {words / count:.0f} words mean, {len(world.edges)} known edges")
    ours(world, count)
    ours(world, subset)
    full(world, subset)
    minhash(world, subset)


if __name__ == "__main__":
    main()
