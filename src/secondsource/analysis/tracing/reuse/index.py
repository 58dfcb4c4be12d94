"""Which reports may share a passage: a sampled inverted index over groups of five words.

Comparing every report with every other is hopeless for 20,000 reports. Here each group of words lists the reports
that hold it, and only reports that meet in such lists are candidates. The counts also give containment both ways,
which resemblance (MinHash) does not: an excerpt in a long piece has a low resemblance and a high containment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from secondsource.analysis.tracing.reuse.shingles import batches, groups_of_many

ALL_GROUPS_UP_TO = 2_000
"""Reports up to which every group is kept: a single shared sentence must be found in a human-sized folder."""
SAMPLE = 8
"""Beyond it one group in so many is kept: about 24 of a 300-word report, 6 of a copied paragraph."""
NEIGHBOURS = 40
"""A passage held by more reports than this pairs each holder with so many next ones, in the order given: the
work stays linear, and a passage with 5,000 holders is still one chain and not dropped."""
ORDINARY = 12
"""Holders from which a group counts for less, in proportion: what many reports have is ordinary language or a wire,
and a wire is long enough to count all the same."""
LEAST_COUNT = 0.25
"""What a group with very many holders still counts."""
BOILERPLATE_HOLDERS = 3
"""Reports of one outlet that must hold a group before it can be the outlet's furniture (footer, subscription line)."""
BOILERPLATE_SHARE = 0.75
"""Share of a group's holders from that one outlet."""

_BATCH = 120_000
_MANY_REPORTS = 2**32


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two texts, by number, `a < b`, that share groups of words."""

    a: int
    b: int
    shared: float
    """Distinct groups shared, among those kept; a group with more than `ORDINARY` holders counts for less than one."""


def candidates(texts: Sequence[str], outlets: Sequence[str | None], *, least: float | None = None) -> list[Candidate]:
    """Return the pairs of texts that share enough groups of words, ordered by number.

    Args:
        texts: bodies of the reports.
        outlets: publisher of each, None when unknown; groups that are one outlet's furniture are left out.
        least: groups to share; by default 2.5 when all groups are kept, else 1.5.
    """
    fraction = 1 if len(texts) <= ALL_GROUPS_UP_TO else SAMPLE
    owner, number, held = _rows(texts, fraction)
    owner, number = _without_furniture(owner, number, held, outlets)
    pairs, weights = _meetings(owner, number)
    enough = least if least is not None else (2.5 if fraction == 1 else 1.5)
    counted = (
        pl.DataFrame({"pair": pairs, "weight": weights})
        .group_by("pair")
        .agg(pl.col("weight").sum().alias("shared"))
        .filter(pl.col("shared") >= enough)
        .sort("pair")
    )
    a = (counted["pair"] // _MANY_REPORTS).to_list()
    b = (counted["pair"] % _MANY_REPORTS).to_list()
    return [Candidate(a=i, b=j, shared=n) for i, j, n in zip(a, b, counted["shared"].to_list(), strict=True)]


def _rows(texts: Sequence[str], fraction: int) -> tuple[NDArray[np.uint32], NDArray[np.uint64], NDArray[np.int64]]:
    """Return (text, group) rows that meet others, sorted by group, then text, and the count of groups of each text."""
    owners: list[NDArray[np.uint32]] = []
    numbers: list[NDArray[np.uint64]] = []
    done = 0
    for batch in batches(texts, _BATCH):
        owner, number = groups_of_many(batch, fraction)
        owners.append(owner + np.uint32(done))
        numbers.append(number)
        done += len(batch)
    if not owners:
        return np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.uint64), np.zeros(len(texts), dtype=np.int64)
    held = np.bincount(np.concatenate(owners), minlength=len(texts))
    table = pl.DataFrame({"group": np.concatenate(numbers), "text": np.concatenate(owners)})
    # A group with one holder pairs with nobody; most are such, so they leave before the costly sort.
    table = table.unique().filter(pl.len().over("group") > 1).sort("group", "text")
    return table["text"].to_numpy(), table["group"].to_numpy(), held


def _without_furniture(
    owner: NDArray[np.uint32],
    number: NDArray[np.uint64],
    held: NDArray[np.int64],
    outlets: Sequence[str | None],
) -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
    """Drop groups held almost only by reports of one outlet, many of them."""
    names = {name: place for place, name in enumerate(sorted({name for name in outlets if name}))}
    if not names or len(owner) == 0:
        return owner, number
    house = np.array([names.get(name, -1) if name else -1 for name in outlets], dtype=np.int64)[owner]
    holders = pl.DataFrame({"group": number, "house": house})
    counts = (
        holders.group_by("group", "house")
        .len("of_house")
        .with_columns(pl.col("of_house").sum().over("group").alias("all"))
    )
    furniture = counts.filter(
        (pl.col("house") >= 0)
        & (pl.col("of_house") >= BOILERPLATE_HOLDERS)
        & (pl.col("of_house") >= pl.col("all") * BOILERPLATE_SHARE)
    )["group"]
    marked = np.isin(number, furniture.to_numpy())
    # A footer is a small part of a report. Where most is "furniture", the reports are copies of one another.
    mostly = np.bincount(owner[marked], minlength=len(outlets)) > 0.5 * held
    keep = ~marked | mostly[owner]
    return owner[keep], number[keep]


def _meetings(owner: NDArray[np.uint32], number: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
    """Return one row for each group two texts share: the pair as `a * 2**32 + b`, a < b, and the group's weight."""
    wide = owner.astype(np.uint64)
    _, place, holders = np.unique(number, return_inverse=True, return_counts=True)
    weight = np.clip(ORDINARY / np.maximum(1, holders), LEAST_COUNT, 1.0)[place]
    met = [np.zeros(0, dtype=np.uint64)]
    weights = [np.zeros(0)]
    for step in range(1, NEIGHBOURS + 1):
        same = number[step:] == number[:-step]
        if not same.any():
            break
        met.append(wide[:-step][same] * np.uint64(_MANY_REPORTS) + wide[step:][same])
        weights.append(weight[step:][same])
    return np.concatenate(met), np.concatenate(weights)
