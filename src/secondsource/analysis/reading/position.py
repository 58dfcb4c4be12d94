"""What a speaker does with the content: position and modality, from the cue's class, negation and the content's predicate.

The cue decides first (deny, doubt, warn, ask ...), its negation turns it (`could not confirm`, `no descarta`), and where the cue only
says, the content does (`is off`, `sigue adelante`, `will be published unless`). The classes follow FactBank's idea that
stance is a function of the source-introducing predicate and the polarity in its scope (Sauri and Pustejovsky, 2009).
"""

from __future__ import annotations

import re

from secondsource.core.vetting.statement import Form, Modality, Position


def _re(*parts: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + ")", re.IGNORECASE)


_NEGATION = _re(
    r"not\b",
    r"never\b",
    r"n[’']t\b",
    r"cannot\b",
    r"nor\b",
    r"neither\b",
    r"unable\b",
    r"no\b",
    r"nunca\b",
    r"ni\b",
    r"tampoco\b",
    r"could(?:n[’']t| not| neither)\b",
    r"without\b",
    r"sin\b",
)
_CONTRACTED = re.compile(r"n[’']t\b|\bcannot\b", re.IGNORECASE)
_CONFIRM = _re(
    r"confirm\w*",
    r"verif\w+",
    r"authenticat\w+",
    r"corrobor\w+",
    r"rule out",
    r"confirmar?\w*",
    r"confirmó",
    r"comprobar",
)
_DECLINE = _re(
    r"declin\w+",
    r"refus\w+ to (?:say|comment|confirm|discuss)\w*",
    r"would(?: not|n[’']t) (?:say|comment|confirm)",
    r"(?:did|does|do)(?: not|n[’']t) (?:know|comment)",
    r"rehus\w+",
    r"se negó a (?:decir|comentar|confirmar|opinar|hablar)",
    r"evitó (?:decir|comentar|confirmar|pronunciarse)",
    r"no quiso",
    r"no respondi\w+",
    r"se abstuvo",
    r"desconoc\w+",
)
_DENY = _re(
    r"den(?:y|ies|ied|ying|ial)\b",
    r"reject\w*",
    r"dismiss\w*",
    r"refut\w+",
    r"disput\w+",
    r"contradict\w+",
    r"disown\w*",
    r"rebut\w*",
    r"disavow\w*",
    r"rul\w+ out",
    r"neg(?:ó|aron|aba|aban|ado|ando|ar)\b",
    r"nieg[ao]n?\b",
    r"negativa\b",
    r"desm(?:intió|intieron|iente\w*|entir\w*|entid\w+)",
    r"rechaz\w+",
    r"descart\w+",
    r"refut\w+",
    r"deslind\w+",
    r"desautoriz\w+",
)
_DOUBT = _re(
    r"doubt\w*",
    r"question(?:s|ed|ing)\b",
    r"skeptic\w*",
    r"sceptic\w*",
    r"unclear",
    r"(?:finds?|found) it (?:hard|very unclear|close to|difficult)",
    r"disbeliev\w+",
    r"dud[aóo]\w*",
    r"pus\w+ en duda",
    r"pon\w+ en duda",
    r"cuestion\w+",
    r"cuesta creer",
    r"cree poco",
    r"desconfi\w+",
)
_WARN = _re(
    r"warn\w*",
    r"caution\w*",
    r"alert\w*",
    r"predict\w*",
    r"fear\w*",
    r"advirti\w+",
    r"adviert\w+",
    r"advert\w+",
    r"alert[óa]\w*",
    r"pronostic\w+",
    r"augur\w+",
    r"vaticin\w+",
    r"tem(?:e|en|ió|ieron|ía)\b",
    r"previn\w+",
)
_THREATEN = _re(
    r"threat\w*",
    r"vow\w* to (?:expose|kill|attack|publish|reveal)",
    r"amenaz\w+",
    r"amag\w+",
    r"ultimátum",
    r"ultimatum",
)
_CORRECT = _re(
    r"correct(?:s|ed|ing|ion)\b",
    r"clarif\w+",
    r"amend\w+",
    r"corrigi\w+",
    r"corrig\w+",
    r"rectific\w+",
    r"aclar\w+",
    r"precis[óa]\b",
    r"puntualiz\w+",
    r"matiz\w+",
)
_RETRACT = _re(
    r"retract\w*",
    r"recant\w*",
    r"apologi[sz]\w+",
    r"took (?:it )?back",
    r"withdr[ae]w\w* (?:the|his|her|its|their) (?:claim|statement|accusation)",
    r"retract\w+",
    r"desdij\w+",
    r"se disculp\w+",
    r"pidió (?:disculpas|perdón)",
    r"desdice\w*",
)
_ASK = _re(
    r"ask(?:s|ed|ing)?\b",
    r"urg(?:e|es|ed|ing)\b",
    r"demand\w*",
    r"order(?:s|ed|ing)?\b",
    r"call(?:s|ed|ing)? (?:for|on|upon)\b",
    r"request\w*",
    r"appeal\w*",
    r"beg(?:s|ged)?\b",
    r"plead\w*",
    r"insist(?:s|ed)? that .{0,40} (?:be|must)\b",
    r"instruct\w*",
    r"pid(?:e|en|ió|ieron|ía|ían|iendo|o)\b",
    r"pedir\b",
    r"pedid[oa]s?\b",
    r"exig\w+",
    r"orden(?:ó|a|an|aron|aba)\b",
    r"reclam(?:ó|a|an|aron) (?:que se|la|el|una?)\b",
    r"solicit\w+",
    r"pregunt\w+",
    r"inst(?:ó|a|an|aron)\b",
    r"demand(?:ó|a|an|aron)\b",
    r"rog(?:ó|aron)\b",
    r"rueg\w+",
    r"recomend\w+",
    r"recomiend\w+",
    r"suplic\w+",
)
_ANNOUNCE = _re(
    r"announc\w*",
    r"promis\w+",
    r"pledg\w+",
    r"vow\w*",
    r"plan(?:s|ned|ning)?\b",
    r"offer\w*",
    r"unveil\w*",
    r"intend\w*",
    r"swore\b",
    r"commit\w*",
    r"anunci\w+",
    r"promet\w+",
    r"prometi\w+",
    r"se comprometi\w+",
    r"comprometer\w*",
    r"ofreci\w+",
    r"ofrec\w+",
    r"jur(?:ó|a|aron)\b",
    r"convoc\w+",
    r"garantiz\w+",
)
_SPECULATE = _re(
    r"speculat\w+",
    r"rumou?r\w*",
    r"suggest(?:s|ed)? (?:that )?(?:it )?(?:may|might|could)",
    r"guess\w*",
    r"reportedly",
    r"allegedly",
    r"supposedly",
    r"apparently",
    r"purportedly",
    r"said to\b",
    r"believed to\b",
    r"thought to\b",
    r"unconfirmed",
    r"rumor\w*",
    r"supuestamente",
    r"presuntamente",
    r"al parecer",
    r"aparentemente",
    r"habrían?\b",
    r"estarían?\b",
    r"tendrían?\b",
    r"sería[n]?\b",
    r"se especul\w+",
    r"versi[óo]n(?:es)? de\b",
    r"trascendi\w+",
    r"conjetur\w+",
)
_FALSE = _re(
    r"(?:is|was|are|were|that[’']s) (?:\w+ )?(?:false|untrue|fake|a hoax|a lie|not true|not real|fabricated|baseless|nonsense)",
    r"never (?:took place|happened|occurred|existed)",
    r"^[\W]*(?:falso|mentira|false)\b",
    r"(?:es|era|son|eran|fue|sea|resultó) (?:\w+ )?(?:fals[oa]s?|mentira|un engaño|un montaje|un bulo)",
    r"nothing to do with",
    r"no tien\w+ nada que ver",
    r"did(?: not|n[’']t) (?:happen|take place)",
    r"no (?:ocurrió|sucedió|existió|existe)\b",
    r"are false",
)
_NO_KNOWING = _re(
    r"could (?:confirm neither|neither confirm|not confirm)",
    r"can(?:not| neither|[’']t) (?:confirm|verify|authenticate)",
    r"nobody can (?:confirm|verify|authenticate)",
    r"no (?:podía|puede|pudo|podían|pueden) (?:confirmar|verificar)",
    r"no (?:tiene|tenemos|tienen|hay) (?:noticias|información|datos|constancia|confirmación)",
    r"no (?:vamos|va|voy) a especular",
    r"does(?: not|n[’']t) know",
    r"no (?:lo )?(?:sabe|sabemos|saben|sé)\b",
    r"unconfirmed",
)
_UNCLEAR = _re(
    r"(?:no está|not|un)\s?clear?\w*",
    r"no (?:est[áa]) claro",
    r"remains? (?:unclear|unconfirmed|unproven|to be seen)",
    r"hardly any way to",
    r"hard to (?:believe|verify|tell)",
    r"impossible to (?:verify|know|believe)",
    r"difícil (?:de )?(?:creer|saber|verificar)",
    r"podría (?:ser|tratarse de) (?:un|una) (?:engaño|montaje|broma|trampa)",
    r"(?:may|might|could) (?:all )?be (?:a )?(?:hoax|fake|stunt|false)",
    r"some doubt",
)
_CANCEL = _re(
    r"call(?:ed|ing|s)? (?:\w+ ){0,4}off\b",
    r"cancel\w*",
    r"suspend\w*",
    r"abandon\w*",
    r"scrap(?:ped|s|ping)\b",
    r"(?:drop|dropped|drops|dropping)\b(?! in\b)",
    r"back(?:ed|s|ing)? (?:down|off|out)\b",
    r"(?:is|are|was|were) (?:\w+ ){0,2}off\b(?! (?:the|to|by)\b)",
    r"halt(?:ed|s|ing)?\b",
    r"(?:be|been|being|have|has|are|is)\s+stopp(?:ed|ing)\b",
    r"stopping the",
    r"withdr[ae]w\w*",
    r"shelv\w+",
    r"remove it\b",
    r"stand(?:s|ing)? down",
    r"stood down",
    r"will not (?:go|be going) (?:ahead|through|forward)",
    r"(?:decided|agreed|voted|chose) (?:\w+ ){0,3}not to (?:publish|release|disclose|reveal|go|hold|proceed)",
    r"cancel(?:a|an|ó|aron|ar|ada|ado|ación)\b",
    r"suspend(?:e|en|ió|ieron|er|erse|ida|ido|ía)\b",
    r"anul(?:a|an|ó|aron|ar|ada|ado)\b",
    r"abandon(?:a|an|ó|aron|ar)\b",
    r"desist\w+",
    r"desconvoc\w+",
    r"(?:da|dan|dio|dieron) marcha atrás",
    r"retir(?:a|an|ó|aron) (?:su|la|el|sus)\b",
    r"renunci\w+ a\b",
    r"quitarla\b",
    r"(?:acordó|acordaron|decidió|decidieron) (?:\w+ ){0,3}no (?:revelar|publicar|difundir|realizar|seguir)",
    r"levant(?:ó|aron|amiento)\b",
    r"dej\w+ sin efecto",
)
_RESUME = _re(
    r"(?:back|still|is|are) on\b(?! (?:the|a|his|her|its|their)\b)",
    r"(?:is|are|be) on again",
    r"go(?:es|ing)? (?:ahead|forward|on as)\b",
    r"would go on\b",
    r"carr(?:y|ies|ied) on\b",
    r"resum(?:e|es|ed|ing)\b",
    r"resuscitat\w+",
    r"reviv(?:e|es|ed)\b",
    r"reinstat\w+",
    r"still (?:very much )?alive",
    r"continue with\b",
    r"press(?:es|ed)? ahead",
    r"push(?:es|ed)? ahead",
    r"take (?:\w+ ){1,3}on\b",
    r"it is on\b",
    r"sig(?:ue|uen|uió|uen) (?:adelante|en pie|vigente|en marcha)",
    r"segu(?:ía|ían|irá|irán|ir) (?:adelante|en pie|vigente|en marcha)",
    r"reanud\w+",
    r"se mantien\w+",
    r"continuar(?:á|án) (?:con|adelante)",
    r"retom\w+",
    r"(?:operación|plan|protesta|marcha|huelga|acto) (?:\w+ )?(?:seguirá|continuará|continúa)",
    r"reactiv\w+",
)
_DELAY = _re(
    r"postpon\w+",
    r"delay\w*",
    r"need(?:s|ed)? more time",
    r"(?:won[’']t|will not|would not) (?:happen|take place|be held|come) (?:on|this|until|before)\b",
    r"push(?:ed|es)? back\b(?! (?:on|against)\b)",
    r"put off\b",
    r"postp(?:one|uso|ondr|oner|uest)\w*",
    r"aplaz\w+",
    r"pospon\w+",
    r"pospuso",
    r"pospuest\w+",
    r"retras(?:a|ó|ar|ará|ada|ado|arán)\b",
    r"difier\w+",
    r"diferi\w+",
    r"necesit\w+ más tiempo",
)
_HOSTILE = (
    r"publish\w*|expose\w*|reveal\w*|disclos\w*|releas\w+ (?:the |all |more )?(?:names|data|information|list)|leak\w*|kill\w*|attack\w*|strike|execut\w+|bomb\w*|burn|destroy\w*|name names|blow up|sue"
    r"|publicar\w*|publicación|revelar\w*|difundir\w*|exponer\w*|expondr\w+|hacer pública?\w*|sacar a la luz|matar\w*|atacar\w*|ejecutar\w*|quemar\w*|destruir\w*|dar(?:á|án)? (?:a conocer )?nombres|filtrar\w*"
)
_HOSTILE_ACT = re.compile(rf"\b(?:{_HOSTILE})\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|going to|[’']ll|shall|plan(?:s|ned)? to|va a|van a|vamos a|iba a|iban a|come out)\b|\w+(?:rá|rán|remos|ría|rían)\b",
    re.IGNORECASE,
)
_OWN_ACT = re.compile(
    r"[\W_]*(?:(?:que|that)\s+)?(?:(?:I|we|it|they|he|she)\s+(?:will|would|[’']ll)|va\b|van\b|vamos\b|\w+(?:rá|rán|remos)\b)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:unless|if|until|otherwise|should|si|salvo que|a menos que|de lo contrario|hasta que|a no ser que)\b",
    re.IGNORECASE,
)
_HARM = _re(
    r"deaths?\b",
    r"killings?\b",
    r"(?:be|get|been) (?:\w+ )?(?:killed|hurt|targeted|harmed)",
    r"loss of life",
    r"reprisals?",
    r"retaliat\w+",
    r"(?:at|in|into|face the|puts?) (?:\w+ ){0,2}(?:risk|danger|peril)\b",
    r"danger\w*",
    r"violence\b",
    r"bloodshed",
    r"lives (?:hang|are|at)",
    r"will go after them",
    r"set off violence",
    r"lose (?:their|his|her) (?:life|lives)",
    r"asesinatos?\b",
    r"muertes?\b",
    r"morirán?\b",
    r"puedan? morir",
    r"represalias?",
    r"vidas? en (?:juego|peligro|riesgo)",
    r"peligr\w+",
    r"ola de\b",
    r"en riesgo\b",
    r"no está controlad\w+",
    r"se agravará",
    r"catástrofe",
    r"catastroph\w+",
)
_POSSIBLE = _re(
    r"might\b",
    r"may\b",
    r"could\b",
    r"perhaps\b",
    r"possibl[ey]\b",
    r"maybe\b",
    r"podrían?\b",
    r"puede que\b",
    r"quizás?\b",
    r"tal vez\b",
    r"es posible\b",
    r"posiblemente\b",
)
_LIKELY = _re(
    r"likely\b",
    r"probabl[ey]\b",
    r"probablemente\b",
    r"seguramente\b",
    r"es probable\b",
    r"almost certainly\b",
    r"casi con certeza\b",
    r"seems? to\b",
    r"appears? to\b",
    r"parece\b",
    r"muy posible\b",
)
_CERTAIN = _re(
    r"certainly\b",
    r"definitely\b",
    r"certain\b",
    r"without (?:a )?doubt\b",
    r"undoubtedly\b",
    r"sin duda\b",
    r"ciertamente\b",
    r"con certeza\b",
    r"con toda seguridad\b",
)

