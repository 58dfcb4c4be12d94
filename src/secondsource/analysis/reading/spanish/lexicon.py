"""Words that attribute in Spanish news: verbs by class, nouns that speak, prepositions, hedges.

The verb classes follow the complement a verb takes when it reports words, because that decides where the content begins and how
much evidence a match needs: `dijo` needs `que` or a quotation, `anunció` may report a bare noun phrase (`anunció la suspensión`),
`negó` an infinitive, `amenazó` a prepositional one. General vocabulary of the genre; no list was drawn from any test text.
"""

from __future__ import annotations

from functools import cache

from secondsource.analysis.reading.spanish.conjugation import Form, forms

# A stem change follows its verb after a colon.
# Verbs that report a clause with `que` or a quotation, and whose noun object is no content (`dijo adiós`, `explicó el plan`).
SAYING = """decir:i afirmar asegurar declarar manifestar señalar indicar expresar explicar agregar añadir comentar apuntar precisar
 puntualizar subrayar informar comunicar notificar relatar narrar contar:ue recordar:ue detallar especificar
 concretar matizar reiterar repetir:i argumentar alegar aducir razonar exponer opinar concluir deducir responder contestar
 replicar rebatir escribir tuitear postear gritar exclamar bromear ironizar zanjar sentenciar apostillar terciar espetar testificar
 atestiguar aseverar acotar abundar rememorar referir:ie/i rezar leer corear susurrar murmurar interpelar remachar redondear
 proseguir:i continuar:ú señalizar retrucar retuitear pronunciar dictaminar arengar musitar balbucear objetar observar
 interrogar inquirir preguntar cuestionar confiar:í prevenir:ie deslizar adelantar anticipar consignar reportar corroborar
 evidenciar aludir presumir jactar advertir:ie/i avisar alertar sostener:ie mantener:ie defender:ie ratificar reafirmar
 convenir:ie coincidir discrepar insinuar predecir:i enunciar arguir reflexionar"""
# Verbs of saying whose noun object is itself what was said (`anunció la suspensión`, `negó los cargos`).
DECLARING = """anunciar confirmar negar:ie desmentir:ie/i rechazar descartar reconocer admitir denunciar revelar confesar:ie lamentar
 criticar condenar cuestionar aclarar rectificar corregir:i destacar resaltar recalcar remarcar enfatizar
 sugerir:ie/i plantear proponer pronosticar augurar vaticinar prever prometer jurar garantizar ofrecer
 proclamar insinuar desaconsejar celebrar repudiar refutar atribuir vincular defender:ie ratificar advertir:ie/i subrayar
 detallar constatar adelantar reafirmar desestimar tachar calificar tildar"""
# Demands: a clause, an infinitive or a noun phrase.
ASKING = """pedir:i solicitar exigir reclamar demandar ordenar rogar:ue suplicar recomendar:ie aconsejar implorar urgir requerir:ie/i
 prohibir:í autorizar reivindicar proponer"""
# Verbs that address somebody with `a` before the content (`instó al gobierno a dialogar`, `acusó al alcalde de mentir`).
ADDRESSING = """acusar instar exhortar urgir invitar conminar emplazar culpar responsabilizar señalar advertir:ie/i avisar
 animar alentar:ie desafiar:í retar convocar llamar"""
# Verbs with a fixed preposition before the content.
PREPOSITIONAL = {
    "amenazar": "con", "insistir": "en", "comprometer": "a", "negar": "a", "quejar": "de", "retractar": "de", "coincidir": "en",
    "confiar": "en", "alertar": "de sobre", "advertir": "de sobre", "avisar": "de", "informar": "de sobre", "hablar": "de", "abogar": "por", "apostar": "por",
    "acusar": "de", "ratificar": "en", "dudar": "de", "responder": "con", "desdecir": "de", "jactar": "de",
    "apelar": "a", "llamar": "a", "instar": "a", "exhortar": "a", "reafirmar": "en", "urgir": "a", "invitar": "a",
    "conminar": "a", "emplazar": "a", "sospechar": "de", "prevenir": "de sobre", "notificar": "de", "disculpar": "por", "arrepentir": "de",
}  # fmt: skip
# Beliefs and plans: a position is attributed, but no act of communication (never an event inside another's content).
THINKING = """creer pensar:ie considerar estimar suponer sospechar temer dudar esperar calcular imaginar juzgar entender:ie asumir
 interpretar desconfiar:í especular confiar:í rumorear barajar conjeturar presumir"""
