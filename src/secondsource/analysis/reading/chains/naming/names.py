"""Names in a report: where they stand, which belong to one bearer, and what kind of bearer the words beside them give.

Names are runs of capitalised words. A surname or a given name joins the longer person's name it is part of; names
of bodies and groups join only when they are the same (a branch is not its mother). Kinds come from the noun before
the name (`the newspaper X`), the apposition after it (`X, a consultancy`), a relative pronoun (`X, who`) and words
inside the name (`Ministry of X`).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from secondsource.analysis.reading.chains.naming import given_names, words
from secondsource.analysis.reading.chains.naming.bearers import IN_PLACE, Bearer, describe, entitle, inherit, settle
from secondsource.analysis.reading.chains.naming.nouns import DETERMINERS
from secondsource.analysis.reading.chains.naming.sharing import Raw, bearers_of
from secondsource.core.vetting.report import Span

# A full stop belongs to an initial or a short title (`J.`, `Dr.`, `Gov.`), not to any short word: `by the Oar. The`.
_STOP = (
    r"(?:(?<=(?<!\w)[A-ZÀ-ÖØ-Þ])|(?<=\.[A-Z])|(?<=(?<!\w)[A-Z][a-z])"
    r"|(?<=Mrs|Sgt|Gen|Col|Gov|Sen|Rep|Lic|Ing|Sra|Dra|Arq))\."
)
_CAPITAL = rf"(?:[@#]\w+|[A-ZÀ-ÖØ-Þ](?:[\w&]|[.'’-](?=\w))*(?:{_STOP})?)"
_JOINT = r"(?:of\sthe|of|for|de\slas?|de\slos|del|de|al|von|van|bin|&|e)"
_RUN = re.compile(rf"(?<![\w@#]){_CAPITAL}(?:[ \xa0](?:{_JOINT}[ \xa0])?{_CAPITAL})*")
_JOINTS = re.compile(rf"[ \xa0](?:{_JOINT})[ \xa0]")
_CONTRACTION = "al"
_POSSESSIVE = re.compile(r"['’]s?$")
_ADJECTIVE = re.compile(r"(?:ian|ican|ish|ese|ean|ench|utch|aeli|stani|asque)$")
_OPENS = re.compile(r"(?:^|[.!?…:;—–\n]|\)\s?[-–—]|^\W*)[\s\"'“”‘’«»(\[—–¿¡*_-]*$")
_SENTENCE_ALONE = re.compile(r"[*_]{0,2}\s*(?:[.!?…]|$|\d+[.:)])")
_PLURAL_AGENT = re.compile(r"(?:ers|ors|ists)$")
_ARTICLE = re.compile(r"(?<!\w)(The|El|La|Los|Las)[ \xa0]$")
_NUMBERED = re.compile(r"[ \xa0]\d")
"""`Tank 4`, `Quay 9`: a thing with a number speaks for nobody."""
_PARTICIPLE = re.compile(r"\w{3,}(?:ed|[ai]d[oa]s?)")
"""A lone word that opens a sentence so is a verb: `Pressed, she said`; `Preguntada por eso, dijo`."""
_CIRCUMSTANCE = re.compile(
    r"(?:In|On|At|After|Before|During|Since|By|For|From|With|En|El|Tras|Durante|Desde|A|Al|Con|Por|Para|Ayer|Anoche"
    r"|Yesterday|Later|Earlier)\b[^,]{2,70},\s+"
)
_IN_OFFICES = frozenset(
    {"the", "a", "an", "of", "its", "his", "her", "their", "el", "la", "su", "de", "del", "un", "una"}
)
_STRIPPED = words.word_set(
    "the a an el la los las monday tuesday wednesday thursday friday saturday sunday january february march april may"
    " june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec i and y e o"
    " or of de del que but if in on at to for when after lunes martes miercoles jueves viernes sabado domingo enero"
    " febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)
"""Words that are no part of a name even with a capital in mid-sentence: articles, joints, days and months."""
_LONGEST_OFFICE = 9
"""Words before a name that may still be its office alone."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it stands."""

    span: Span
    bearer: Bearer
    opens: bool
    """Whether it is the first word of its sentence, article aside."""


class Names:
    """All names of one report, looked up by place."""

    def __init__(self, text: str, language: str | None = None) -> None:
        """Find and group the names of `text`, which is mostly in `language`."""
        self.folded = words.fold(text)
        lower = frozenset(re.findall(r"(?<!\w)[a-zà-ÿ][\w-]+", text))
        raw = list(_raw_names(text, lower, english=language == "en"))
        bearers = bearers_of(text, raw)
        for item in raw:
            describe(text, self.folded, item.span, item.article, bearers[item.key])
            entitle(item.title, bearers[item.key])
        for key, bearer in bearers.items():
            settle(key, bearer)
        inherit(bearers)
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


