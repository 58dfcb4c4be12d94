"""Phrases in English and Spanish that single words do not give: misleading ones made plain, and announced acts."""

from __future__ import annotations

import re

_NOT_SETTLED = re.compile(
    r"\b(?:neither|not|cannot|ni) (?:\w+ )?(?:confirm\w*|verif\w*|den(?:y|ied)|corrobor\w*|neg\w*) "
    r"(?:n?or|ni|o) (?:rule[ds]? out|deny|denied|confirm\w*|exclude|descart\w*|desment\w*|neg\w*)\b[^.;]*"
)
"""`Can neither confirm nor rule out` something says neither yes nor no to it."""
_IDLE_NEGATION = re.compile(
    r"\b(?:not only|no longer than|no solo|no solamente|sin embargo|no doubt|sin duda|no obstante|or not|o no)\b"
)
_PERSON = (
    r"(?:nobody|no one|anyone|someone|who|he|she|man|woman|worker|employee|officer|official|teacher|doctor|nurse|"
    r"technician|engineer|driver|student|colleague|minister|nadie|tecnic[oa]|medic[oa]|enfermer[oa]|"
    r"trabajador(?:a|es)?|emplead[oa]|funcionari[oa]|profesor(?:a|es)?|agente|companer[oa]|quien)s?"
)
_PUT_OUT_OF_WORK = re.compile(
    r"\b(?:his|her|their) suspension\b"
    rf"|\b(?:{_PERSON}) (?:\w+ ){{0,4}}(?:was|were|been|be|being|got|is|are|sido|fue|fueron|es|sea) suspend\w+"
    r"|\bsuspended (?:him|her|them)\b|\bsuspension de (?:empleo|sueldo)\b"
    r"|\b(?:lo|la|los|las|le|les) (?:(?:habrian?|habian?|han?|hubieran?) )?(?:suspend|apart)\w+"
)
"""Somebody is suspended from work, which is not the plan being called off."""
_LEAVE_OF_ABSENCE = re.compile(r"\bunpaid leave\b|\bleave of absence\b")
_LETTING_GO = re.compile(r"\b(?:let|lets|letting) (?:the |a )?\w+ go\b|\b(?:set|sets|setting) (?:the |a )?\w+ free\b")
VOW_CUE = re.compile(r"\b(?:vow|threaten|pledg|swor|promis|amenaz|promet|jur)\w*")
"""Cues that make what follows an announced act."""
UNWANTED = re.compile(
    r"(?:n't|\bnot|\bnever|\bno) (?:\w+ ){0,3}?(?:want|worry|intend|mean|wish|forget|quer|quier|quis|dese|pretend|"
    r"buscab|olvid)\w*\b"
)
"""What somebody does not want or forget is neither said to have happened nor denied."""
ASKED = re.compile(r"^\W*(?:if|whether|si|que si)\b")
"""An indirect question says neither yes nor no."""
VOWING = re.compile(
    r"\b(?:(?:threaten|vow|pledg|promis|decid|plan|intend)\w* to|(?:amenaz\w+|promet\w+|prometi\w*|decidi\w*|planea\w*)"
    r"(?: con| a)?) (?:publish|releas|reveal|expos|name|disclos|leak|kill|attack|strike|public|revel|difund|filtr|"
    r"mat|atac)"
)
"""An announced act against others, told in words."""

COMING_OUT = re.compile(
    r"\bwe publish\b|\b(?:files?|names?|pages?|documents?|list|data|we) (?:will |are |is )?(?:come|comes|coming) out\b"
    r"|\b(?:will|would|shall) be (?:publish|releas|post|reveal|disclos|leak)\w*"
    r"|\b(?:vera|veran|saldra|saldran) (?:a )?(?:la )?luz\b|\bsaldran (?:los|las|publicad|igualmente|el)\b"
    r"|\b(?:publicar|difundir|revelar|filtrar)(?:a|an|emos)\b|\bdar(?:emos|an) a conocer\b"
)
"""A publication announced in words that tell it as coming."""

_SAYING_ON = re.compile(r",? (?:it|he|she|they) (?:goes|went) on,")
"""`The letter, it goes on, ...`: the telling goes on, not the plan."""
_OTHER_DAY = re.compile(
    r"\b(?:on|until|el|hasta el) (?:the )?(?:[a-z]+ )?\d{1,2}(?:st|nd|rd|th)?\b[^,.;]{0,20}, (?:and |y )?"
    r"(?:not|no) (?:on |el |until |hasta el )?(?:the )?\d{1,2}\w*"
)
"""One day named in place of another: put off, which the replacement says in both languages."""
_HOURS_AFTER = re.compile(
    r",? (?:\w+ ){1,2}(?:hours|days|weeks) after [^.;]{0,60}\bhad\b[^.;]*"
    r"|,? (?:\w+ ){1,2}(?:horas|dias|semanas) despues de que [^.;]*"
)
"""What was so before: `six hours after the board had let them out`."""
NONE_OUT = re.compile(
    r"\b(?:no|nothing) (?:[^\W\d_]+ ){0,5}(?:will|would|shall) be (?:publish|releas|reveal|disclos)\w*"
    r"|\bno se (?:publicar|difundir|revelar|divulgar)i?an? (?:ningun|nada)\w*"
)
"""That nothing will come out."""
NOT_OUT = re.compile(
    r"\b(?:will|would|shall|going to|does|do) (?:not|never) (?:now )?(?:be )?(?:publish|releas|disclos|reveal)\w*"
    r"|\bwon't (?:be )?(?:publish|releas|disclos|reveal)\w*|\bnot to (?:publish|releas|disclose|reveal)\b"
    r"|\b(?:no|nunca|ya no) (?:(?:se|la|lo|las|los) )?(?:publicar|difundir|revelar|divulgar)(?:a|an|as|e|emos|ia|ian)\b"
)
"""That what was announced will not come out; a plan taken back, whether it is told as news or as a denial."""
OR_ELSE = re.compile(
    r"\bunless\b[^.;]{0,120}\b(?:will|would|shall) (?:publish|releas|reveal|expos|name|disclos|leak|put)\w*"
    r"|\b(?:a menos que|salvo que|a no ser que)\b[^.;]{0,120}\b(?:publicar|difundir|revelar|filtrar)\w*"
)
"""A condition and what is announced in case it is not met."""


def plain(folded: str) -> str:
    """Return `folded` with such phrases replaced.

    Args:
        folded: text in lower case without accents.
    """
    folded = _IDLE_NEGATION.sub(lambda m: " " * len(m[0]), _NOT_SETTLED.sub("unconfirmed", folded))
    folded = _HOURS_AFTER.sub("", folded)
    folded = _OTHER_DAY.sub("aplazad postponed", _SAYING_ON.sub(",", folded))
    folded = _PUT_OUT_OF_WORK.sub(lambda m: f"{m[0].rsplit(' ', 1)[0]} laidoff", folded)
    return _LETTING_GO.sub("freed", _LEAVE_OF_ABSENCE.sub("on leave", folded))
