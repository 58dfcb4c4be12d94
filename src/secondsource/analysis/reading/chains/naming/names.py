"""Names in a report: where they stand, which belong to one bearer, and what kind of bearer the words beside them give.

Names are runs of capitalised words. A surname or a given name joins the longer person's name it is part of; names of bodies and
groups join only when they are the same (a branch is not its mother). Kinds come from the noun before the name (`the newspaper X`), the
apposition after it (`X, a consultancy`), a relative pronoun (`X, who`) and words inside the name (`Ministry of X`).
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from secondsource.analysis.reading.chains.naming import words
from secondsource.core.vetting.report import Span
from secondsource.core.vetting.statement import SpeakerKind

_CAPITAL = r"(?:[@#]\w+|[A-ZÀ-ÖØ-Þ](?:[\w&]|[.'’-](?=\w))*\.?(?<![a-zà-ÿ]{3}\.))"
_JOINT = r"(?:of\sthe|of|for|de\slas?|de\slos|del|de|al|von|van|bin|&|e)"
_RUN = re.compile(rf"(?<![\w@#]){_CAPITAL}(?:[ \xa0](?:{_JOINT}[ \xa0])?{_CAPITAL})*")
_JOINTS = re.compile(rf"[ \xa0](?:{_JOINT})[ \xa0]")
_POSSESSIVE = re.compile(r"['’]s?$")
_ADJECTIVE = re.compile(r"(?:ian|ican|ish|ese|ean|ench|utch|aeli|stani|asque)$")
_OPENS = re.compile(r"(?:^|[.!?…:;—–\n]|^\W*)[\s\"'“”‘’«»(\[—–¿¡*_-]*$")
_BEFORE = re.compile(r"((?:[\w'’-]+[ \xa0]){1,8})$")
_BEFORE_COMMA = re.compile(
    r"(?<!\w)(?:the|an?|his|her|its|their|el|la|los|las|un|una|su|sus)[ \xa0]([^,.;:\n“”\"«»]{3,90}),[ \xa0]$",
    re.IGNORECASE,
)
_AFTER = re.compile(r",[ \xa0]((?:[\w'’.-]+[ \xa0]){0,14}[\w'’-]+)[,.;)]")
_WHO = re.compile(r",?[ \xa0](?:who|whose|quien|quienes)\b")
_ARTICLE = re.compile(r"(?<!\w)(The|El|La|Los|Las)[ \xa0]$")
_IN_PLACE = re.compile(r"\b(?:in|at|near|en|cerca de)[ \xa0]$", re.IGNORECASE)
_DETERMINERS = frozenset(
    "the a an his her its their el la los las un una su sus del al this that este esta ese esa".split()
)
_PREPOSITIONS = frozenset(
    "of in on at to for from by with de del en a por con para sobre y and or o que that against contra about as como".split()
)


@dataclass(slots=True, eq=False)
class Bearer:
    """Whoever bears a name in this report."""

    name: str
    kind: SpeakerKind | None = None
    gender: str = ""
    """`m`, `f` or empty when nothing tells."""
    plural: bool = False
    heads: set[str] = field(default_factory=set)
    """Folded nouns that stand beside the name: `fiscal`, `firm`."""
    described_as: str | None = None
    place: bool = False
    """Whether the name stands where places stand."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it stands."""

    span: Span
    bearer: Bearer
    opens: bool
    """Whether it is the first word of its sentence, article aside."""


@dataclass(frozen=True, slots=True)
class _Raw:
    span: Span
    key: tuple[str, ...]
    shown: str
    opens: bool
    article: str


class Names:
    """All names of one report, looked up by place."""

    def __init__(self, text: str, language: str | None = None) -> None:
        """Find and group the names of `text`, which is mostly in `language`."""
        self.folded = words.fold(text)
        lower = frozenset(re.findall(r"(?<!\w)[a-zà-ÿ][\w-]+", text))
        raw = list(_raw_names(text, lower, english=language == "en"))
        bearers = _group(raw)
        for item in raw:
            _describe(text, self.folded, item, bearers[item.key])
        for key, bearer in bearers.items():
            _settle(key, bearer)
        _inherit(bearers)
        self.mentions = [Named(item.span, bearers[item.key], item.opens) for item in raw]
        self._starts = [item.span.start for item in raw]

    def inside(self, start: int, end: int) -> list[Named]:
        """Return the names that lie wholly inside start..end, in order."""
        first = bisect.bisect_left(self._starts, start)
        last = bisect.bisect_left(self._starts, end)
        return [named for named in self.mentions[first:last] if named.span.end <= end]

    def bearers(self) -> list[Bearer]:
        """Return each bearer once, by first mention."""
        return list({id(named.bearer): named.bearer for named in self.mentions}.values())


