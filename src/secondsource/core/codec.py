"""Frozen values to plain JSON data and back, by their type hints alone.

One codec for every value, so that no field can be forgotten: `from_plain(T, to_plain(v)) == v` for all values of
this package (a property test holds it to that). Enums travel as their value, dates as ISO 8601, tuples as lists.
"""

from __future__ import annotations

import functools
import json
import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """Return `value` as dicts, lists, strings, numbers, booleans and None."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (str, date)):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    message = f"no plain form for {type(value).__name__}"
    raise TypeError(message)


def canonical(plain: Any) -> bytes:
    """Return plain data as canonical JSON (RFC 8785, https://www.rfc-editor.org/rfc/rfc8785).

    Numbers are whole and below 2**53, so that no two readers can take them for different ones.

    Raises:
        ValueError: a broken or too large number, or half a surrogate pair.
    """
    return json.dumps(_in_order(plain), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _in_order(plain: Any) -> Any:
    """Return plain data with the keys of every object in the order of their UTF-16 code units."""
    if isinstance(plain, dict):
        keys = sorted(plain, key=lambda key: key.encode("utf-16-be"))
        return {key: _in_order(plain[key]) for key in keys}
    if isinstance(plain, list):
        return [_in_order(item) for item in plain]
    if isinstance(plain, float) or (isinstance(plain, int) and abs(plain) >= 2**53):
        message = f"no canonical form for the number {plain}"
        raise ValueError(message)
    return plain


def from_plain(kind: type[T], data: Any) -> T:
    """Rebuild a value of `kind` from `to_plain`'s output.

    Raises:
        ValueError, TypeError, KeyError: the data do not describe a value of that kind.
    """
    return typing.cast("T", _build(kind, data))


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(kind: Any, data: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _build_union(typing.get_args(kind), data)
    if origin is tuple:
        return _build_tuple(typing.get_args(kind), data)
    if origin is frozenset:
        (inner,) = typing.get_args(kind)
        return frozenset(_build(inner, item) for item in data)
    if origin is dict:
        _, inner = typing.get_args(kind)
        return {key: _build(inner, item) for key, item in data.items()}
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{key: _build(hints[key], item) for key, item in data.items()})
    return _build_scalar(kind, data)


def _build_scalar(kind: Any, data: Any) -> Any:
    if kind is date:
        return date.fromisoformat(data)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(data)
    if kind is float and isinstance(data, int):
        return float(data)
    if kind is Any or (isinstance(data, kind) and not (kind is int and isinstance(data, bool))):
        return data
    message = f"expected {kind.__name__}, found {type(data).__name__}"
    raise TypeError(message)


def _build_tuple(inner: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        message = "expected a list"
        raise TypeError(message)
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_build(inner[0], item) for item in data)
    if len(inner) != len(data):
        message = f"expected {len(inner)} items, found {len(data)}"
        raise ValueError(message)
    return tuple(_build(kind, item) for kind, item in zip(inner, data, strict=True))


def _build_union(options: tuple[Any, ...], data: Any) -> Any:
    if data is None:
        if type(None) in options:
            return None
        message = "expected a value, found null"
        raise TypeError(message)
    for option in options:
        if option is type(None):
            continue
        try:
            return _build(option, data)
        except (TypeError, ValueError, KeyError, AttributeError):
            continue
    message = "fits none of the allowed kinds"
    raise TypeError(message)
