"""Where a report quotes: the stretches inside quotation marks, whatever their style."""

from __future__ import annotations

import re

from secondsource.core.vetting.report import Span

LONGEST = 1500
"""Characters after which a quotation mark counts as never closed."""

# A straight mark opens only at a word's beginning and closes only at a word's end; apostrophes are no quotations.
_QUOTED = re.compile(
    r"“([^“”]{1,1500})”|«([^«»]{1,1500})»|„([^„“”]{1,1500})[“”]|(?<!\w)\"(?=\S)([^\"\n]{1,1500})\"",
)


def quoted_spans(text: str) -> tuple[Span, ...]:
    """Return what stands between quotation marks, without the marks, in order."""
    found = []
    for match in _QUOTED.finditer(text):
        group = next(number for number in range(1, 5) if match.group(number) is not None)
        found.append(Span(*match.span(group)))
    return tuple(found)