def _is_subject(text: str, start: int) -> bool:
    """Say whether the name at `start` is the subject that its sentence opens with, its office or a circumstance first.

    `The mayor's spokeswoman, Ada Lind, left`; `Harbour Watch director Ada Lind left`; `On Friday, Ada Lind left`.
    """
    before = re.split(r"[.!?…:;“”\"«»\n]\s*", text[max(0, start - 90) : start])[-1]
    if _CIRCUMSTANCE.fullmatch(before):
        return True
    said = words.fold(before).rstrip(" ,").split()
    if not 1 <= len(said) <= _LONGEST_OFFICE or words.singular(said[-1]) not in words.PERSON:
        return False
    return all(word not in words.FUNCTION or word in _IN_OFFICES for word in said)


def _raw_names(text: str, lower: frozenset[str], *, english: bool) -> Iterator[Raw]:
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
        body = any(word in words.BODY or word in words.PAPER_NAME for word in head)
        nobiliary = small in {"de la", "de los", "del", "von", "van", "bin", "al", "e"} and (
            head[0] in given_names.MALE or head[0] in given_names.FEMALE
        )
        if not (body or nobiliary or small == "&"):
            yield at, joint.start()
            at = joint.end()
    yield at, end


def _one(text: str, start: int, end: int, lower: frozenset[str], *, english: bool) -> Raw | None:
    """Trim one candidate and refuse what is no name."""
    opens = opens_sentence(text, start)
    article = title = ""
    tokens = [(match.start(), match.end()) for match in re.finditer(r"\S+", text[start:end])]
    while tokens:
        token = words.fold(text[start + tokens[0][0] : start + tokens[0][1]].rstrip("."))
        if token not in words.FUNCTION and not (token in words.TITLES and len(tokens) > 1):
            break
        if not opens and len(tokens) > 1 and token not in _STRIPPED | words.TITLES:
            # `the portal Under Water`: a capital in mid-sentence is part of the name.
            break
        if token == _CONTRACTION and len(tokens) > 1 and (english or not opens):
            # Spanish `al` has a capital only at a sentence's start; elsewhere it is part of a title or a given name.
            break
        if token in {"the", "el", "la", "los", "las"}:
            article = text[start + tokens[0][0] : start + tokens[0][1]]
        elif token in words.TITLES:
            # The article of `El Sr. Lind` is the title's, not the capital article of a paper's name.
            article, title = "", token
        else:
            opens = False
        tokens.pop(0)
    if not tokens:
        return None
    tokens = _without_office([text[start + a : start + b] for a, b in tokens], tokens)
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
    return Raw(Span(start, end), key, shown, opens or _is_subject(text, start), article, title)


def _without_office(said: list[str], tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out an office in capitals before a person's name: `Watch Commander Ada Lind`, `Canon Bo Roe`."""
    folded = [words.fold(word) for word in said]
    offices = [number for number, word in enumerate(folded[:-1]) if word in words.PERSON]
    if not offices or any(word in words.BODY or word in words.PAPER_NAME for word in folded):
        return tokens
    return tokens[offices[-1] + 1 :]


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
            and (_followed_by_noun(text, end) or IN_PLACE.search(text, max(0, start - 24), start))
        ):
            return False
        common = (
            words.singular(word) != word
            or word in words.PERSON
            or word in words.VAGUE
            or word in words.DOCUMENT
            or word in words.GROUP
        )
        if _NUMBERED.match(text, end) or (opens and _PARTICIPLE.fullmatch(word)):
            return False
        if opens and (common or text[start:end].lower() in lower or _is_common_opener(text, end, word)):
            return False
    return True


def _is_common_opener(text: str, end: int, word: str) -> bool:
    """Say whether a lone capitalised word that opens a sentence is a common one: `Hardly.`, `Dock workers said`."""
    if _SENTENCE_ALONE.match(text, end):
        return True
    following = re.match(r"[ \xa0]([a-zà-ÿ]+)\b", text[end : end + 30])
    if following is None:
        return False
    noun = words.fold(following.group(1))
    if noun in DETERMINERS:
        # `Ask the driver`: a verb.
        return True
    plural_noun = words.is_plural(noun) and words.singular(noun) != noun
    # Surnames end like plurals too (`Rogers said`); before these words they are people of a kind.
    return plural_noun or (noun in {"with", "at", "of", "who", "from"} and bool(_PLURAL_AGENT.search(word)))


def _followed_by_noun(text: str, end: int) -> bool:
    return text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