_FIRST_PLAN = re.compile(
    r"[\W_]*(?:(?:no\s+)?(?:voy|vamos)\s+a\b|(?:I|we)(?:\s+a(?:m|re)|[’']m|[’']re)\s+going\s+to\b|(?:I|we)(?:\s+will|[’']ll)\b|\w+\s+\w+\s+se\s+va\s+a\b"
    r"|que\s+(?:\w+\s+){0,5}(?:será|serán)\s+\w+[ai]d[oa]s?\b)",
    re.IGNORECASE,
)
_BARE_DENIAL = re.compile(
    r"[\W_]*(?:(?:que|that)\s+[\W_]*)?(?:(?:jamás|nunca|never|none|ningún|ninguna)\b|no\s+(?!obstante)\w+|nobody\s+(?:has|was|is)\b|it[’']s\s+not\b"
    r"|(?:he|she|it|they|I|we|there|the\s+\w+)\s+(?:was|were|is|are|did|do|does|had|has|have)(?:\s+(?:not|never|no)\b|n[’']t\b))",
    re.IGNORECASE,
)

_BY_CUE: tuple[tuple[re.Pattern[str], Position], ...] = (
    (_RETRACT, Position.RETRACTS),
    (_CORRECT, Position.CORRECTS),
    (_THREATEN, Position.ANNOUNCES_THREAT),
    (_WARN, Position.WARNS),
    (_ASK, Position.ASKS),
)