PLANNING = """planear pretender prever planificar proyectar decidir acordar:ue"""
# Verbs of speech only in the inverted position after a quotation or with a preposition.
QUOTING_ONLY = """quejar lamentar comprometer disculpar jactar titular ripostar hablar insistir abogar apostar:ue retractar desdecir:i
 arrepentir:ie/i apelar publicar difundir compartir colgar:ue transmitir resumir describir analizar valorar sincerar animar 
 rematar completar ampliar ahondar invitar protestar reprochar recriminar
 dudar pensar:ie"""
# What a document, a recording or a study does.
SHOWING = """mostrar demostrar:ue establecer determinar certificar acreditar documentar recoger estipular disponer prescribir
 reflejar arrojar constar atribuir ver"""

_IRREGULAR = {
    "prevé": ("prever", 3, "present"), "prevén": ("prever", 6, "present"), "preveía": ("prever", 3, "imperfect"),
    "preveían": ("prever", 6, "imperfect"), "he": ("haber", 1, "present"), "adujo": ("aducir", 3, "preterite"),
}  # fmt: skip

COMMUNICATION = frozenset(
    "comunicado comunicados nota carta mensaje tuit tuits tweet video vídeo audio escrito documento declaración declaraciones manifiesto texto publicación"
    " informe entrevista rueda conferencia discurso intervención oficio circular panfleto pancarta manta boletín parte hilo correo"
    " post transmisión llamada minuta resolución denuncia dictamen grabación columna editorial blog aviso petición testimonio".split()
)
# Nouns that stand for a statement and govern `de que` (or a colon).
STATEMENT_NOUNS = frozenset(
    "afirmación acusación denuncia rumor rumores versión versiones promesa advertencia amenaza anuncio declaración noticia hipótesis"
    " sospecha sospechas queja tesis idea confirmación alegato argumento teoría compromiso alerta temor petición solicitud exigencia"
    " orden pedido reclamo convicción creencia aviso insinuación certeza desmentido señalamiento señalamientos mensaje acusaciones"
    " afirmaciones denuncias comentario comentarios especulación especulaciones garantía expectativa duda dudas".split()
)
# Nouns and names that can be a speaker before a colon in a headline.
SPEAKERS = frozenset(
    "ministro ministra ministros presidente presidenta expresidente alcalde alcaldesa exalcalde gobernador gobernadora fiscal fiscalía juez jueza policía"
    " gobierno ejecutivo oposición vocero vocera portavoz portavoces director directora experto expertos experta expertas médicos médico vecinos"
    " padres madre padre familia familiares víctimas testigos testigo sindicato sindicatos empresa empresas alcaldía ministerio secretaría"
    " secretario secretaria senador senadora diputado diputada concejal concejala rector rectora comisión defensa abogado abogada analistas analista"
    " economista investigadores científicos científica científico estudio informe fuentes fuente autoridades autoridad ejército bomberos jefe jefa obispo"
    " arzobispo iglesia papa técnico entrenador capitán jugador patronal ayuntamiento gobernación intendente intendenta prefecto canciller embajador"
    " embajada tribunal corte consejo junta asociación federación colegio onu ong trabajadores estudiantes docentes maestros pescadores"
    " agricultores transportistas comerciantes organizadores candidato candidata congresista procurador procuraduría contralor contraloría defensor defensora"
    " defensoría perito peritos banco universidad hospital gerente coordinador coordinadora comandante coronel general almirante".split()
)  # fmt: skip

HEDGES = frozenset("supuestamente presuntamente aparentemente presumiblemente".split())
# `al parecer` and its kin, as word sequences.
HEDGE_PHRASES = (
    ("al", "parecer"),
    ("a", "lo", "que", "parece"),
    ("por", "lo", "visto"),
    ("según", "parece"),
    ("según", "trascendió"),
    ("según", "se", "dice"),
)
RUMOUR_AUXILIARIES = frozenset("habría habrían estaría estarían sería serían tendría tendrían".split())

