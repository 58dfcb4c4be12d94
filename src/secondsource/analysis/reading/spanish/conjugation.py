"""Forms of Spanish verbs, made from lemmas by rule, so that the lexicon lists each verb once.

Covers what reports use of reporting verbs: all persons of the indicative and the conditional, the present and past
subjunctive, participle, gerund and infinitive. Stem changes are given with the lemma; the handful of strong
preterites and futures stand in tables. The patterns are those of any school grammar (e.g. RAE, Nueva gramatica de la
lengua espanola, ch. 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

_PRESENT = {
    "ar": ("o", "as", "a", "amos", "áis", "an"),
    "er": ("o", "es", "e", "emos", "éis", "en"),
    "ir": ("o", "es", "e", "imos", "ís", "en"),
}
_PRETERITE = {
    "ar": ("é", "aste", "ó", "amos", "asteis", "aron"),
    "er": ("í", "iste", "ió", "imos", "isteis", "ieron"),
    "ir": ("í", "iste", "ió", "imos", "isteis", "ieron"),
}
_STRONG_PRETERITE = ("e", "iste", "o", "imos", "isteis", "ieron")
_IMPERFECT = {
    "ar": ("aba", "abas", "aba", "ábamos", "abais", "aban"),
    "er": ("ía", "ías", "ía", "íamos", "íais", "ían"),
    "ir": ("ía", "ías", "ía", "íamos", "íais", "ían"),
}
_FUTURE = ("é", "ás", "á", "emos", "éis", "án")
_CONDITIONAL = ("ía", "ías", "ía", "íamos", "íais", "ían")
_SUBJUNCTIVE = {
    "ar": ("e", "es", "e", "emos", "éis", "en"),
    "er": ("a", "as", "a", "amos", "áis", "an"),
    "ir": ("a", "as", "a", "amos", "áis", "an"),
}
# The stressed stem changes in these places of a present paradigm.
_STRESSED = (0, 1, 2, 5)

# Strong preterite stems, contracted futures and first persons, by the ending of the lemma they belong to.
_STRONG = {
    "decir": "dij",
    "hacer": "hic",
    "poner": "pus",
    "tener": "tuv",
    "querer": "quis",
    "dar": "d",
    "traer": "traj",
    "venir": "vin",
    "ducir": "duj",
}
_SHORT_FUTURE = {
    "decir": "dir",
    "hacer": "har",
    "poner": "pondr",
    "tener": "tendr",
    "querer": "querr",
    "venir": "vendr",
}
_YO = {
    "decir": "dig",
    "hacer": "hag",
    "poner": "pong",
    "tener": "teng",
    "traer": "traig",
    "venir": "veng",
    "ducir": "duzc",
    "nocer": "nozc",
}
_PARTICIPLES = {
    "decir": "dicho",
    "hacer": "hecho",
    "poner": "puesto",
    "cribir": "crito",
    "solver": "suelto",
    "volver": "vuelto",
    "traer": "traído",
}
_REGULAR_FUTURES = ("predecir", "contradecir", "maldecir", "desdecir")


class _Put(Protocol):
    """Adds one form with its kind, person and tense."""

    def __call__(self, form: str, kind: str, person: int = 0, tense: str = "", /) -> None: ...


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb."""

    lemma: str
    kind: str
    """finite | subjunctive | participle | gerund | infinitive."""
    person: int = 0
    """1-6 as in the school table (3 = third singular, 6 = third plural); 0 for non-finite forms."""
    tense: str = ""
    """present | preterite | imperfect | future | conditional; empty for other kinds."""


def listed(text: str) -> frozenset[str]:
    """Return the words of a list written as running text."""
    return frozenset(text.split())


def forms(lemma: str, change: str = "") -> dict[str, Form]:
    """Return the forms of `lemma`, each with what it is.

    Args:
        lemma: The infinitive, without `se`.
        change: How the stressed stem changes: `ie`, `ue`, `i` (pedir), `ie/i` (sugerir), `í` (confiar), `ú`
            (evaluar), or nothing.

    Returns:
        Form to analysis. Where two analyses share a form, the finite indicative present or preterite wins.
    """
    ending, root = lemma[-2:].replace("í", "i"), lemma[:-2]
    stressed, weak = _stems(root, change)
    found: dict[str, Form] = {lemma: Form(lemma, "infinitive")}

    def put(form: str, kind: str, person: int = 0, tense: str = "", /) -> None:
        form = _spell(form)
        known = found.get(form)
        # `decía` and `diría` are first and third person: reports are written in the third.
        if known is None or (person == 3 and known.tense == tense):
            found[form] = Form(lemma, kind, person, tense)

    for place, tail in enumerate(_PRESENT[ending]):
        put(_join((stressed if place in _STRESSED else root), tail, lemma), "finite", place + 1, "present")
    _put_preterite(put, lemma, root, weak, ending)
    for place, tail in enumerate(_IMPERFECT[ending]):
        accented = "í" + tail[1:] if tail.startswith("í") else tail
        put(root + accented, "finite", place + 1, "imperfect")
    short = next((stem for end, stem in _SHORT_FUTURE.items() if _is_of(lemma, end)), None)
    prefix = _prefix(lemma, _SHORT_FUTURE)
    future = lemma if short is None or lemma in _REGULAR_FUTURES else prefix + short
    for place in range(6):
        put(future.replace("í", "i") + _FUTURE[place], "finite", place + 1, "future")
        put(future.replace("í", "i") + _CONDITIONAL[place], "finite", place + 1, "conditional")
    yo = next((_prefix(lemma, _YO) + stem for end, stem in _YO.items() if _is_of(lemma, end)), None)
    if yo is not None:
        put(yo + "o", "finite", 1, "present")
    for place, tail in enumerate(_SUBJUNCTIVE[ending]):
        stem = yo or (stressed if place in _STRESSED else weak if ending == "ir" else root)
        put(_soften(stem, lemma) + tail, "subjunctive", place + 1)
    participle = next(
        (_prefix(lemma, _PARTICIPLES) + form for end, form in _PARTICIPLES.items() if _is_of(lemma, end)), None
    )
    put(participle or root + ("ado" if ending == "ar" else "ído" if root[-1] in "aeo" else "ido"), "participle")
    put(_gerund(root, weak, ending), "gerund")
    return found


