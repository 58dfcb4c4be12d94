"""Values that Python wrote with `repr`, read back without running anything.

auto-archiver's CSV keeps dictionaries so, with moments as `datetime.datetime(2031, 3, 5, ...)`. Only literals and such
moments are read; every other call, name or operation is refused.
"""

from __future__ import annotations

import ast
from datetime import date
from typing import Any, Final

MOST_CHARACTERS: Final = 2_000_000
_MOMENTS: Final = frozenset({"datetime.datetime", "datetime"})


def read_literal(text: str) -> Any:
    """Return the value; moments come back as their day, ISO 8601.

    Raises:
        ValueError: it is no such value, or too long.
    """
    if len(text) > MOST_CHARACTERS:
        message = "too long to be a literal"
        raise ValueError(message)
    try:
        return _value(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, RecursionError, MemoryError, TypeError, OverflowError) as error:
        message = "not a literal"
        raise ValueError(message) from error


def _value(node: ast.expr) -> Any:
    if isinstance(node, ast.Constant) and isinstance(node.value, str | int | float | None):
        return node.value
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return [_value(item) for item in node.elts]
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        return {str(_value(key)): _value(value) for key, value in pairs if key is not None}
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.Call) and ast.unparse(node.func) in _MOMENTS:
        year, month, day = (_value(part) for part in node.args[:3])
        return date(year, month, day).isoformat()
    message = "not a literal"
    raise ValueError(message)