# Prepositional phrases that attribute: the words before the source.
ACCORDING = (
    ("según",), ("de", "acuerdo", "con"), ("de", "acuerdo", "a"), ("de", "acuerdo", "al"), ("conforme", "a"), ("conforme", "al"), ("a", "juicio", "de"), ("a", "juicio", "del"),
    ("a", "decir", "de"), ("a", "decir", "del"), ("al", "decir", "de"), ("al", "decir", "del"), ("en", "opinión", "de"), ("en", "opinión", "del"),
    ("en", "palabras", "de"), ("en", "palabras", "del"), ("a", "criterio", "de"), ("a", "criterio", "del"), ("en", "voz", "de"), ("en", "boca", "de"),
    ("por", "boca", "de"), ("a", "ojos", "de"), ("a", "entender", "de"), ("a", "entender", "del"), ("por", "palabras", "de"), ("en", "versión", "de"), ("en", "versión", "del"),
)  # fmt: skip

# Adverbs and small words that may stand between a cue and what belongs to it.
TIME_WORDS = frozenset(
    "ayer hoy anoche mañana lunes martes miércoles jueves viernes sábado domingo tarde noche mediodía madrugada semana mes año enero febrero marzo"
    " abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre jornada pasado pasada horas minutos fin anteayer".split()
)
TIME_UNITS = frozenset(
    "hora horas minuto minutos día días semana semanas mes meses año años rato momento momentos media medio par pocas pocos".split()
)
ADVERBS = frozenset(
    "también además tampoco ya ayer hoy anoche asimismo igualmente luego después finalmente incluso así solo sólo siempre entonces antes nunca jamás aún"
    " todavía ahora aquí allí categóricamente rotundamente tajantemente públicamente posteriormente previamente recientemente"
    " anteriormente inicialmente directamente claramente enfáticamente repetidamente reiteradamente expresamente".split()
)
AUXILIARIES = {
    "haber": "he has ha hemos habéis han había habías habíamos habían hubo hubieron habrá habrán habría habrían haya hayan hubiera hubieran haber habiendo",
    "ser": "es son fue fueron era eran será serán sería serían sea sean sido ser siendo",
    "estar": "está están estaba estaban estuvo estuvieron estará estarán estaría estarían estar estando",
    "ir": "va van iba iban",
}
MODALS = frozenset(
    "puede pueden pudo pudieron podrá podrán podría podrían quiso quisieron quiere quieren debe deben volvió volvieron vuelve vuelven"
    " acaba acaban acababa llegó llegaron suele suelen solía solían evitó evitaron declinó declinaron rehusó rehusaron prefirió prefirieron salió salieron"
    " logró lograron intentó limitó limitaron aprovechó".split()
)


def _parse(listing: str) -> dict[str, str]:
    """Return lemma to stem change."""
    return {lemma: change for lemma, _, change in (entry.partition(":") for entry in listing.split())}


@cache
def lemmas() -> dict[str, frozenset[str]]:
    """Return each reporting lemma with the names of its classes."""
    classes = {
        "saying": SAYING, "declaring": DECLARING, "asking": ASKING, "addressing": ADDRESSING, "thinking": THINKING,
        "planning": PLANNING, "quoting": QUOTING_ONLY, "showing": SHOWING, "prepositional": " ".join(PREPOSITIONAL),
    }  # fmt: skip
    found: dict[str, set[str]] = {}
    for name, listing in classes.items():
        for lemma in _parse(listing):
            found.setdefault(lemma, set()).add(name)
    return {lemma: frozenset(names) for lemma, names in found.items()}


@cache
def verb_forms() -> dict[str, tuple[Form, ...]]:
    """Return every form of every reporting verb with its analyses."""
    changes: dict[str, str] = {}
    for listing in (SAYING, DECLARING, ASKING, ADDRESSING, THINKING, PLANNING, QUOTING_ONLY, SHOWING):
        for lemma, change in _parse(listing).items():
            changes[lemma] = changes.get(lemma) or change
    for lemma in PREPOSITIONAL:
        changes.setdefault(lemma, "")
    found: dict[str, tuple[Form, ...]] = {}
    for lemma, change in changes.items():
        for form, analysis in forms(lemma, change).items():
            found[form] = (*found.get(form, ()), analysis)
    for form, (lemma, person, tense) in _IRREGULAR.items():
        found[form] = (Form(lemma, "finite", person, tense),)
    return found
