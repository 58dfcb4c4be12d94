"""Content streams of a clean PDF (ISO 32000-2, 8 and 9): drawing and showing, nothing that only a program reads.

A stream is parsed and written again, so comments and stray bytes do not survive. Marked content loses its marks (they
carry replacement texts and layer names); what stands in a layer that is switched off, and text painted invisibly, goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from secondsource.documents.cleaning.cleaned import Account, UncleanableError, words

_SHOWS = {"Tj", "TJ", "'", '"'}
_KNOWN = words(
    "q Q cm w J j M d ri i gs m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm "
    "T* Tj TJ ' \" d0 d1 CS cs SC SCN sc scn G g RG rg K k sh Do INLINE IMAGE"
)
_OPENS = {"BMC", "BDC"}
_NAMES = {"Tf": "Font", "Do": "XObject", "gs": "ExtGState", "cs": "ColorSpace", "CS": "ColorSpace", "sh": "Shading"}
_INVISIBLE = 3
_CLIPPING = 7

Renames = Mapping[str, Mapping[str, str]]
"""By category (`Font`, `XObject`...), the new name of each resource by its old one."""


@dataclass(slots=True)
class _Walk:
    """What the walk through one stream must remember."""

    renames: Renames
    is_off: Callable[[Any], bool]
    account: Account
    kept: list[Any] = field(default_factory=list)
    layers: list[bool] = field(default_factory=list)
    """For each open mark, whether it switched its content off."""
    mode: int = 0
    modes: list[int] = field(default_factory=list)


def filter_content(
    source: pikepdf.Object | pikepdf.Page, renames: Renames, is_off: Callable[[Any], bool], account: Account
) -> bytes:
    """Return the instructions of a page, form or glyph that draw something, with resources under new names.

    Args:
        source: the page or stream.
        renames: new names of resources.
        is_off: says of the operand of an `/OC` mark whether its layer is switched off.
        account: what is left behind is counted here.

    Raises:
        UncleanableError: if the stream cannot be parsed.
    """
    try:
        instructions = pikepdf.parse_content_stream(source)
    except (pikepdf.PdfError, TypeError, ValueError) as error:
        raise UncleanableError("damaged", "A page of the PDF cannot be parsed; try a pixel copy.") from error
    walk = _Walk(renames, is_off, account)
    for instruction in instructions:
        _step(walk, instruction)
    return pikepdf.unparse_content_stream(walk.kept)


def _step(walk: _Walk, instruction: Any) -> None:
    operator, operands = str(instruction.operator), instruction.operands
    if operator in _OPENS:
        off = operator == "BDC" and len(operands) == 2 and str(operands[0]) == "/OC" and walk.is_off(operands[1])
        walk.layers.append(off)
        walk.account.removed("content of a layer switched off" if off else "mark for programs")
    elif operator == "EMC":
        if walk.layers:
            walk.layers.pop()
    elif operator not in _KNOWN:
        walk.account.removed("instruction that draws nothing")
    else:
        _keep(walk, instruction, operator, operands)


def _keep(walk: _Walk, instruction: Any, operator: str, operands: Sequence[Any]) -> None:
    if operator == "q":
        walk.modes.append(walk.mode)
    elif operator == "Q" and walk.modes:
        walk.mode = walk.modes.pop()
    elif operator == "Tr" and len(operands) == 1:
        walk.mode = int(operands[0])
    off = any(walk.layers)
    if operator in _SHOWS and (off or walk.mode in {_INVISIBLE, _CLIPPING}):
        walk.account.removed("text that is not shown")
        if operator in {"'", '"'}:
            walk.kept.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("T*")))
        return
    if off and operator in {"Do", "sh", "INLINE IMAGE"}:
        return
    if off and operator in {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}:
        walk.kept.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("n")))
        return
    if operator not in _SHOWS and any(isinstance(operand, pikepdf.String) for operand in operands):
        walk.account.removed("instruction that draws nothing")
        return
    renamed = _renamed(walk.renames, operator, operands)
    if renamed is None:
        walk.account.removed("use of a part that is not carried over")
    elif renamed is operands:
        walk.kept.append(instruction)
    else:
        walk.kept.append(pikepdf.ContentStreamInstruction(list(renamed), pikepdf.Operator(operator)))


def _renamed(renames: Renames, operator: str, operands: Sequence[Any]) -> Sequence[Any] | None:
    """Return the operands with a resource's new name, or None where the resource was left behind."""
    if operator in {"scn", "SCN"} and operands and isinstance(operands[-1], pikepdf.Name):
        new = renames.get("Pattern", {}).get(str(operands[-1]))
        return None if new is None else [*operands[:-1], pikepdf.Name(new)]
    category = _NAMES.get(operator)
    if category is None or not operands or not isinstance(operands[0], pikepdf.Name):
        return operands
    old = str(operands[0])
    if category == "ColorSpace" and old in {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"}:
        return operands
    new = renames.get(category, {}).get(old)
    return None if new is None else [pikepdf.Name(new), *operands[1:]]
