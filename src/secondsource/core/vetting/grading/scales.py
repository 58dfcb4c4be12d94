"""Scales as data: their steps in order, what is missing rather than low, words in both languages, version and source.

The order of an axis is partial. A step that means *cannot be judged* is not comparable with any other: turning it into
a middle or a lowest number, as some exchange formats do, makes ignorance look like knowledge.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

SCALES = ("admiralty", "icd203", "ocha", "3x5x2")
"""The scales that come with the desk, by file name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One text in both languages."""

    en: str
    es: str

    def said(self, language: str) -> str:
        """Return the text in `es`, else in English."""
        return self.es if language == "es" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One value of an axis."""

    value: str
    name: Words
    means: Words
    missing: bool = False
    """It says that nothing is known; it takes part in no order, sum or average."""
    low: int | None = None
    """Lower edge in per cent, for axes of likelihood; the edge belongs to this step."""
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One question of a scale, its steps from best or lowest on."""

    name: str
    title: Words
    steps: tuple[Step, ...]

    @property
    def judged(self) -> tuple[Step, ...]:
        """The steps that say something, in their order."""
        return tuple(step for step in self.steps if not step.missing)

    def step(self, value: str) -> Step | None:
        """Return the step with this value, None when the axis has none."""
        return next((step for step in self.steps if step.value == value), None)

    def place(self, value: str) -> int | None:
        """Return the place of a value among the judged steps from 0; None when it is missing or unknown."""
        return next((place for place, step in enumerate(self.judged) if step.value == value), None)

    def before(self, one: str, other: str) -> bool | None:
        """Say whether `one` stands before `other`; None where they cannot be compared."""
        first, second = self.place(one), self.place(other)
        return None if first is None or second is None else first < second


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A published scale."""

    name: str
    version: str
    citation: str
    title: Words
    axes: Mapping[str, Axis]
    sentences: Mapping[str, Words] = field(default_factory=dict)
    """How a value is put into words, by axis, where the scale has a rule for that."""


@cache
def scale(name: str) -> Scale:
    """Return a scale that comes with the desk.

    Args:
        name: one of `SCALES`.
    """
    data = tomllib.loads(files(__package__).joinpath("scales", f"{name}.toml").read_text(encoding="utf-8"))
    return Scale(
        name=data["name"],
        version=data["version"],
        citation=data["citation"],
        title=Words(en=data["en"], es=data["es"]),
        axes={each["name"]: _axis(each) for each in data["axes"]},
        sentences={name: Words(**words) for name, words in data.get("sentences", {}).items()},
    )


def _axis(data: dict[str, Any]) -> Axis:
    return Axis(
        name=data["name"],
        title=Words(en=data["en"], es=data["es"]),
        steps=tuple(
            Step(
                value=step["value"],
                name=Words(en=step["en"], es=step["es"]),
                means=Words(en=step.get("means_en", ""), es=step.get("means_es", "")),
                missing=step.get("missing", False),
                low=step.get("low"),
                high=step.get("high"),
            )
            for step in data["steps"]
        ),
    )
