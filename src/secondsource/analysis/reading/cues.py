"""Words that tell what a speaker does with the content, by class, in English and Spanish.

Each class is one compiled pattern over the words of a cue or of a content; `position` says how they are weighed.
General verbs and phrases of news language only.
"""

from __future__ import annotations

import re


def _words(alternatives: str) -> re.Pattern[str]:
    """Compile alternatives that begin at a word."""
    return re.compile(rf"(?<!\w)(?:{alternatives})", re.IGNORECASE)


NEGATION = _words(
    r"not\b|never\b|n[’']t\b|cannot\b|nor\b|neither\b|unable\b|no\b|nunca\b|ni\b|tampoco\b|"
    r"could(?:n[’']t| not| neither)\b|without\b|sin\b"
)
CONFIRM = _words(r"confirm\w*|verif\w+|authenticat\w+|corrobor\w+|rule out|confirmar?\w*|confirmó|comprobar")
DECLINE = _words(
    r"declin\w+|refus\w+ to (?:say|comment|confirm|discuss)\w*|would(?: not|n[’']t) (?:say|comment|confirm)|"
    r"(?:did|does|do)(?: not|n[’']t) (?:know|comment)|rehus\w+|"
    r"se negó a (?:decir|comentar|confirmar|opinar|hablar)|evitó (?:decir|comentar|confirmar|pronunciarse)|"
    r"no quiso|no respondi\w+|se abstuvo|desconoc\w+"
)
DENY = _words(
    r"den(?:y|ies|ied|ying|ial)\b|reject\w*|dismiss\w*|refut\w+|disput\w+|contradict\w+|disown\w*|rebut\w*|"
    r"disavow\w*|rul\w+ out|neg(?:ó|aron|aba|aban|ado|ando|ar)\b|nieg[ao]n?\b|negativa\b|"
    r"desm(?:intió|intieron|iente\w*|entir\w*|entid\w+)|rechaz\w+|descart\w+|refut\w+|deslind\w+|desautoriz\w+"
)
DOUBT = _words(
    r"doubt\w*|question(?:s|ed|ing)\b|skeptic\w*|sceptic\w*|unclear|"
    r"(?:finds?|found) it (?:hard|very unclear|close to|difficult)|disbeliev\w+|dud[aóo]\w*|pus\w+ en duda|"
    r"pon\w+ en duda|cuestion\w+|cuesta creer|cree poco|desconfi\w+"
)
WARN = _words(
    r"warn\w*|caution\w*|alert\w*|predict\w*|fear\w*|advirti\w+|adviert\w+|advert\w+|alert[óa]\w*|pronostic\w+|"
    r"augur\w+|vaticin\w+|tem(?:e|en|ió|ieron|ía)\b|previn\w+"
)
THREATEN = _words(r"threat\w*|vow\w* to (?:expose|kill|attack|publish|reveal)|amenaz\w+|amag\w+|ultimátum|ultimatum")
CORRECT = _words(
    r"correct(?:s|ed|ing|ion)\b|clarif\w+|amend\w+|corrigi\w+|corrig\w+|rectific\w+|aclar\w+|precis[óa]\b|"
    r"puntualiz\w+|matiz\w+"
)
RETRACT = _words(
    r"retract\w*|recant\w*|apologi[sz]\w+|took (?:it )?back|"
    r"withdr[ae]w\w* (?:the|his|her|its|their) (?:claim|statement|accusation)|retract\w+|desdij\w+|se disculp\w+|"
    r"pidió (?:disculpas|perdón)|desdice\w*"
)
ASK = _words(
    r"ask(?:s|ed|ing)?\b|urg(?:e|es|ed|ing)\b|demand\w*|order(?:s|ed|ing)?\b|call(?:s|ed|ing)? (?:for|on|upon)\b|"
    r"request\w*|appeal\w*|beg(?:s|ged)?\b|plead\w*|insist(?:s|ed)? that .{0,40} (?:be|must)\b|instruct\w*|"
    r"pid(?:e|en|ió|ieron|ía|ían|iendo|o)\b|pedir\b|pedid[oa]s?\b|exig\w+|orden(?:ó|a|an|aron|aba)\b|"
    r"reclam(?:ó|a|an|aron) (?:que se|la|el|una?)\b|solicit\w+|pregunt\w+|inst(?:ó|a|an|aron)\b|"
    r"demand(?:ó|a|an|aron)\b|rog(?:ó|aron)\b|rueg\w+|recomend\w+|recomiend\w+|suplic\w+"
)
ANNOUNCE = _words(
    r"announc\w*|promis\w+|pledg\w+|vow\w*|plan(?:s|ned|ning)?\b|offer\w*|unveil\w*|intend\w*|swore\b|commit\w*|"
    r"anunci\w+|promet\w+|prometi\w+|se comprometi\w+|comprometer\w*|ofreci\w+|ofrec\w+|jur(?:ó|a|aron)\b|"
    r"convoc\w+|garantiz\w+"
)
SPECULATE = _words(
    r"speculat\w+|rumou?r\w*|suggest(?:s|ed)? (?:that )?(?:it )?(?:may|might|could)|guess\w*|reportedly|allegedly|"
    r"supposedly|apparently|purportedly|said to\b|believed to\b|thought to\b|unconfirmed|rumor\w*|supuestamente|"
    r"presuntamente|al parecer|aparentemente|habrían?\b|estarían?\b|tendrían?\b|sería[n]?\b|se especul\w+|"
    r"versi[óo]n(?:es)? de\b|trascendi\w+|conjetur\w+"
)
FALSE = _words(
    r"(?:is|was|are|were|that[’']s) (?:\w+ )?(?:false|untrue|fake|a hoax|a lie|not true|not real|fabricated"
    r"|baseless|nonsense)|never (?:took place|happened|occurred|existed)|^[\W]*(?:falso|mentira|false)\b|"
    r"(?:es|era|son|eran|fue|sea|resultó) (?:\w+ )?(?:fals[oa]s?|mentira|un engaño|un montaje|un bulo)|"
    r"nothing to do with|no tien\w+ nada que ver|did(?: not|n[’']t) (?:happen|take place)|"
    r"no (?:ocurrió|sucedió|existió|existe)\b|are false"
)
NO_KNOWING = _words(
    r"could (?:confirm neither|neither confirm|not confirm)|"
    r"can(?:not| neither|[’']t) (?:confirm|verify|authenticate)|nobody can (?:confirm|verify|authenticate)|"
    r"no (?:podía|puede|pudo|podían|pueden) (?:confirmar|verificar)|"
    r"no (?:tiene|tenemos|tienen|hay) (?:noticias|información|datos|constancia|confirmación)|"
    r"no (?:vamos|va|voy) a especular|does(?: not|n[’']t) know|no (?:lo )?(?:sabe|sabemos|saben|sé)\b|unconfirmed"
)
UNCLEAR = _words(
    r"(?:no está|not|un)\s?clear?\w*|no (?:est[áa]) claro|remains? (?:unclear|unconfirmed|unproven|to be seen)|"
    r"hardly any way to|hard to (?:believe|verify|tell)|impossible to (?:verify|know|believe)|"
    r"difícil (?:de )?(?:creer|saber|verificar)|"
    r"podría (?:ser|tratarse de) (?:un|una) (?:engaño|montaje|broma|trampa)|"
    r"(?:may|might|could) (?:all )?be (?:a )?(?:hoax|fake|stunt|false)|some doubt"
)
CANCEL = _words(
    r"call(?:ed|ing|s)? (?:\w+ ){0,4}off\b|cancel\w*|suspend\w*|abandon\w*|scrap(?:ped|s|ping)\b|"
    r"(?:drop|dropped|drops|dropping)\b(?! in\b)|back(?:ed|s|ing)? (?:down|off|out)\b|"
    r"(?:is|are|was|were) (?:\w+ ){0,2}off\b(?! (?:the|to|by)\b)|halt(?:ed|s|ing)?\b|"
    r"(?:be|been|being|have|has|are|is)\s+stopp(?:ed|ing)\b|stopping the|"
    r"withdr[ae]w\w* (?:its|their|the|his|her) (?:plan|threat|bid|call|offer|operation)|shelv\w+|remove it\b|"
    r"stand(?:s|ing)? down|stood down|will not (?:go|be going) (?:ahead|through|forward)|"
    r"(?:decided|agreed|voted|chose) (?:\w+ ){0,3}not to (?:publish|release|disclose|reveal|go|hold|proceed)|"
    r"cancel(?:a|an|ó|aron|ar|ada|ado|ación)\b|suspend(?:e|en|ió|ieron|er|erse|ida|ido|ía)\b|"
    r"anul(?:a|an|ó|aron|ar|ada|ado)\b|abandon(?:a|an|ó|aron|ar)\b|desist\w+|desconvoc\w+|"
    r"(?:da|dan|dio|dieron) marcha atrás|retir(?:a|an|ó|aron) (?:su|la|el|sus)\b|renunci\w+ a\b|quitarla\b|"
    r"(?:acordó|acordaron|decidió|decidieron) (?:\w+ ){0,3}no (?:revelar|publicar|difundir|realizar|seguir)|"
    r"levant(?:ó|aron|amiento)\b|dej\w+ sin efecto"
)
RESUME = _words(
    r"(?:back|still|is|are) on\b(?! (?:the|a|his|her|its|their)\b)|(?:is|are|be) on again|"
    r"go(?:es|ing)? (?:ahead|forward|on as)\b|would go on\b|carr(?:y|ies|ied) on\b|resum(?:e|es|ed|ing)\b|"
    r"resuscitat\w+|reviv(?:e|es|ed)\b|reinstat\w+|still (?:very much )?alive|continue with\b|"
    r"press(?:es|ed)? ahead|push(?:es|ed)? ahead|take (?:\w+ ){1,3}on\b|it is on\b|"
    r"sig(?:ue|uen|uió|uen) (?:adelante|en pie|vigente|en marcha)|"
    r"segu(?:ía|ían|irá|irán|ir) (?:adelante|en pie|vigente|en marcha)|reanud\w+|se mantien\w+|"
    r"continuar(?:á|án) (?:con|adelante)|retom\w+|"
    r"(?:operación|plan|protesta|marcha|huelga|acto) (?:\w+ )?(?:seguirá|continuará|continúa)|reactiv\w+"
)
DELAY = _words(
    r"postpon\w+|delay\w*|need(?:s|ed)? more time|"
    r"(?:won[’']t|will not|would not) (?:happen|take place|be held|come) (?:on|this|until|before)\b|"
    r"push(?:ed|es)? back\b(?! (?:on|against)\b)|put off\b|postp(?:one|uso|ondr|oner|uest)\w*|aplaz\w+|pospon\w+|"
    r"pospuso|pospuest\w+|retras(?:a|ó|ar|ará|ada|ado|arán)\b|difier\w+|diferi\w+|necesit\w+ más tiempo"
)
HARM = _words(
    r"deaths?\b|killings?\b|(?:be|get|been) (?:\w+ )?(?:killed|hurt|targeted|harmed)|loss of life|reprisals?|"
    r"retaliat\w+|(?:at|in|into|face the|puts?) (?:\w+ ){0,2}(?:risk|danger|peril)\b|danger\w*|violence\b|"
    r"bloodshed|lives (?:hang|are|at)|will go after them|set off violence|lose (?:their|his|her) (?:life|lives)|"
    r"asesinatos?\b|muertes?\b|morirán?\b|puedan? morir|represalias?|vidas? en (?:juego|peligro|riesgo)|peligr\w+|"
    r"ola de\b|en riesgo\b|no está controlad\w+|se agravará|catástrofe|catastroph\w+"
)
POSSIBLE = _words(
    r"might\b|may\b|could\b|perhaps\b|possibl[ey]\b|maybe\b|podrían?\b|puede que\b|quizás?\b|tal vez\b|"
    r"es posible\b|posiblemente\b"
)
LIKELY = _words(
    r"likely\b|probabl[ey]\b|probablemente\b|seguramente\b|es probable\b|almost certainly\b|casi con certeza\b|"
    r"seems? to\b|appears? to\b|parece\b|muy posible\b"
)
CERTAIN = _words(
    r"certainly\b|definitely\b|certain\b|without (?:a )?doubt\b|undoubtedly\b|sin duda\b|ciertamente\b|"
    r"con certeza\b|con toda seguridad\b"
)
