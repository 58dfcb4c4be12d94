"""The words that head a claim: one of its own statements, the one that says it clearest without its report.

Nothing is written anew: a heading made by a machine would be a statement nobody made.
"""

from __future__ import annotations

import re

from secondsource.analysis.claims.clashes.clash import says_something
from secondsource.analysis.claims.evidence import Evidence
from secondsource.analysis.claims.grouping import Group
from secondsource.analysis.claims.meaning.stance import Stance

_LEADING_THAT = re.compile(r"^(?:(?:today|yesterday|hoy|ayer|on \w+|el \w+),? )?(?:that|que) ", re.IGNORECASE)
_TIED = re.compile(r"^(?:(?:it|him|her|them)sel(?:f|ves)|one|so),? (?=\S+ \S)|^(?:that|que), ", re.IGNORECASE)
"""What a content may open with that belongs to the sentence around it: `calls itself X`."""
_NO_SENTENCE = re.compile(
    r"^(?:to|of|as|by|from|whether|if|de|por|para|si|como) |\b(?:of|for) having \w+|\b(?:de|por) haber \w+"
)
"""Contents that are no sentence of their own: `to stay away`, `the firm of having lied`."""
_LEANS = re.compile(
    r"^(?:but |and |pero |y )?(?:s?he|it|they|this|these|those|his|her|its|their|there|lo|la|le|les|los que|se lo|"
    r"él|ellas?|ellos|esto|eso|su|sus)\b",
    re.IGNORECASE,
)
"""Contents whose first word stands for somebody or something named only in their report."""
_MARKUP = re.compile(r"\*{2,}|_{2,}|`")
_FRAGMENT = 0.6
"""Misfit of a content that is no sentence."""
_LEANING = 0.3
"""Misfit of a content that cannot be understood without its report."""
_CLEAR_LENGTH = (25, 160)
"""Characters of a claim's text that read best: neither a fragment nor a paragraph."""


def title(g: Group, evidence: Evidence) -> str:
    """Pick the clearest supporting content: typical of the group, plain, whole, understood without its report."""
    statements, stances, facets = evidence.statements, evidence.stances, evidence.facets
    typical = dict(zip(g.members, g.typical, strict=True))
    candidates = [i for i in g.members if stances[i] is Stance.SUPPORTS] or list(g.members)

    def unclear(i: int) -> tuple[float, int, str]:
        text = statements[i].content.text
        short, long = _CLEAR_LENGTH
        misfit = max(0, short - len(text)) / short + max(0, len(text) - long) / long
        bare = _bare(text)
        misfit += _FRAGMENT * (not says_something(bare) or _NO_SENTENCE.search(bare) is not None)
        misfit += _LEANING * (_LEANS.match(bare) is not None)
        plain = 0.15 * (facets[i].act is not None and facets[i].act_in_words is facets[i].act) - 0.1 * ("?" in text)
        return (misfit - typical[i] - plain, len(text), text)

    chosen = " ".join(statements[min(candidates, key=unclear)].content.text.split())
    bare = _bare(chosen)
    return bare[:1].upper() + bare[1:] if bare else chosen


def _bare(text: str) -> str:
    """Return a content without what tied it to its sentence: `that`, a reflexive, half a pair of marks, markup."""
    plain = " ".join(_MARKUP.sub("", text).split())
    bare = _TIED.sub("", _LEADING_THAT.sub("", plain)).strip(" ,;:.«»“”\"'")
    for opening, closing in ("“”", "«»"):
        closed_first = closing in bare and opening not in bare[: bare.index(closing)]
        bare = opening * closed_first + bare
        bare += closing * (bare.rfind(opening) > bare.rfind(closing))
    return bare