def opens_sentence(text: str, position: int) -> bool:
    """Say whether the word at `position` is the first of its sentence, as far as the punctuation before it tells."""
    return position == 0 or bool(_OPENS.search(text, max(0, position - 12), position))


def _raw_names(text: str, lower: frozenset[str], *, english: bool) -> Iterator[_Raw]:
    for run in _RUN.finditer(text):
        for start, end in _pieces(text, run.start(), run.end()):
            item = _one(text, start, end, lower, english=english)
            if item is not None:
                yield item


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run at its small words unless they lie inside a body's name or between given names and surname."""
    at = start
    for joint in _JOINTS.finditer(text, start, end):
        head = [words.fold(word) for word in text[at : joint.start()].split()]
        small = joint.group().strip().lower()
        body = any(word in words.BODY for word in head)
        nobiliary = small in {"de la", "de los", "del", "von", "van", "bin", "al", "e"} and (
            head[0] in words.MALE or head[0] in words.FEMALE
        )
        if not (body or nobiliary or small == "&"):
            yield at, joint.start()
            at = joint.end()
    yield at, end


def _one(text: str, start: int, end: int, lower: frozenset[str], *, english: bool) -> _Raw | None:
    """Trim one candidate and refuse what is no name."""
    opens = opens_sentence(text, start)
    article = ""
    tokens = [(match.start(), match.end()) for match in re.finditer(r"\S+", text[start:end])]
    while tokens:
        token = words.fold(text[start + tokens[0][0] : start + tokens[0][1]].rstrip("."))
        if token not in words.FUNCTION and not (token in words.TITLES and len(tokens) > 1):
            break
        if token in {"the", "el", "la", "los", "las"}:
            article = text[start + tokens[0][0] : start + tokens[0][1]]
        elif token not in words.TITLES:
            opens = False
        tokens.pop(0)
    if not tokens:
        return None
    start, end = start + tokens[0][0], start + tokens[-1][1]
    shown = _POSSESSIVE.sub("", text[start:end])
    # An initial keeps its full stop; a sentence's end is no part of a name.
    if shown.endswith(".") and len(shown.split()[-1]) > 2 and "." not in shown.split()[-1][:-1]:
        shown = shown[:-1]
    end = start + len(shown)
    key = tuple(words.fold(token) for token in shown.split())
    if not _is_name(text, start, end, key, opens=opens and not article, lower=lower):
        return None
    before = _ARTICLE.search(text, max(0, start - 6), start)
    if not article and before:
        article = before.group(1)
    if article and opens_sentence(text, start - len(article) - 1):
        # At a sentence's start the capital says nothing, unless the article is foreign to the text.
        foreign = english and article != "The"
        opens, article = True, (article if foreign or article in {"Los", "Las"} else "")
    return _Raw(Span(start, end), key, shown, opens, article)


def _is_name(text: str, start: int, end: int, key: tuple[str, ...], *, opens: bool, lower: frozenset[str]) -> bool:
    if not any(character.isalpha() for token in key for character in token) or key[0].startswith("#"):
        return False
    if len(key) == 1:
        word = key[0]
        if word in words.FUNCTION or (len(word) == 1 and not word.startswith("@")):
            return False
        if (
            _ADJECTIVE.search(word)
            and word not in words.PAPER_NAME
            and (_followed_by_noun(text, end) or _IN_PLACE.search(text, max(0, start - 10), start))
        ):
            return False
        common = (
            words.singular(word) != word
            or word in words.PERSON
            or word in words.VAGUE
            or word in words.DOCUMENT
            or word in words.GROUP
        )
        if opens and (common or text[start:end].lower() in lower):
            return False
    return True


def _followed_by_noun(text: str, end: int) -> bool:
    return text[end : end + 1] == " " and text[end + 1 : end + 2].islower()


