"""Reading characters off a picture, where the extra `ocr` is installed; its models lie in its own package."""

from __future__ import annotations

import importlib
import importlib.util
from functools import lru_cache
from typing import Any, Final

import numpy as np
from PIL import Image

_PACKAGE: Final = "rapidocr_onnxruntime"
_SMALLEST: Final = 12
"""Pixels below which no letter is read."""
_CONFIDENT: Final = 0.4


def read(image: Image.Image) -> str | None:
    """Return the text on a picture, line by line, or None where nothing is installed to read it with.

    Dark places are read a second time with their contrast stretched, because a translucent box keeps a trace.
    """
    engine = _engine()
    if engine is None:
        return None
    if min(image.size) < _SMALLEST:
        return ""
    levels = np.asarray(image.convert("RGB"))
    dark = np.clip(levels.astype(np.int16) * 6, 0, 255).astype(np.uint8)
    lines = [*_lines(engine, levels), *(_lines(engine, dark) if (levels < 45).mean() > 0.005 else ())]
    return "\n".join(dict.fromkeys(lines))


def available() -> bool:
    """Say whether pictures are read."""
    return importlib.util.find_spec(_PACKAGE) is not None


def _lines(engine: Any, levels: Any) -> list[str]:
    found, _ = engine(levels[:, :, ::-1])
    return [str(text) for _, text, sure in found or () if float(sure) >= _CONFIDENT]


@lru_cache(maxsize=1)
def _engine() -> Any:
    if not available():
        return None
    return importlib.import_module(_PACKAGE).RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)
