"""The front matter of a Markdown report: a few named values between two `---` lines.

Read by hand-written reports' rules: every value is a text (so that `no` stays Norwegian and `2031` a
title), anchors and aliases are refused (they expand without bound), size, depth and number of values are
capped, and what is no valid YAML is read line by line rather than lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from secondsource.documents.limits import Limits

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
_LINE_END = re.compile(r"\r\n|\n|\r")
_NAMED_LINE = re.compile(r"^([^\W\d][\w -]{0,40}):(?:[ \t]+(.*?))?[ \t]*$")
_RULE_NOTE = ("The first lines stand between `---` lines but name no values; they were kept as text.",)
_NOTHING = frozenset({"", "~", "null", "none"})

Values = dict[str, tuple[str, ...]]
"""Lower-case name to the texts given under it; a single value is a tuple of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stood before the body, and where the body begins."""

    values: Values
    body_start: int
    """Code points before the body."""
    notes: tuple[str, ...] = ()


class _RefusedError(Exception):
    """This front matter is not parsed; the message says why."""


def split_front_matter(text: str, limits: Limits) -> FrontMatter:
    """Split `text` after its front matter; the body is exactly what follows the closing line.

    A text without front matter, or whose first `---` is a mere rule above prose, is all body.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return FrontMatter(values={}, body_start=0)
    closing = _closing_line(text, opening.end())
    if closing is None:
        return FrontMatter(
            values={}, body_start=0, notes=("The front matter is never closed by `---`; the whole file is the text.",)
        )
    inner = text[opening.end() : closing[0]]
    try:
        values = _parse(inner, limits)
    except _RefusedError as refusal:
        return FrontMatter(values={}, body_start=closing[1], notes=(f"The front matter was not read: {refusal}.",))
    except yaml.YAMLError:
        return _salvage(inner, closing[1])
    if values is None:
        return FrontMatter(values={}, body_start=0, notes=_RULE_NOTE)
    return FrontMatter(values=values, body_start=closing[1])


def _closing_line(text: str, start: int) -> tuple[int, int] | None:
    """Return where the first `---` line begins and ends; line feeds, carriage returns or both end a line."""
    line_start: int | None = start
    while line_start is not None:
        match = _FENCE.match(text, line_start)
        if match is not None:
            return match.span()
        end = _LINE_END.search(text, line_start)
        line_start = None if end is None else end.end()
    return None


def _parse(inner: str, limits: Limits) -> Values | None:
    """Parse to named values; None where the lines are prose and not a mapping.

    Raises:
        _RefusedError: if the front matter is larger or deeper than allowed, or uses aliases.
        yaml.YAMLError: if it is not YAML.
    """
    if len(inner) > limits.front_matter_characters:
        message = f"it is longer than {limits.front_matter_characters} characters"
        raise _RefusedError(message)
    # Every event is looked at before anything is built, so that nothing can expand or recurse.
    depth = nodes = 0
    for event in yaml.parse(inner, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            message = "it uses YAML anchors or aliases, which can expand without bound"
            raise _RefusedError(message)
        nodes += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > limits.front_matter_depth or nodes > limits.front_matter_nodes:
            message = f"it is nested deeper than {limits.front_matter_depth} levels or holds too many values"
            raise _RefusedError(message)
    # The base loader builds texts, lists and mappings only; no tag can name a class.
    loaded = yaml.load(inner, Loader=yaml.BaseLoader)  # noqa: S506
    if loaded in (None, ""):
        return {}
    if not isinstance(loaded, dict):
        return None
    return {str(name).strip().lower(): _texts(value) for name, value in loaded.items()}


def _texts(value: object) -> tuple[str, ...]:
    """Flatten a value to the texts it holds, leaving out the words for nothing."""
    if isinstance(value, list):
        return tuple(text for item in value for text in _texts(item))
    if isinstance(value, dict):
        return tuple(text for item in value.values() for text in _texts(item))
    text = " ".join(str(value).split())
    return () if text.lower() in _NOTHING else (text,)


def _salvage(inner: str, body_start: int) -> FrontMatter:
    """Read `name: value` lines of a front matter that is not valid YAML, most often an unquoted colon."""
    values: Values = {}
    for line in inner.splitlines():
        match = _NAMED_LINE.match(line)
        if match is not None:
            value = match[2] or ""
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            values[match[1].strip().lower()] = _texts(value[1:-1] if quoted else value)
    if not values:
        return FrontMatter(values={}, body_start=0, notes=_RULE_NOTE)
    note = "The front matter is not valid YAML; it was read line by line."
    return FrontMatter(values=values, body_start=body_start, notes=(note,))