def _put_preterite(put: _Put, lemma: str, root: str, weak: str, ending: str) -> None:
    """Add the preterite and the past subjunctive."""
    strong = next((_prefix(lemma, _STRONG) + stem for end, stem in _STRONG.items() if _is_of(lemma, end)), None)
    tails = _STRONG_PRETERITE if strong is not None else _PRETERITE[ending]
    if lemma == "dar":
        tails = ("i", "iste", "io", "imos", "isteis", "ieron")
    for place, tail in enumerate(tails):
        stem = strong if strong is not None else weak if place in (2, 5) else root
        form = stem + tail
        if strong is not None and strong.endswith("j"):
            form = form.replace("jie", "je")
        if lemma.endswith("hacer") and place == 2:
            form = stem[:-1] + "zo"
        if strong is None and place == 0:
            form = _soften(root, lemma) + tail if ending == "ar" else form
        if (
            strong is None
            and place in (2, 5)
            and ending != "ar"
            and stem[-1] in "aeou"
            and not stem.endswith(("gu", "qu"))
        ):
            form = stem + "y" + tail[1:]
        put(form, "finite", place + 1, "preterite")
        if place == 5:
            past = form.removesuffix("ron")
            for tail_past in ("ra", "ran", "se", "sen"):
                put(past + tail_past, "subjunctive", 6 if tail_past.endswith("n") else 3)


def _gerund(root: str, weak: str, ending: str) -> str:
    """Return the gerund."""
    if ending == "ar":
        return root + "ando"
    if root[-1] in "aeou" and not root.endswith(("gu", "qu")):
        return root + "yendo"
    return weak + "iendo"


def _stems(root: str, change: str) -> tuple[str, str]:
    """Return the stressed stem and the one of the preterite's third person."""
    vowel = {"ie": "e", "ie/i": "e", "ue": "o", "ue/u": "o", "i": "e", "í": "i", "ú": "u"}.get(change)
    if vowel is None:
        return root, root
    at = root.rindex(vowel)
    first, _, second = change.partition("/")
    stressed = root[:at] + first + root[at + 1 :]
    weak = root[:at] + ("i" if change == "i" else second) + root[at + 1 :] if change == "i" or second else root
    return stressed, weak


def _is_of(lemma: str, end: str) -> bool:
    """Say whether `lemma` is conjugated like `end`: the verb itself or with a known prefix."""
    if end in {"ducir", "nocer", "cribir", "solver", "volver"}:
        return lemma.endswith(end)
    return lemma == end or (lemma.endswith(end) and lemma[: -len(end)] in _PREFIXES)


_PREFIXES = frozenset(
    (
        "pro",
        "ex",
        "su",
        "dis",
        "pre",
        "contra",
        "des",
        "man",
        "sos",
        "com",
        "o",
        "re",
        "contra",
        "im",
        "inter",
        "con",
        "ante",
        "pos",
    )
)


def _prefix(lemma: str, table: dict[str, str]) -> str:
    """Return what stands before the table's verb in `lemma`."""
    return next((lemma[: -len(end)] for end in table if _is_of(lemma, end)), "")


def _join(stem: str, tail: str, lemma: str) -> str:
    """Join a present stem and its ending: `exij-o`, `sigu-e`, `concluy-e`."""
    if lemma.endswith("uir") and not lemma.endswith(("guir", "quir")) and not tail.startswith(("i", "í")):
        return stem + "y" + tail
    if tail == "o":
        if lemma.endswith(("ger", "gir")):
            return stem[:-1] + "jo"
        if lemma.endswith("guir"):
            return stem[:-1] + "o"
    return stem + tail


def _soften(stem: str, lemma: str) -> str:
    """Keep the sound of the last consonant before e or a: `explic-` to `expliqu-`, `exig-` to `exij-`."""
    if lemma.endswith("car"):
        return stem[:-1] + "qu"
    if lemma.endswith("gar"):
        return stem + "u"
    if lemma.endswith("zar"):
        return stem[:-1] + "c"
    if lemma.endswith(("ger", "gir")):
        return stem[:-1] + "j"
    if lemma.endswith("uir") and not lemma.endswith(("guir", "quir")):
        return stem + "y"
    return stem


def _spell(form: str) -> str:
    """Mend what joining stems spoils: `ñió` is written `ñó`, `prohibe` stays as it is."""
    return form.replace("ñió", "ñó").replace("ñie", "ñe")
