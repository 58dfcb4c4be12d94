"""Verb groups that attribute: reporting verbs with auxiliaries, negation, `se`, leading preposition and manner."""

from __future__ import annotations

from dataclasses import dataclass, replace

from secondsource.analysis.reading.spanish.conjugation import Form, listed
from secondsource.analysis.reading.spanish.lexicon import ADVERBS, AUXILIARIES, CALLS, DECLINING, MODALS
from secondsource.analysis.reading.spanish.verbs import (
    NOUN_LIKE,
    PHRASES,
    PREPOSITIONAL,
    lemmas,
    phrase_heads,
    verb_forms,
)
from secondsource.analysis.reading.spanish.words import Passage

_HAVE, _BE = frozenset(AUXILIARIES["haber"].split()), frozenset(AUXILIARIES["ser"].split())
_NEGATIONS = frozenset(("no", "tampoco", "nunca", "jamás"))
_CLITICS = frozenset(("se", "le", "les", "lo", "la", "los", "las", "me", "nos", "te"))
_NOUN_OPENERS = listed("el un una este esta su sus del al ese esa cada toda unas unos")
_LINKS = frozenset(("a", "de", "en", "por"))
_OBSCURING = listed("declinar evitar rehusar preferir negar")


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb group that may attribute."""

    first: int
    stop: int
    """Words of the group, `stop` exclusive; manner and colon are added later."""
    verb: int
    """The main verb."""
    lemma: str
    classes: frozenset[str]
    kind: str
    """finite | infinitive | gerund."""
    person: int
    tense: str = ""
    passive: bool = False
    reflexive: bool = False
    negated: bool = False
    clitic: int | None = None
    """The word `lo`, `la`, `los`, `las` when it may stand for what is said."""

    @property
    def plural(self) -> bool:
        """Say whether the verb has a plural subject."""
        return self.person >= 4


def find_cues(passage: Passage) -> list[Cue]:
    """Return the verb groups of a passage that may attribute, in order."""
    found: list[Cue] = []
    for index in range(len(passage.words)):
        cue = cue_at(passage, index)
        if cue is None:
            continue
        before = found[-1] if found else None
        if (
            before is not None
            and before.stop == cue.first - 1
            and passage.low(before.stop) in {"ni", "y", "o", "e"}
            and before.kind == cue.kind
        ):
            # `no afirmó ni negó`: one group with one content.
            found[-1] = replace(
                cue, first=before.first, negated=before.negated or cue.negated, classes=before.classes | cue.classes
            )
        else:
            found.append(cue)
    return found


def cue_at(passage: Passage, index: int) -> Cue | None:
    """Return the cue whose main verb is the word at `index`, if any."""
    word = passage.words[index]
    analyses = verb_forms().get(word.low)
    lemma = None
    classes: frozenset[str] = frozenset()
    stop = index + 1
    phrase = _phrase(passage, index)
    if phrase is not None:
        analyses, lemma, classes, stop = phrase
    if not analyses:
        return None
    form = _choose(passage, index, analyses)
    if form is not None and form.kind == "subjunctive" and _tells_what_was(passage, index):
        form = replace(form, kind="finite", tense="preterite")
    if form is None or (phrase is None and not _is_verb(passage, index, form)):
        return None
    lemma = lemma or form.lemma
    cue = Cue(
        first=index,
        stop=stop,
        verb=index,
        lemma=lemma,
        classes=classes or lemmas().get(lemma, frozenset()),
        kind=form.kind,
        person=form.person,
        tense=form.tense,
    )
    grown = _grow_left(passage, cue)
    return None if grown is None else _grow_right(passage, grown)


def _tells_what_was(passage: Passage, index: int) -> bool:
    """Say whether a subjunctive stands behind `después de que` and its kin, which tell what has happened."""
    for at in range(index - 1, max(0, index - 10), -1):
        if passage.low(at) == "que":
            before = passage.low(at - 1)
            return before == "tras" or (before == "de" and passage.low(at - 2) in {"después", "luego", "desde"})
        if passage.words[at].text in {",", ";", ":", "."}:
            return False
    return False


def _phrase(passage: Passage, index: int) -> tuple[tuple[Form, ...], str, frozenset[str], int] | None:
    """Return forms, name, classes and end of a phrase such as `dio a conocer`."""
    analyses = phrase_heads().get(passage.words[index].low)
    if analyses is None:
        return None
    for (lemma, tail), name in PHRASES.items():
        if analyses[0].lemma == lemma and all(passage.low(index + 1 + n) == word for n, word in enumerate(tail)):
            return analyses, f"{lemma} {' '.join(tail)}", frozenset((name,)), index + 1 + len(tail)
    return None


def _choose(passage: Passage, index: int, analyses: tuple[Form, ...]) -> Form | None:
    """Pick the analysis that the words before allow."""
    before = _skip_adverbs(passage, index - 1)
    by_kind = {form.kind: form for form in reversed(analyses)}
    if "participle" in by_kind and passage.low(before) in _HAVE | _BE:
        return by_kind["participle"]
    if "finite" in by_kind:
        finite = [form for form in analyses if form.kind == "finite"]
        return next((form for form in finite if form.person in {3, 6}), finite[0])
    return by_kind.get("gerund") or by_kind.get("infinitive") or by_kind.get("subjunctive")


def _skip_adverbs(passage: Passage, index: int) -> int:
    """Return the nearest place at or before `index` that holds no adverb."""
    while index >= 0 and passage.low(index) in ADVERBS:
        index -= 1
    return index


def _is_verb(passage: Passage, index: int, form: Form) -> bool:
    """Say whether the word is a verb here and not a noun that looks like one."""
    word = passage.words[index]
    before = passage.words[index - 1] if index else None
    if form.kind == "subjunctive" or (form.kind == "finite" and before is not None and before.low in _NOUN_OPENERS):
        return False
    strong = form.tense in {"preterite", "future", "imperfect", "conditional"}
    if form.kind != "finite":
        answer = True
    elif before is not None and before.low in {"la", "los", "las", "lo"}:
        answer = word.tag == "VERB" and (strong or before.low == "lo")
    elif word.text[0].isupper() and word.tag == "PROPN" and not strong:
        opening = index == passage.sentences[passage.sentence_of[index]][0]
        answer = opening and word.low not in NOUN_LIKE and form.person in {3, 6}
    elif strong and form.person in {3, 6}:
        answer = word.tag != "PROPN" or not word.text[0].isupper()
    elif word.low in NOUN_LIKE and not passage.parsed:
        tags = {"NOUN", "PROPN", "PRON", "PUNCT", "ADV"}
        answer = before is not None and before.tag in tags and passage.low(index + 1) not in {"de", "del"}
    else:
        answer = word.tag in {"VERB", "ADJ"} or (passage.title and word.low not in NOUN_LIKE)
    return answer


def _grow_left(passage: Passage, cue: Cue) -> Cue | None:
    """Add auxiliaries, modals, negation and `se`; None when a bare participle is no verb group."""
    index, first = cue.first - 1, cue.first
    kind, person, tense = cue.kind, cue.person, cue.tense
    found: dict[str, bool] = {}
    clitic: int | None = None
    while index >= 0:
        low = passage.low(index)
        if low in _NEGATIONS:
            found["negated"], first = True, index
        elif low == "se":
            found["reflexive"], first = True, index
        elif low in _CLITICS:
            if low in {"lo", "la", "los", "las"}:
                clitic = index
        elif (auxiliary := _auxiliary(low, cue, passage.low(index + 1), found)) is not None:
            first = index
            kind = "finite" if kind in {"participle", "infinitive", "gerund"} and auxiliary else kind
            person, tense = _person(low, person), tense or "present"
        elif not (low in ADVERBS | _LINKS and _leads(passage, index, cue)):
            break
        index -= 1
    if kind == "participle":
        return None
    if (
        cue.verb + 1 < len(passage.words)
        and cue.kind in {"gerund", "infinitive"}
        and passage.low(cue.verb).endswith("se")
    ):
        found["reflexive"] = True
    return replace(
        cue,
        first=first,
        kind=kind,
        person=person or 3,
        tense=tense,
        clitic=clitic,
        passive=found.get("passive", False),
        reflexive=found.get("reflexive", False),
        negated=found.get("negated", False),
    )


def _auxiliary(low: str, cue: Cue, following: str, found: dict[str, bool]) -> bool | None:
    """Say whether `low` is an auxiliary of the group (and finite); None when it is not one."""
    if cue.kind == "participle" and low in _HAVE and following not in _LINKS:
        return low not in {"haber", "habiendo"} or None
    if cue.kind == "participle" and low in _BE:
        found["passive"] = True
        return low == "sido" or (True if low not in {"ser", "siendo"} else None)
    if cue.kind in {"infinitive", "gerund"} and low in MODALS:
        return True
    if cue.kind == "infinitive" and low in {"va", "van", "iba", "iban"} and following == "a":
        return True
    if cue.kind == "gerund" and low in AUXILIARIES["estar"].split():
        return True
    return None


def _person(low: str, default: int) -> int:
    """Return the person of an auxiliary: sixth for plurals in -n, third otherwise."""
    if low in {"he", "hemos", "has", "habéis", "soy", "somos"}:
        return 1 if low in {"he", "soy"} else 4
    return 6 if low.endswith("n") else (default if default in {3, 6} and default else 3)


def _leads(passage: Passage, index: int, cue: Cue) -> bool:
    """Say whether an adverb or `a`/`de` at `index` has an auxiliary or negation of the group before it."""
    if cue.kind == "finite":
        return passage.low(index) in ADVERBS and passage.low(index - 1) in _NEGATIONS | {"se"}
    before = passage.low(_skip_adverbs(passage, index - 1))
    return before in _HAVE | _BE | MODALS | {"va", "van", "iba", "iban"}


def _grow_right(passage: Passage, cue: Cue) -> Cue:
    """Add a fixed preposition that leads to the content and an adverb of manner."""
    stop = cue.stop
    if _declines(passage, cue):
        # `declinó hacer comentarios sobre el caso`: nothing said, but on what.
        at = stop + 1 if passage.low(stop) in {"acerca", "respecto"} else stop
        if passage.low(at) in {"sobre", "de", "del", "a", "al", "respecto"}:
            return replace(cue, stop=at + 1, classes=cue.classes | {"declining"})
        return replace(cue, classes=cue.classes | {"declining"})
    if passage.low(stop).endswith("mente") and cue.kind == "finite":
        stop += 1
    elif passage.low(stop) == "más" and passage.low(stop + 1) in {"tarde", "adelante"}:
        stop += 2
    if passage.low(stop) in {"con", "de", "en", "por", "sobre"} and passage.low(stop + 1) == "que":
        return replace(cue, stop=stop + 1)
    wanted = PREPOSITIONAL.get(cue.lemma, "").split()
    if passage.low(stop) in wanted and not _is_recipient(passage, stop, cue):
        stop += 1
    return replace(cue, stop=stop)


def _declines(passage: Passage, cue: Cue) -> bool:
    """Say whether the group tells that somebody would not speak."""
    group = {passage.low(k) for k in range(cue.first, cue.verb)}
    if cue.lemma in {"responder", "contestar"} and passage.low(cue.stop) not in {"sobre", "acerca"}:
        return False
    silent = (
        cue.lemma in {"comentar", "opinar", "responder", "pronunciar", "referir", "hablar", "contestar"}
        or "declining" in cue.classes
    )
    return bool(silent and (group & DECLINING or cue.negated)) and ("quiso" not in group or cue.negated)


def _is_recipient(passage: Passage, index: int, cue: Cue) -> bool:
    """Say whether the preposition at `index` leads to a person addressed and not to the content."""
    after = passage.words[index + 1] if index + 1 < len(passage.words) else None
    if after is None:
        return True
    if passage.low(index) == "a":
        return (
            not after.low.endswith(
                ("ar", "er", "ir", "arse", "erse", "irse", "arlo", "arla", "arlos", "arlas", "erlo", "irlo")
            )
            and after.low != "que"
            and cue.lemma != "apelar"
            and after.low not in CALLS
            and passage.low(index + 2) not in CALLS
        )
    return False