def position(cue: str, content: str, form: Form) -> Position:
    """Return what the speaker does with `content` through `cue` (empty when there is none)."""
    negated = bool(_NEGATION.search(cue) or _CONTRACTED.search(cue))
    return (
        _by_negation(cue, negated=negated) or _by_cue(cue, content, negated=negated) or _by_content(cue, content, form)
    )


def modality(cue: str, content: str, form: Form) -> Modality:
    """Return how sure the content is made to sound."""
    if form is Form.HEDGE or (_SPECULATE.search(cue) and not _ANNOUNCE.search(cue)):
        return Modality.REPORTED
    for pattern, answer in (
        (_LIKELY, Modality.LIKELY),
        (_CERTAIN, Modality.CERTAIN),
        (_SPECULATE, Modality.REPORTED),
        (_POSSIBLE, Modality.POSSIBLE),
        (_CONDITION, Modality.CONDITIONAL),
    ):
        if pattern.search(content):
            return answer
    return Modality.ASSERTED


def _by_negation(cue: str, *, negated: bool) -> Position | None:
    """Read cues that a negation turns into something else: not confirm, not rule out, decline."""
    if _DECLINE.search(cue):
        return Position.CANNOT_CONFIRM
    if not negated:
        return None
    if re.search(r"descart|rul\w+ out", cue, re.IGNORECASE):
        return Position.SPECULATES
    if _CONFIRM.search(cue) or _DENY.search(cue):
        return Position.CANNOT_CONFIRM
    if re.search(r"\b(?:believ|think|cre[eíy]|clear|claro)", cue, re.IGNORECASE):
        return Position.DOUBTS
    return None


