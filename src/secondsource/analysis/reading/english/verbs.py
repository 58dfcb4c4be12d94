"""Verbs that say that somebody says, thinks or wants something.

Every verb stands with its class (what the speaker does) and its frame (what may follow it). The classes follow the
reporting verbs of English grammars (Quirk et al. 1985, 16.28-16.63); the lists are written by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, StrEnum, auto

from secondsource.analysis.reading.segments import word_set


class CueClass(StrEnum):
    """What the speaker does with the words."""

    SAY = "say"
    CLAIM = "claim"
    DENY = "deny"
    WARN = "warn"
    ANNOUNCE = "announce"
    THREATEN = "threaten"
    DEMAND = "demand"
    DOUBT = "doubt"
    CONFIRM = "confirm"
    BELIEVE = "believe"
    WANT = "want"
    PLAN = "plan"
    CANCEL = "cancel"
    ASK = "ask"
    JUDGE = "judge"
    SHOW = "show"
    LEARN = "learn"


class Frame(Flag):
    """What may follow a verb as the words said."""

    THAT = auto()
    BARE = auto()
    """A clause without `that`."""
    INFINITIVE = auto()
    OBJECT_INFINITIVE = auto()
    """`urged them to leave`."""
    NOUN = auto()
    WH = auto()
    QUOTE = auto()
    AS = auto()
    """`described it as a mistake`."""
    GERUND = auto()
    """`denied taking part`."""


_ALL = Frame.THAT | Frame.BARE | Frame.WH | Frame.QUOTE
_T, _I, _N, _W, _Q = Frame.THAT, Frame.INFINITIVE, Frame.NOUN, Frame.WH, Frame.QUOTE
_O, _A, _G, _B = Frame.OBJECT_INFINITIVE, Frame.AS, Frame.GERUND, Frame.BARE


class Inflection(Flag):
    """Which form of a verb a word can be."""

    BASE = auto()
    THIRD = auto()
    PAST = auto()
    PARTICIPLE = auto()
    ING = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class CueVerb:
    """One verb form that can introduce words said."""

    lemma: str
    cue_class: CueClass
    frame: Frame
    inflection: Inflection
    particles: frozenset[str] = frozenset()
    """Prepositions that may follow instead of an object (`speak of`, `call for`)."""
    needs_particle: bool = False


# class: (frame, verbs); a verb stands once.
_VERBS: tuple[tuple[CueClass, Frame, str], ...] = (
    (
        CueClass.SAY,
        _ALL,
        (
            "say add note reply respond remark state write explain comment mention reiterate recall tweet"
            " observe repeat stress emphasize emphasise underscore underline joke quip conclude continue tell retort"
            " post interject recount relate testify vent concede blog muse lament opine whisper shout yell exclaim"
        ),
    ),
    (CueClass.SAY, _Q, "read begin intone chime cry"),
    (CueClass.SAY, Frame.NOUN, "discuss describe express voice echo outline detail recite quote cite debate address"),
    (
        CueClass.CLAIM,
        _ALL | _I,
        (
            "claim allege charge contend maintain insist assert argue suggest imply posit purport"
            " profess boast brag speculate hint swear submit counter"
        ),
    ),
    (CueClass.SAY, _Q, "go"),
    (CueClass.CLAIM, _N | _A | _G, "accuse blame fault tout label dub call portray paint cast"),
    (CueClass.DENY, _T | _N | _G | _Q | _B, "deny reject dismiss refute rebut dispute disavow disown repudiate"),
    (CueClass.DENY, _T | _B, "disagree"),
    (CueClass.WARN, _ALL | _O, "warn caution"),
    (CueClass.WARN, _T | _B | _Q | _N, "predict forecast foresee prophesy"),
    (CueClass.ANNOUNCE, _ALL | _N | _I, "announce declare proclaim"),
    (CueClass.ANNOUNCE, _T | _N | _Q | _B | _W, "disclose reveal publicize divulge report broadcast"),
    (CueClass.ANNOUNCE, _T | _I | _B | _Q, "promise vow pledge swear"),
    (CueClass.THREATEN, _T | _I, "threaten"),
    (CueClass.DEMAND, _T | _N | _I, "demand insist"),
    (CueClass.DEMAND, _T | _O | _Q, "urge order instruct command direct beg implore exhort advise"),
    (CueClass.DEMAND, _T | _N | _G, "propose recommend request"),
    (CueClass.DOUBT, _T | _N | _W | _B, "doubt question"),
    (CueClass.CONFIRM, _T | _N | _W | _B | _Q, "confirm acknowledge admit affirm reaffirm verify concede agree"),
    (
        CueClass.BELIEVE,
        _T | _B | _W | _Q,
        (
            "believe think feel suspect assume reckon figure know realize realise"
            " understand guess imagine fear worry hope wish expect consider find regret sense"
        ),
    ),
    (CueClass.BELIEVE, _N, "fear expect suspect regret"),
    (CueClass.WANT, _I | _O, "want wish hope seek expect"),
    (CueClass.PLAN, _I | _T, "plan intend decide resolve refuse decline offer agree choose vote opt"),
    (CueClass.ASK, _W | _Q | _O | _T, "ask inquire enquire wonder"),
    (
        CueClass.JUDGE,
        _N | _A | _Q | _T,
        (
            "criticize criticise condemn denounce praise blast slam mock ridicule deride"
            " decry attack hail defend oppose support endorse favor favour applaud rebuke chide assail lambast bemoan"
            " welcome laud tout back celebrate"
        ),
    ),
    (CueClass.SHOW, _T | _B | _W, "show indicate find suggest conclude signal demonstrate estimate"),
    (CueClass.LEARN, _T | _W, "learn hear discover notice remember"),
)
# Verbs that take a preposition before what is said; True when they say nothing without it.
_PARTICLES: dict[str, tuple[str, bool]] = {
    "speak": ("of about", True),
    "talk": ("of about", True),
    "complain": ("of about", False),
    "refer": ("to", True),
    "allude": ("to", True),
    "call": ("for on off", False),
    "ask": ("for", False),
    "warn": ("of about against", False),
    "point": ("out to", True),
    "insist": ("on", False),
    "object": ("to", True),
    "worry": ("about", False),
    "boast": ("of about", False),
    "brag": ("about of", False),
    "hint": ("at", False),
    "apologize": ("for", True),
    "apologise": ("for", True),
    "agree": ("with on to", False),
    "back": ("off", False),
    "lash": ("out", True),
    "push": ("for", True),
    "argue": ("for against", False),
    "dream": ("of", True),
    "rail": ("against", True),
    "inquire": ("about", False),
    "react": ("to", True),
    "respond": ("to", False),
    "know": ("of about", False),
    "hear": ("of about", False),
    "learn": ("of about", False),
    "plead": ("for", True),
    "approve": ("of", True),
    "disapprove": ("of", True),
    "appeal": ("for to", True),
    "elaborate": ("on", True),
    "touch": ("on", True),
    "dwell": ("on", True),
    "think": ("of about", False),
    "press": ("for", True),
    "go": ("on", True),
    "cast": ("", False),
    "give": ("", True),
    "write": ("of about", False),
    "joke": ("about", False),
    "comment": ("on", False),
    "focus": ("on", True),
    "care": ("about", True),
    "vote": ("for against", False),
    "read": ("", False),
    "report": ("on", False),
    "decide": ("against", False),
    "scrap": ("", False),
}
_EXTRA_CLASS = {
    "speak": CueClass.SAY, "talk": CueClass.SAY, "complain": CueClass.JUDGE, "refer": CueClass.SAY,
    "allude": CueClass.SAY, "point": CueClass.SAY, "object": CueClass.DENY, "apologize": CueClass.SAY,
    "apologise": CueClass.SAY, "lash": CueClass.JUDGE, "push": CueClass.DEMAND, "rail": CueClass.JUDGE,
    "react": CueClass.SAY, "plead": CueClass.DEMAND, "approve": CueClass.JUDGE, "disapprove": CueClass.JUDGE,
    "appeal": CueClass.DEMAND, "elaborate": CueClass.SAY, "press": CueClass.DEMAND,
    "scrap": CueClass.CANCEL, "cancel": CueClass.CANCEL, "suspend": CueClass.CANCEL, "abandon": CueClass.CANCEL,
}  # fmt: skip
_IRREGULAR = {
    "say": "said said", "tell": "told told", "write": "wrote written", "think": "thought thought",
    "know": "knew known", "feel": "felt felt", "find": "found found", "swear": "swore sworn", "hear": "heard heard",
    "speak": "spoke spoken", "begin": "began begun", "read": "read read", "show": "showed shown",
    "understand": "understood understood", "seek": "sought sought", "choose": "chose chosen", "cast": "cast cast",
    "forecast": "forecast forecast", "foresee": "foresaw foreseen", "broadcast": "broadcast broadcast",
    "go": "went gone", "give": "gave given", "learn": "learned learned", "beg": "begged begged",
    "admit": "admitted admitted", "submit": "submitted submitted", "rebut": "rebutted rebutted",
    "refer": "referred referred", "plan": "planned planned", "slam": "slammed slammed", "brag": "bragged bragged",
    "quip": "quipped quipped", "opt": "opted opted", "blog": "blogged blogged", "dub": "dubbed dubbed",
}  # fmt: skip
_DOUBLED = word_set("beg admit submit rebut refer plan slam brag quip blog dub")


def _forms(lemma: str) -> list[tuple[str, Inflection]]:
    """Return every form of a verb with what it can be."""
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    else:
        past = lemma + "d" if lemma.endswith("e") else stem + "ed"
    ing = lemma[:-1] + "ing" if lemma.endswith("e") and not lemma.endswith("ee") else stem + "ing"
    past, participle = _IRREGULAR[lemma].split() if lemma in _IRREGULAR else (past, past)
    forms = [(lemma, Inflection.BASE), (third, Inflection.THIRD), (past, Inflection.PAST)]
    return [*forms, (participle, Inflection.PARTICIPLE), (ing, Inflection.ING)]


def _cue_verbs() -> dict[str, CueVerb]:
    """Return the verbs by form; a verb listed twice has both frames and the class listed first."""
    entries: dict[str, tuple[CueClass, Frame]] = {}
    for cue_class, frame, listed in _VERBS:
        for lemma in listed.split():
            known = entries.get(lemma)
            entries[lemma] = (known[0], known[1] | frame) if known else (cue_class, frame)
    for lemma, cue_class in _EXTRA_CLASS.items():
        entries.setdefault(lemma, (cue_class, Frame.NOUN if cue_class is CueClass.CANCEL else Frame(0)))
    found: dict[str, CueVerb] = {}
    for lemma, (cue_class, frame) in entries.items():
        particles, needed = _PARTICLES.get(lemma, ("", False))
        for form, inflection in _forms(lemma):
            known_form = found.get(form)
            found[form] = CueVerb(
                lemma=lemma,
                cue_class=cue_class,
                frame=frame,
                inflection=inflection | (known_form.inflection if known_form else Inflection(0)),
                particles=word_set(particles),
                needs_particle=needed,
            )
    return found


CUE_VERBS: dict[str, CueVerb] = _cue_verbs()
"""Every verb form in lower case with what it can do."""

# Speech that stands behind a direct quotation only: too common in other senses elsewhere.
QUOTE_ONLY = frozenset(
    form
    for lemma in word_set("go begin intone chime cry continue interject exclaim retort joke quip")
    for form, _ in _forms(lemma)
)
