"""What a negation refuses: whether a text says no, the words under the no, and the text with the no taken off."""

from __future__ import annotations

import re

_STEM, _SHORTEST = 5, 4
"""Letters of a stem, and of the shortest word that has one."""
_NO = re.compile(
    r"\b(?:no|not|never|nor|neither|nobody|none|nothing|cannot|nunca|jamas|ni|nadie|nada|ningun[ao]?s?|tampoco)\b|n't\b"
)
_IDLE = re.compile(
    r"\b(?:not only|no longer than|no solo|no solamente|no obstante|no doubt|or not|o no|no one else|nothing but|"
    r"nothing more than|no later than|no less than|no more than|no sooner)\b"
)
"""Negations that refuse nothing."""
_REACH = re.compile(r"[^,.;:!?«»\"“”]{0,60}")
"""How far a no governs: to the end of its clause, about ten words."""
_CLAUSE = re.compile(r"[,.;:!?«»\"“”()]+|\b(?:but|because|pero|sino|porque)\b")
_WORD = re.compile(r"[^\W\d_]+")
_EMPTY_WORDS = """
    about above after again also another around because been before being below between both could does doing down
    during each from further have having here into itself just more most once only other over same should some such
    than that their them then there these they this those through under until very what when where which while whom
    will with would your antes aquel aquella como contra cual cuando desde donde durante ella ellas ellos entre esa
    esas esos esta estas este esto estos hacia hasta mientras nadie ninguna ninguno otra otras otro otros para pero
    porque pues segun sino sobre solo sus tambien todo todos una unas unos nobody nothing never nunca jamas
    haber habia habian sido siendo estar estaba fueron tiene tenia said says dijo dice
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
"""Words that name nothing."""
_A_THING = re.compile(r"\b(?:un|el|los|unos|ese|este|aquel) (sobres?)\b")
"""`Un sobre`, an envelope, beside `sobre`, about."""


def says_no(folded: str) -> bool:
    """Say whether a text says no to something.

    Args:
        folded: lower case without accents.
    """
    return bool(_NO.search(_IDLE.sub(" ", folded)))


def stems_of(folded: str) -> frozenset[str]:
    """Return the stems of the longer words of a text."""
    found = {w[:_STEM] for w in _WORD.findall(folded) if len(w) >= _SHORTEST and w not in _EMPTY}
    if _A_THING.search(folded):
        found.add("sobre")
    return frozenset(found)


def refused_stems(folded: str) -> frozenset[str]:
    """Return the stems a negation of the text governs, up to the end of its clause."""
    plain = _IDLE.sub(" ", folded)
    reaches = (_REACH.match(plain, hit.end()) for hit in _NO.finditer(plain))
    return frozenset(stem for reach in reaches if reach for stem in stems_of(reach[0]))


def refused_text(folded: str) -> str | None:
    """Return the clauses that hold a no, with the no taken off: what the speaker says is not so.

    Args:
        folded: lower case without accents.

    Returns:
        Text to compare with what others say; None when nothing is refused.
    """
    clauses = [clause for clause in _CLAUSE.split(_IDLE.sub(" ", folded)) if _NO.search(clause)]
    bare = " ".join(" ".join(_NO.sub(" ", clause) for clause in clauses).split())
    return bare or None