def _by_cue(cue: str, content: str, *, negated: bool) -> Position | None:
    """Read cues that settle the matter by their own meaning."""
    if _DOUBT.search(cue):
        return Position.DOUBTS
    if _DENY.search(cue) and not negated:
        return Position.DENIES
    if _WARN.search(cue) and _OWN_ACT.match(content) and _is_threat(content[:400]):
        # Who warns of what he himself will do threatens.
        return Position.ANNOUNCES_THREAT
    for pattern, answer in _BY_CUE:
        if pattern.search(cue):
            if answer is Position.CORRECTS and _FALSE.search(content):
                return Position.DENIES
            return answer
    if _SPECULATE.search(cue):
        return Position.SPECULATES
    return None


def _by_content(cue: str, content: str, form: Form) -> Position:
    """Read the content where the cue only says, and the status acts (cancel, resume, delay, threaten) above all."""
    head = content[:400]
    for pattern, answer in (
        (_NO_KNOWING, Position.CANNOT_CONFIRM),
        (_FALSE, Position.DENIES),
        (_UNCLEAR, Position.DOUBTS),
    ):
        if pattern.search(head):
            return answer
    status = _status(cue) or _status(head)
    if status is not None:
        return status
    if _is_threat(head):
        return Position.ANNOUNCES_THREAT
    if re.search(
        r"\b(?:vidas en (?:juego|riesgo|peligro)|lives (?:are |is )?(?:hang|at (?:risk|stake)))", head, re.IGNORECASE
    ):
        return Position.WARNS
    if _HARM.search(head) and (_AHEAD.search(head) or _POSSIBLE.search(head) or _CONDITION.search(head)):
        return Position.WARNS
    if _ANNOUNCE.search(cue):
        return Position.ANNOUNCES
    if form is Form.HEDGE:
        return Position.SPECULATES
    return _plain(head)


def _status(content: str) -> Position | None:
    """Return the change of status the content tells: the first one named, as a sentence leads with its news."""
    hits = [
        (match.start(), answer)
        for pattern, answer in (
            (_DELAY, Position.ANNOUNCES_DELAY),
            (_RESUME, Position.ANNOUNCES_RESUME),
            (_CANCEL, Position.ANNOUNCES_CANCEL),
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
    return bool(_HOSTILE_ACT.search(content) and _AHEAD.search(content) and not _HARM.search(content))


def _plain(content: str) -> Position:
    """Tell a bare denial (`No conozco a ese señor`) or a promise (`I am going to court`) from an affirmation."""
    if _FIRST_PLAN.match(content):
        return Position.ANNOUNCES
    return Position.DENIES if _BARE_DENIAL.match(content) else Position.AFFIRMS
