"""What a speaker does with the content: position and modality, from cue class, negation and the content's predicate.

The cue decides first (deny, doubt, warn, ask ...), its negation turns it (`could not confirm`, `no descarta`), and
where the cue only says, the content does (`is off`, `sigue adelante`, `will be published unless`). The classes
follow FactBank's idea that stance is a function of the source-introducing predicate and the polarity in its scope
(Sauri and Pustejovsky, 2009).
"""

from __future__ import annotations

import re

from secondsource.analysis.reading import cues
from secondsource.core.vetting.statement import Form, Modality, Position

_CONTRACTED = re.compile(r"n[’']t\b|\bcannot\b", re.IGNORECASE)
_EXPOSURE = re.compile(
    r"\b(?:publish\w*|expose\w*|reveal\w*|disclos\w*|releas\w+|leak\w*|name names|come out|act\b"
    r"|publicar\w*|revelar\w*|difundir\w*|exponer\w*|expondr\w+|hacer pública?\w*|sacar a la luz"
    r"|dar(?:á|án)?\b|filtrar\w*)",
    re.IGNORECASE,
)
_VIOLENT = re.compile(
    r"\b(?:kill\w*|attack\w*|strike\b|execut\w+|bomb\w*|burn\b|destroy\w*|blow up"
    r"|matar\w*|atacar\w*|ejecutar\w*|quemar\w*|destruir\w*)",
    re.IGNORECASE,
)
_SENSITIVE = re.compile(
    r"\b(?:names?|identit\w+|addresses|photo\w*|pictures|data|list|people|officials|officers|collaborators|associates"
    r"|nombres?|identidad\w*|direcciones|fotos?|fotografías|datos|lista|personas|funcionarios|policías|colaboradores)\b",
    re.IGNORECASE,
)
_LIVES_AT_STAKE = re.compile(
    r"\b(?:vidas en (?:juego|riesgo|peligro)|lives (?:are |is )?(?:hang|at (?:risk|stake)))", re.IGNORECASE
)
_NOT_EXCLUDED = re.compile(r"descart|rul\w+ out", re.IGNORECASE)
_NOT_BELIEVED = re.compile(r"\b(?:believ|think|cre[eíy]|clear|claro)", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|going to|[’']ll|shall|plan(?:s|ned)? to|va a|van a|vamos a|iba a|iban a|come out)\b|\w+(?:rá"
    r"|rán|remos|ría|rían)\b",
    re.IGNORECASE,
)
_OWN_ACT = re.compile(
    r"[\W_]*(?:(?:que|that)\s+)?(?:(?:I|we|it|they|he|she)\s+(?:will|would|[’']ll)|va\b|van\b|vamos\b|\w+(?:rá|rán"
    r"|remos)\b)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:unless|if|until|otherwise|should|si|salvo que|a menos que|de lo contrario|hasta que|a no ser que)\b",
    re.IGNORECASE,
)

_FIRST_PLAN = re.compile(
    r"[\W_]*(?:(?:no\s+)?(?:voy|vamos)\s+a\b|(?:I|we)(?:\s+a(?:m|re)|[’']m|[’']re)\s+going\s+to\b|(?:I|we)(?:\s+will"
    r"|[’']ll)\b|\w+\s+\w+\s+se\s+va\s+a\b"
    r"|que\s+(?:\w+\s+){0,5}(?:será|serán)\s+\w+[ai]d[oa]s?\b)",
    re.IGNORECASE,
)
_BARE_DENIAL = re.compile(
    r"[\W_]*(?:(?:que|that)\s+[\W_]*)?(?:(?:jamás|nunca|never|none|ningún|ninguna)\b|no\s+(?!obstante)\w+"
    r"|nobody\s+(?:has|was|is)\b|it[’']s\s+not\b"
    r"|(?:he|she|it|they|I|we|there|the\s+\w+)\s+(?:was|were|is|are|did|do|does|had|has|have)(?:\s+(?:not|never|no)\b"
    r"|n[’']t\b))",
    re.IGNORECASE,
)

_BY_CUE: tuple[tuple[re.Pattern[str], Position], ...] = (
    (cues.DOUBT, Position.DOUBTS),
    (cues.RETRACT, Position.RETRACTS),
    (cues.CORRECT, Position.CORRECTS),
    (cues.THREATEN, Position.ANNOUNCES_THREAT),
    (cues.WARN, Position.WARNS),
    (cues.ASK, Position.ASKS),
    (cues.SPECULATE, Position.SPECULATES),
)


def position(cue: str, content: str, form: Form) -> Position:
    """Return what the speaker does with `content` through `cue` (empty when there is none)."""
    negated = bool(cues.NEGATION.search(cue) or _CONTRACTED.search(cue))
    return (
        _by_negation(cue, negated=negated) or _by_cue(cue, content, negated=negated) or _by_content(cue, content, form)
    )


def modality(cue: str, content: str, form: Form) -> Modality:
    """Return how sure the content is made to sound."""
    if form is Form.HEDGE or (cues.SPECULATE.search(cue) and not cues.ANNOUNCE.search(cue)):
        return Modality.REPORTED
    for pattern, answer in (
        (cues.LIKELY, Modality.LIKELY),
        (cues.CERTAIN, Modality.CERTAIN),
        (cues.SPECULATE, Modality.REPORTED),
        (cues.POSSIBLE, Modality.POSSIBLE),
        (_CONDITION, Modality.CONDITIONAL),
    ):
        if pattern.search(content):
            return answer
    return Modality.ASSERTED


def _by_negation(cue: str, *, negated: bool) -> Position | None:
    """Read cues that a negation turns into something else: not confirm, not rule out, decline."""
    if cues.DECLINE.search(cue):
        return Position.CANNOT_CONFIRM
    if not negated:
        return None
    if _NOT_EXCLUDED.search(cue):
        return Position.SPECULATES
    if cues.CONFIRM.search(cue) or cues.DENY.search(cue):
        return Position.CANNOT_CONFIRM
    if _NOT_BELIEVED.search(cue):
        return Position.DOUBTS
    return None


def _by_cue(cue: str, content: str, *, negated: bool) -> Position | None:
    """Read cues that settle the matter by their own meaning."""
    if cues.DENY.search(cue) and not negated and not cues.DOUBT.search(cue):
        return Position.DENIES
    if cues.WARN.search(cue) and _OWN_ACT.match(content) and _is_threat(content[:400]):
        # Who warns of what he himself will do threatens.
        return Position.ANNOUNCES_THREAT
    answer = next((answer for pattern, answer in _BY_CUE if pattern.search(cue)), None)
    # A fact check `clarifies` that something is false.
    return Position.DENIES if answer is Position.CORRECTS and cues.FALSE.search(content) else answer


def _by_content(cue: str, content: str, form: Form) -> Position:
    """Read the content where the cue only says, and the status acts (cancel, resume, delay, threaten) above all."""
    head = content[:400]
    for pattern, answer in (
        (cues.NO_KNOWING, Position.CANNOT_CONFIRM),
        (cues.FALSE, Position.DENIES),
        (cues.UNCLEAR, Position.DOUBTS),
    ):
        if pattern.search(head):
            return answer
    act = _status(cue) or _status(head) or _harm(head)
    if act is not None:
        return act
    if cues.ANNOUNCE.search(cue):
        return Position.ANNOUNCES
    return Position.SPECULATES if form is Form.HEDGE else _plain(head)


def _harm(content: str) -> Position | None:
    """Return whether the content threatens harm or warns of it."""
    if _is_threat(content):
        return Position.ANNOUNCES_THREAT
    open_end = _AHEAD.search(content) or cues.POSSIBLE.search(content) or _CONDITION.search(content)
    if _LIVES_AT_STAKE.search(content) or (open_end and (cues.HARM.search(content) or _VIOLENT.search(content))):
        return Position.WARNS
    return None


def _status(content: str) -> Position | None:
    """Return the change of status the content tells: the first one named, as a sentence leads with its news."""
    hits = [
        (match.start(), answer)
        for pattern, answer in (
            (cues.DELAY, Position.ANNOUNCES_DELAY),
            (cues.RESUME, Position.ANNOUNCES_RESUME),
            (cues.CANCEL, Position.ANNOUNCES_CANCEL),
        )
        if (match := pattern.search(content))
    ]
    if not hits:
        return None
    answers = {answer for _, answer in hits}
    # `The operation that had been called off is on again`: the resumption outranks what it undoes.
    if answers >= {Position.ANNOUNCES_CANCEL, Position.ANNOUNCES_RESUME} and re.search(
        r"again|after|tras|al final", content, re.IGNORECASE
    ):
        return Position.ANNOUNCES_RESUME
    return min(hits)[1]


def _is_threat(content: str) -> bool:
    """Say whether exposure or violence is announced: under a condition, of names and data, or by one's own hand."""
    if not _AHEAD.search(content) or cues.HARM.search(content):
        return False
    if _VIOLENT.search(content) and (_OWN_ACT.match(content) or _CONDITION.search(content)):
        return True
    return bool(_EXPOSURE.search(content) and (_CONDITION.search(content) or _SENSITIVE.search(content)))


def _plain(content: str) -> Position:
    """Tell a bare denial (`No conozco a ese señor`) or a promise (`I am going to court`) from an affirmation."""
    if _FIRST_PLAN.match(content):
        return Position.ANNOUNCES
    return Position.DENIES if _BARE_DENIAL.match(content) else Position.AFFIRMS
