"""Which of a folded phrase's words is its head, and what kind of speaker a noun tells."""

from __future__ import annotations

from secondsource.analysis.reading.chains.naming import words
from secondsource.core.vetting.statement import SpeakerKind

DETERMINERS = words.word_set(
    "the a an his her its their el la los las un una su sus del al this that este esta ese esa"
)
PREPOSITIONS = words.word_set(
    "of in on at to for from by with de del en a por con para sobre y and or o que that against contra about as como"
)

SHORTEST_DERIVED = 7
"""Letters from which an ending tells a person: `list` and `artist` end alike."""
_OF_PEOPLE = (
    "ologist",
    "onomist",
    "icist",
    "mist",
    "nist",
    "rist",
    "list",
    "ician",
    "arian",
    "stress",
    "keeper",
    "master",
    "woman",
    "owner",
    "holder",
    "worker",
    "fighter",
    "ista",
    "ologo",
    "ologa",
    "grafa",
    "iatra",
)
_OF_THINGS = words.word_set(
    "checklist shortlist blacklist waitlist playlist revista entrevista conquista autopista vegetarian placeholder"
    " distress mattress"
)
SAME = frozenset({"the same", "el mismo", "la misma", "los mismos", "las mismas"})
OURS = words.word_set("our my nuestro nuestra nuestros nuestras mi mis")
THIS = words.word_set("this este esta ese esa")
STAFF = words.word_set(
    "spokesman spokeswoman spokesperson director editor lawyer president chairman chairwoman head chief manager"
    " secretary portavoz vocero vocera directora editora abogado abogada presidente presidenta secretario secretaria"
    " gerente"
)
ITS = words.word_set("its their su sus")


def first_noun(phrase: list[str]) -> str | None:
    """Return the head of a folded description: the last known noun before `of`, else the first one after."""
    cut = next((number for number, word in enumerate(phrase) if word in PREPOSITIONS and number), len(phrase))
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
    cut = next((number for number, word in enumerate(phrase) if word in PREPOSITIONS and number), len(phrase))
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
        or by_ending(word)
    )


def by_ending(noun: str) -> bool:
    """Say whether a folded noun means a person by its ending alone: `toxicologist`, `seamstress`, `sindicalista`."""
    return len(noun) >= SHORTEST_DERIVED and noun.endswith(_OF_PEOPLE) and noun not in _OF_THINGS


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
    return SpeakerKind.PERSON if by_ending(noun) else None
