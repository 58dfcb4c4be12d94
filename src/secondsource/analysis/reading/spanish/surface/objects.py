"""Infinitives and noun phrases that are what was said: `anunció la suspensión`, `negó haber recibido`."""

from __future__ import annotations

from secondsource.analysis.reading.spanish.conjugation import listed
from secondsource.analysis.reading.spanish.lexicon import ADVERBS, ATTITUDES, TIME_WORDS
from secondsource.analysis.reading.spanish.surface.cues import Cue
from secondsource.analysis.reading.spanish.surface.subjects import skip_adjuncts
from secondsource.analysis.reading.spanish.words import Passage

_OBJECT_CLASSES = frozenset(("declaring", "asking", "planning", "prepositional", "addressing"))
_INFINITIVE_CLASSES = frozenset(("declaring", "asking", "planning", "thinking", "prepositional"))
_EXPRESSING = frozenset(("expresar", "manifestar", "transmitir", "trasladar", "mostrar"))
_INFINITIVE_ENDINGS = ("ar", "er", "ir", "arse", "erse", "irse", "arlo", "arla", "erlo", "erla", "irlo", "irla")
_CALLING = frozenset(("calificar", "tachar", "tildar", "describir", "definir", "catalogar"))
_INFINITIVE_SAYING = listed(
    """asegurar afirmar decir confesar manifestar declarar sostener recordar argumentar alegar considerar"""
)


def object_kind(passage: Passage, cue: Cue, stop: int) -> str:
    """Say whether an infinitive or a noun phrase right behind the verb is what was said."""
    at = over_times(passage, cue.stop, stop)
    special = _special(passage, cue, at) if at < stop else False
    if special is not None:
        return "object" if special else ""
    word = passage.words[at]
    infinitive = word.low.endswith(_INFINITIVE_ENDINGS) and word.tag in {"VERB", "NOUN", "AUX"}
    takes_infinitive = bool(cue.classes & _INFINITIVE_CLASSES) or cue.lemma in _INFINITIVE_SAYING
    if infinitive or (word.low in {"no", "haber"} and takes_infinitive):
        return "object" if takes_infinitive else ""
    if "addressing" in cue.classes and word.low in {"a", "al", "de", "por"}:
        return "address" if cue.lemma != "llamar" or _call_start(passage, at + 1, stop) is not None else ""
    if cue.passive or not cue.classes & {"declaring", "asking"}:
        return "con" if _threatens_with(passage, cue, at, stop) else ""
    if word.tag in {"DET", "NOUN", "NUM", "ADJ", "PROPN"} or word.low in {"lo", "cualquier"} or word.text in '"«“':
        return "object"
    return "recipient-object" if word.low in {"a", "al"} and _beyond_recipient(passage, at, stop) else ""


def _special(passage: Passage, cue: Cue, at: int) -> bool | None:
    """Say whether the object of a verb with a rule of its own is what was said; None for other verbs."""
    word = passage.words[at]
    answer: bool | None = None
    if "declining" in cue.classes:
        answer = (word.tag != "PUNCT" and cue.stop > cue.verb + 1) or word.tag == "DET"
    elif cue.lemma in _EXPRESSING:
        answer = word.low in {"su", "sus"} and passage.low(at + 1) in ATTITUDES
    elif cue.lemma == "reconocer" and word.low in {"el", "la", "los", "las", "un", "una"}:
        answer = _is_abstract(passage, at + 1)
    elif cue.lemma in _CALLING or (cue.lemma == "considerar" and (word.low in {"a", "al"} or word.tag == "ADJ")):
        answer = True
    return answer


def _threatens_with(passage: Passage, cue: Cue, at: int, stop: int) -> bool:
    """Say whether the verb threatens somebody `con` what follows."""
    to_somebody = cue.lemma == "amenazar" and passage.low(at) in {"a", "al"}
    return to_somebody and any(passage.low(k) == "con" for k in range(at, min(stop, at + 10)))


def _beyond_recipient(passage: Passage, at: int, stop: int) -> bool:
    """Say whether an object follows a recipient: `pidió al concejo la lista`."""
    beyond = skip_adjuncts(passage, at, stop)
    return beyond < stop and (
        passage.words[beyond].tag == "DET" or passage.words[beyond].low.endswith(("ar", "er", "ir"))
    )


def _call_start(passage: Passage, first: int, stop: int) -> int | None:
    """Return where what somebody is called to do begins: `instó a los fieles | a donar`."""
    for index in range(first, min(stop, first + 16)):
        if passage.words[index].text in ".;:":
            return None
        low = passage.low(index + 1)
        if (
            passage.low(index) == "a"
            and (low in {"que", "no"} or low.endswith(("ar", "er", "ir", "arse", "erse", "irse")))
            and index + 1 < stop
        ):
            return index
    return None


def address_start(passage: Passage, cue: Cue, first: int, stop: int) -> int:
    """Return where the content of an addressed demand begins; accusations keep the accused.

    For example `al chofer de dormirse`.
    """
    if cue.lemma in {"acusar", "culpar", "responsabilizar", "señalar", "advertir", "avisar"}:
        return first
    called = _call_start(passage, first, stop)
    return first if called is None else called


def _is_abstract(passage: Passage, index: int) -> bool:
    """Say whether a noun names an act or state, which can be said, and no thing or person."""
    return (
        passage.low(index)
        .rstrip("s")
        .endswith(
            (
                "ción",
                "cione",
                "sión",
                "sione",
                "miento",
                "dad",
                "dade",
                "encia",
                "ancia",
                "error",
                "errore",
                "falla",
                "fallo",
                "culpa",
                "hecho",
                "retraso",
                "falta",
                "existencia",
                "derrota",
                "uso",
            )
        )
    )


def over_times(passage: Passage, first: int, stop: int) -> int:
    """Return the place behind adverbs and days that stand between a verb and its object.

    For example `anunció este miércoles el fin`.
    """
    index = first
    while index < stop:
        if (passage.low(index) in {"el", "este", "esta"} and passage.low(index + 1) in TIME_WORDS) or (
            passage.low(index) == "por"
            and passage.low(index + 1) in {"teléfono", "correo", "escrito", "radio", "carta", "mensaje", "unanimidad"}
        ):
            index += 2
        elif passage.low(index) in ADVERBS | TIME_WORDS and passage.words[index].text[0].islower():
            index += 1
        else:
            break
    return index
