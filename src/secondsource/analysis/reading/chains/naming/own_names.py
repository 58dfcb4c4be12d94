"""Which names in a phrase are the phrase's own: the speaker's, not those of a place, a body or somebody beside him."""

from __future__ import annotations

import re

from secondsource.analysis.reading.chains.naming import words
from secondsource.analysis.reading.chains.naming.names import Named, Names
from secondsource.analysis.reading.chains.naming.nouns import kind_of, known_noun
from secondsource.core.vetting.statement import SpeakerKind

EDGE = " \t\n\xa0\"'“”‘’«»,;:()—–-"
_NAMED_AS = re.compile(
    r"(?:identif(?:y|ies|ied|ying)\s+(?:(?:him|her)self|themselves|itself)?\s*(?:only\s+)?as"
    r"|identified\s+(?:only\s+)?as"
    r"|g[ai]ves?\s+(?:his|her|their)\s+names?\s+(?:only\s+)?as|sign(?:s|ed)?\s+as|call(?:s|ed|ing)?\s+(?:(?:him"
    r"|her)self|themselves)"
    r"|go(?:es|ing)?\s+by(?:\s+the\s+(?:name|alias|handle|nickname|pseudonym)(?:\s+of)?)?"
    r"|(?:using|under|by|with)\s+the\s+(?:name|alias|handle|nickname|pseudonym|moniker)(?:\s+of)?"
    r"|(?:widely\s+|better\s+|only\s+)?known\s+(?:only\s+|online\s+|locally\s+)?as|call(?:s|ed|ing)?\s+itself"
    r"|(?:con|bajo)\s+el\s+(?:nombre|alias|apodo|seud[oó]nimo)(?:\s+de)?|conocid[oa]s?\s+(?:s[oó]lo\s+)?como"
    r"|se\s+presentan?\s+como|se\s+llaman?|autodenominad[oa]s?|llamad[oa]s?|apodad[oa]s?"
    r"|se\s+identific\w+\s+(?:s[oó]lo\s+)?como"
    r"|identificad[oa]s?\s+(?:s[oó]lo\s+)?como"
    r"|dijo\s+llamarse|dic\w+\s+llamarse|dijeron\s+llamarse|firm[aó]n?\s+como|se\s+hace\s+llamar"
    r"|se\s+hacen\s+llamar)\s+",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"\s*\(|\s*,\s*(?:(?:the|el|la)\s+)?(?:(?P<noun>[a-zà-ÿ]+)\.?\s+)?", re.IGNORECASE)
_JOINER = re.compile(r"\s*(?:,|&|,?\s+(?:and|y|e))\s*")


def named_as(text: str, start: int, end: int, names: Names) -> list[Named]:
    """Return the names somebody gave for themselves: `two users who gave their names as X and Y`."""
    match = _NAMED_AS.search(text, start, end)
    if match is None:
        return []
    return _coordinated(text, list(names.inside(match.end(), end)), match.end())


def _coordinated(text: str, inside: list[Named], at: int) -> list[Named]:
    """Return the names that follow each other from `at`, joined by `and`, `y` or commas."""
    found: list[Named] = []
    for named in inside:
        between = text[at : named.span.start]
        if (found and not _JOINER.fullmatch(between)) or (not found and between.strip(EDGE)):
            break
        found.append(named)
        at = named.span.end
    return found


def whole_name(text: str, body: int, core_end: int, end: int, inside: list[Named]) -> list[Named]:
    """Return the names that are the phrase's own: at its start, after a title or noun, or as an apposition."""
    handle = next(
        (named for named in inside if named.bearer.name.startswith("@") and named.span.start < core_end), None
    )
    if handle is not None:
        return [handle]
    for number, named in enumerate(inside):
        before = words.fold(text[body : named.span.start])
        between = before.split()
        starts = named.span.start <= body + 1 or all(
            word.rstrip(".") in words.TITLES or word in {"the", "el", "la"} for word in between
        )
        if starts:
            after = text[named.span.end : core_end]
            if re.match(r"['’]s?\s|\s+[a-zà-ÿ-]+", after) and _modifies(after):
                continue
            return _coordinated(text, inside[number:], named.span.start) or [named]
        if named.span.end > core_end and named.span.start < core_end:
            continue
        if named.span.start < core_end:
            if between and _introduces(between) and not _modifies(text[named.span.end : core_end]):
                return _coordinated(text, inside[number:], named.span.start)
        elif _apposed(text[core_end : named.span.start]):
            group = _coordinated(text, inside[number:], named.span.start)
            rest = text[group[-1].span.end : end].strip()
            # `the spokesman, Name,` - but not `a clerk, Name's neighbour`.
            if not rest or rest[0] in ",;:)—" or re.match(r"(?:who|que|quien|and|y|of|from|de|del)\b", rest):
                return group
    return []


def _apposed(between: str) -> bool:
    """Say whether a name after these words is in apposition: `the owner, (the company) Lind`."""
    match = _APPOSED.fullmatch(between)
    if match is None or match["noun"] is None:
        return match is not None
    noun = words.fold(match["noun"])
    return known_noun(noun) or noun in words.TITLES


def _modifies(after: str) -> bool:
    """Say whether the words after a name make it a modifier: `Harbour Watch report`, `Ada's lawyer`."""
    words_after = words.fold(after).split()
    if re.match(r"['’]s?\s", after):
        return True
    following = [word.strip(",.") for word in words_after[:4]]
    stop = next((number for number, word in enumerate(following) if word in words.FUNCTION), len(following))
    return any(kind_of(word) is not None for word in following[:stop])


def _introduces(between: list[str]) -> bool:
    """Say whether the folded words between determiner and name introduce it: `newspaper`, `consultora de seguridad`."""
    while between and between[-1] in {"the", "el", "la", "los", "las"}:
        between = between[:-1]
    links = {"by", "from", "of", "de", "del", "por"}
    link = next((number for number, word in enumerate(between) if word in links), None)
    if link is not None and any(kind_of(word) is SpeakerKind.DOCUMENT for word in between[:link]):
        # `a report by the institute X` is a report, whatever introduces its author.
        return False
    if between[-1:] in (["de"], ["of"]) and between[-2:-1] in (["cuenta"], ["account"]):
        return True
    if not between or between[-1] in {
        "de",
        "of",
        "in",
        "en",
        "for",
        "from",
        "by",
        "por",
        "at",
        "to",
        "a",
        "on",
        "del",
        "and",
        "y",
        "with",
        "con",
        "against",
    }:
        return False
    return any(
        known_noun(word)
        or kind_of(word) is SpeakerKind.UNNAMED
        or word in {"cuenta", "account", "member", "user", "partner", "socio", "socia", "aliado"}
        for word in between
    )


def with_given_name(start: int, names: Names) -> int:
    """Take in the given name that a span which begins at a surname has cut off."""
    around = names.inside(max(0, start - 60), start + 60)
    whole = next((named for named in around if named.span.start < start < named.span.end), None)
    return whole.span.start if whole is not None else start


def with_apposed_name(start: int, names: Names) -> int:
    """Take in the name that a phrase between commas only describes: `Name, | the trade paper, | says`."""
    before = names.inside(max(0, start - 60), start - 1)
    return before[-1].span.start if before and before[-1].span.end == start - 2 else start
