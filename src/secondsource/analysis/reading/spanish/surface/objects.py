"""Infinitives and noun phrases that are what was said: `anunció la suspensión`, `negó haber recibido`."""

from __future__ import annotations

from secondsource.analysis.reading.spanish.lexicon import ADVERBS, ATTITUDES, TIME_WORDS
from secondsource.analysis.reading.spanish.surface.cues import Cue
from secondsource.analysis.reading.spanish.surface.subjects import skip_adjuncts
from secondsource.analysis.reading.spanish.words import Passage

_OBJECT_CLASSES = frozenset(("declaring", "asking", "planning", "prepositional", "addressing"))
_INFINITIVE_CLASSES = frozenset(("declaring", "asking", "planning", "thinking", "prepositional"))
_CALLING = frozenset(("calificar", "tachar", "tildar", "describir", "definir", "catalogar"))
_INFINITIVE_SAYING = frozenset(
    "asegurar afirmar decir confesar manifestar declarar sostener recordar argumentar alegar considerar".split()
)


def object_kind(passage: Passage, cue: Cue, stop: int) -> str:
    """Say whether an infinitive or a noun phrase right behind the verb is what was said."""
    classes = cue.classes
    at = over_times(passage, cue.stop, stop)
    if at >= stop:
        return ""
    word = passage.words[at]
    if "declining" in classes:
        return "object" if word.tag != "PUNCT" and cue.stop > cue.verb + 1 or word.tag == "DET" else ""
    if cue.lemma in {"expresar", "manifestar", "transmitir", "trasladar", "mostrar"}:
        return "object" if word.low in {"su", "sus"} and passage.low(at + 1) in ATTITUDES else ""
    if cue.lemma == "reconocer" and word.low in {"el", "la", "los", "las", "un", "una"}:
        return "object" if _is_abstract(passage, at + 1) else ""
    if cue.lemma in _CALLING:
        return "object"
    if word.low.endswith(
        ("ar", "er", "ir", "arse", "erse", "irse", "arlo", "arla", "erlo", "erla", "irlo", "irla")
    ) and word.tag in {"VERB", "NOUN", "AUX"}:
        return "object" if classes & _INFINITIVE_CLASSES or cue.lemma in _INFINITIVE_SAYING else ""
    if word.low in {"no", "haber"} and (classes & _INFINITIVE_CLASSES or cue.lemma in _INFINITIVE_SAYING):
        return "object"
    if classes & {"addressing"} and cue.kind != "participle":
        if any(passage.low(k) in {"a", "de", "por"} for k in range(at, min(stop, at + 14))) and word.low in {
            "a",
            "al",
            "de",
            "por",
        }:
            return "address" if cue.lemma != "llamar" or _call_start(passage, at + 1, stop) is not None else ""
    if classes & _OBJECT_CLASSES & {"declaring", "asking"} and (
        word.tag in {"DET", "NOUN", "NUM", "ADJ", "PROPN"}
        or word.low in {"lo", "cualquier", "toda"}
        or word.text in '"«“'
    ):
        return "object" if not (cue.passive) else ""
    if classes & {"declaring", "asking"} and word.low in {"a", "al"} and not cue.passive:
        beyond = skip_adjuncts(passage, at, stop)
        if beyond < stop and (
            passage.words[beyond].tag == "DET" or passage.words[beyond].low.endswith(("ar", "er", "ir"))
        ):
            return "recipient-object"
    if (
        word.low in {"a", "al"}
        and cue.lemma in {"amenazar"}
        and any(passage.low(k) == "con" for k in range(at, min(stop, at + 10)))
    ):
        return "con"
    if cue.lemma == "considerar" and (word.low in {"a", "al"} or word.tag == "ADJ"):
        return "object"
    return ""


def _call_start(passage: Passage, first: int, stop: int) -> int | None:
    """Return where what somebody is called to do begins: `instó a los fieles | a donar`."""
    for index in range(first, min(stop, first + 16)):
        if passage.words[index].text in ".;:":
            return None
        low = passage.low(index + 1)
        if passage.low(index) == "a" and (low == "que" or low == "no" or low.endswith(("ar", "er", "ir", "arse", "erse", "irse"))) and index + 1 < stop:
            return index
    return None


def address_start(passage: Passage, cue: Cue, first: int, stop: int) -> int:
    """Return where the content of an addressed demand begins; accusations keep the accused (`al chofer de dormirse`)."""
    if cue.lemma in {"acusar", "culpar", "responsabilizar", "señalar", "advertir", "avisar"}:
        return first
    called = _call_start(passage, first, stop)
    return first if called is None else called


def _is_abstract(passage: Passage, index: int) -> bool:
    """Say whether a noun names an act or state, which can be said, and no thing or person."""
    return passage.low(index).rstrip("s").endswith(
        ("ción", "cione", "sión", "sione", "miento", "dad", "dade", "encia", "ancia", "error", "errore", "falla", "fallo", "culpa", "hecho", "retraso", "falta", "existencia", "derrota", "uso")
    )


def over_times(passage: Passage, first: int, stop: int) -> int:
    """Return the place behind adverbs and days that stand between a verb and its object (`anunció este miércoles el fin`)."""
    index = first
    while index < stop:
        if passage.low(index) in {"el", "este", "esta"} and passage.low(index + 1) in TIME_WORDS:
            index += 2
        elif passage.low(index) == "por" and passage.low(index + 1) in {"teléfono", "correo", "escrito", "radio", "carta", "mensaje", "unanimidad"}:
            index += 2
        elif passage.low(index) in ADVERBS | TIME_WORDS and passage.words[index].text[0].islower():
            index += 1
        else:
            break
    return index