def _group(raw: list[_Raw]) -> dict[tuple[str, ...], Bearer]:
    """Give each different name a bearer; parts of a person's name share the whole's."""
    shown: dict[tuple[str, ...], Counter[str]] = {}
    for item in raw:
        shown.setdefault(item.key, Counter())[f"{item.article} {item.shown}".strip()] += 1
    bearers = {key: Bearer(max(names, key=lambda name: (names[name], len(name), name))) for key, names in shown.items()}
    wholes = [key for key in bearers if _may_be_person(key)]
    parts: dict[str, list[tuple[str, ...]]] = {}
    for key in wholes:
        for token in key:
            parts.setdefault(token, []).append(key)
    for key in bearers:
        if len(key) == 1 and (whole := _whole_of(key[0], parts.get(key[0], []))):
            bearers[key] = bearers[whole]
        elif len(key) > 1 and key[0] in parts:
            longer = [whole for whole in parts[key[0]] if len(whole) > len(key) and set(key) <= set(whole)]
            if longer:
                bearers[key] = bearers[longer[0]]
    return bearers


def _whole_of(part: str, wholes: list[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return the person's name a lone word stands for: a surname first, then a given name; never a mother body for its branch."""
    for whole in wholes:
        if whole[-1] == part:
            return whole
    for whole in wholes:
        given = whole[0] in words.MALE or whole[0] in words.FEMALE
        if given and (part != whole[0] or part in words.MALE or part in words.FEMALE):
            return whole
    return None


def _may_be_person(key: tuple[str, ...]) -> bool:
    if not 2 <= len(key) <= 4:
        return False
    if key[0] in words.MALE or key[0] in words.FEMALE:
        return True
    return not any(
        token in words.BODY or token in words.PAPER_NAME or token in words.PLACE_NAME or token in words.AGENCIES
        for token in key
    )


def _describe(text: str, folded: str, item: _Raw, bearer: Bearer) -> None:
    """Add what the words beside one mention say about its bearer."""
    start, end = item.span.start, item.span.end
    if _WHO.match(text, end):
        bearer.heads.add("person")
    if _IN_PLACE.search(text, max(0, start - 10), start):
        bearer.place = True
    if item.article in {"Los", "Las"}:
        bearer.plural = True
    if item.article in {"The", "El", "La"} and len(item.key) <= 3 and not bearer.place:
        # A capital article in mid-sentence is part of a title, as papers have it.
        bearer.heads.add("newspaper")
    before = _BEFORE.search(folded, max(0, start - 90), start)
    head, described = _head_before(before.group(1).split()) if before else (None, None)
    if head is None and (comma := _BEFORE_COMMA.search(text, max(0, start - 100), start)):
        head, described = first_noun(words.fold(comma.group(1)).split()), comma.group(1)
    if head is None and (after := _AFTER.match(text, end)):
        said = after.group(1)
        noun = apposed_noun(words.fold(said).split())
        noun = None if noun and words.is_plural(noun) and not bearer.plural else noun
        head, described = (noun, re.sub(r"^(?:an?|the|el|la|un|una) ", "", said).strip()) if noun else (None, None)
    if head is not None:
        bearer.heads.add(head)
        bearer.described_as = bearer.described_as or described
        _gender_of(head, before.group(1).split() if before else [], bearer)


def _gender_of(head: str, before: list[str], bearer: Bearer) -> None:
    """Read a gender off the noun or its article."""
    if head.endswith(("man",)) or head in {
        "father",
        "brother",
        "son",
        "husband",
        "padre",
        "hermano",
        "hijo",
        "abogado",
    }:
        bearer.gender = bearer.gender or ("f" if head.endswith("woman") else "m")
    elif head in {"mother", "sister", "daughter", "wife", "widow", "viuda", "madre"} or (
        head in words.PERSON and head.endswith(("dora", "tora", "ada", "sora"))
    ):
        bearer.gender = bearer.gender or "f"
    elif head in words.PERSON and {"la", "una"} & set(before):
        bearer.gender = bearer.gender or "f"
    elif head in words.PERSON and {"el", "un"} & set(before):
        bearer.gender = bearer.gender or "m"


def _head_before(before: list[str]) -> tuple[str | None, str | None]:
    """Return the noun that introduces a name, and the description, from the folded words before it."""
    if not before or before[-1] in _PREPOSITIONS or before[-1] in _DETERMINERS:
        return None, None
    start = max((number for number, word in enumerate(before) if word in _DETERMINERS), default=-1)
    phrase = before[start + 1 :]
    if known_noun(phrase[-1]):
        return phrase[-1], " ".join(phrase if start >= 0 else phrase[-1:])
    plain = len(phrase) <= 5 and all(word not in words.FUNCTION or word in {"de", "en", "del"} for word in phrase)
    if (
        plain
        and start >= 0
        and known_noun(phrase[0])
        and before[start] in {"el", "la", "los", "las", "un", "una", "su", "sus", "del", "al"}
    ):
        return phrase[0], " ".join(phrase)
    return None, None


def first_noun(phrase: list[str]) -> str | None:
    """Return the head of a folded description: the last known noun before `of`, else the first one after."""
    cut = next((number for number, word in enumerate(phrase) if word in _PREPOSITIONS and number), len(phrase))
    known = [word for word in phrase[:cut] if known_noun(word)]
    if known:
        return (
            known[-1]
            if cut < len(phrase) and phrase[cut] in {"of", "for", "at", "in"}
            else known[0]
            if "de" in phrase
            else known[-1]
        )
    return None


def apposed_noun(phrase: list[str]) -> str | None:
    """Return the noun of an apposition that follows a name: `a former customs official`."""
    if not phrase or phrase[0] in {"who", "which", "that", "que", "quien", "and", "y", "but", "pero", "said", "dijo"}:
        return None
    cut = next((number for number, word in enumerate(phrase) if word in _PREPOSITIONS and number), len(phrase))
    known = [word for word in phrase[:cut] if known_noun(word)]
    if known:
        return known[-1]
    # A Spanish apposition starts with its noun, known or not: `Name, alfarero de ...,`.
    return (
        phrase[0]
        if cut < len(phrase) and phrase[cut] in {"de", "del"} and phrase[0] not in words.FUNCTION and cut == 1
        else None
    )


def known_noun(word: str) -> bool:
    """Say whether a folded word is a noun that tells a kind of speaker."""
    word = words.singular(word)
    return (
        word in words.PERSON
        or word in words.ORGANISATION
        or word in words.GROUP
        or word in words.OUTLET
        or word in words.MAYBE_OUTLET
    )


def kind_of(head: str) -> SpeakerKind | None:
    """Return the kind of speaker a folded head noun gives; None for a noun that gives none."""
    noun = words.singular(head)
    for nouns, kind in (
        (words.VAGUE, SpeakerKind.UNNAMED),
        (words.OUTLET, SpeakerKind.OUTLET),
        (words.DOCUMENT, SpeakerKind.DOCUMENT),
        (words.PERSON, SpeakerKind.PERSON),
        (words.ORGANISATION, SpeakerKind.ORGANISATION),
        (words.GROUP, SpeakerKind.GROUP),
        (words.MAYBE_OUTLET, SpeakerKind.ORGANISATION),
    ):
        if head in nouns or noun in nouns:
            return kind
    return None


def _settle(key: tuple[str, ...], bearer: Bearer) -> None:
    """Decide a bearer's kind from all that was seen; leave it open rather than guess."""
    kinds = Counter(kind for head in sorted(bearer.heads) if (kind := kind_of(head)) not in {None, SpeakerKind.UNNAMED})
    given = "m" if key[0] in words.MALE else "f" if key[0] in words.FEMALE else ""
    bearer.gender = bearer.gender or given
    if any(token in words.AGENCIES for token in key):
        bearer.kind = SpeakerKind.OUTLET
    elif kinds:
        bearer.kind = bearer.kind or kinds.most_common(1)[0][0]
    elif bearer.kind is None:
        bearer.kind = _kind_by_name(key, bearer, given=bool(given))


def _inherit(bearers: dict[tuple[str, ...], Bearer]) -> None:
    """Give a branch (`Harbour Watch North`) the kind of the body whose whole name it begins with."""
    for key, bearer in bearers.items():
        if bearer.kind is None and len(key) > 1:
            mother = next((bearers[key[:cut]] for cut in range(len(key) - 1, 0, -1) if key[:cut] in bearers), None)
            if mother is not None and mother.kind in {SpeakerKind.GROUP, SpeakerKind.ORGANISATION}:
                bearer.kind = mother.kind


def _kind_by_name(key: tuple[str, ...], bearer: Bearer, *, given: bool) -> SpeakerKind | None:
    if key[0].startswith("@"):
        return SpeakerKind.PERSON
    if any(token in words.BODY for token in key):
        return SpeakerKind.ORGANISATION
    if given and len(key) <= 4:
        return SpeakerKind.PERSON
    if any(token in words.PAPER_NAME for token in key):
        return SpeakerKind.OUTLET
    if bearer.plural:
        return SpeakerKind.GROUP
    return None
