"""Verbs that attribute in Spanish news, by the complement they take.

The classes follow how a verb reports words, because that decides where the content begins and how much evidence a match
needs: `dijo` needs `que` or a quotation, `anunció` may report a bare noun phrase (`anunció la suspensión`), `negó` an
infinitive, `amenazó` a prepositional one. General vocabulary of the genre; no list was drawn from any test text.
"""

from __future__ import annotations

from functools import cache

from secondsource.analysis.reading.spanish.conjugation import Form, forms, listed

# A stem change follows its verb after a colon.
# Verbs that report a clause with `que` or a quotation, and whose noun object is no content (`dijo adiós`, `explicó el
# plan`).
SAYING = """decir:i afirmar asegurar declarar manifestar señalar indicar expresar explicar agregar añadir
 comentar apuntar precisar puntualizar subrayar informar comunicar notificar relatar narrar
 contar:ue recordar:ue detallar especificar concretar matizar reiterar repetir:i argumentar alegar
 aducir razonar exponer opinar concluir deducir responder contestar replicar rebatir escribir
 tuitear postear gritar exclamar bromear ironizar zanjar sentenciar apostillar terciar espetar
 testificar atestiguar aseverar acotar abundar rememorar referir:ie/i rezar leer corear susurrar
 murmurar interpelar remachar redondear proseguir:i continuar:ú señalizar retrucar retuitear
 pronunciar dictaminar arengar musitar balbucear objetar observar interrogar inquirir preguntar
 cuestionar confiar:í prevenir:ie deslizar adelantar anticipar consignar reportar corroborar
 evidenciar aludir presumir jactar advertir:ie/i avisar alertar sostener:ie mantener:ie defender:ie
 ratificar reafirmar convenir:ie coincidir discrepar insinuar predecir:i enunciar arguir
 reflexionar celebrar trascender:ie"""
# Verbs of saying whose noun object is itself what was said (`anunció la suspensión`, `negó los cargos`).
DECLARING = """anunciar confirmar negar:ie desmentir:ie/i rechazar descartar reconocer admitir denunciar revelar
 confesar:ie lamentar criticar condenar cuestionar aclarar rectificar corregir:i destacar resaltar
 recalcar remarcar enfatizar sugerir:ie/i plantear proponer pronosticar augurar vaticinar prever
 alegar aducir prometer jurar garantizar proclamar insinuar desaconsejar repudiar refutar atribuir vincular
 defender:ie ratificar advertir:ie/i subrayar detallar constatar adelantar reafirmar desestimar
 tachar calificar tildar definir catalogar"""
# Demands: a clause, an infinitive or a noun phrase.
ASKING = """pedir:i solicitar exigir reclamar demandar ordenar rogar:ue suplicar recomendar:ie aconsejar
 implorar urgir requerir:ie/i prohibir:í autorizar reivindicar proponer"""
# Verbs that address somebody with `a` before the content (`instó al gobierno a dialogar`, `acusó al alcalde de
# mentir`).
ADDRESSING = """acusar instar exhortar urgir invitar conminar emplazar culpar responsabilizar señalar
 advertir:ie/i avisar animar alentar:ie desafiar:í retar convocar llamar"""
# Verbs with a fixed preposition before the content.
PREPOSITIONAL = {
    "amenazar": "con",
    "insistir": "en",
    "comprometer": "a",
    "negar": "a",
    "quejar": "de",
    "retractar": "de",
    "coincidir": "en",
    "confiar": "en",
    "alertar": "de sobre",
    "advertir": "de sobre",
    "avisar": "de",
    "informar": "de sobre",
    "hablar": "de",
    "abogar": "por",
    "apostar": "por",
    "acusar": "de",
    "ratificar": "en",
    "dudar": "de",
    "responder": "con",
    "desdecir": "de",
    "jactar": "de",
    "apelar": "a",
    "convocar": "a",
    "llamar": "a",
    "instar": "a",
    "exhortar": "a",
    "reafirmar": "en",
    "urgir": "a",
    "invitar": "a",
    "conminar": "a",
    "emplazar": "a",
    "sospechar": "de",
    "prevenir": "de sobre",
    "notificar": "de",
    "disculpar": "por",
    "arrepentir": "de",
}
# Beliefs and plans: a position is attributed, but no act of communication (never an event inside another's content).
THINKING = """creer pensar:ie considerar estimar suponer sospechar temer dudar esperar calcular imaginar juzgar
 entender:ie asumir interpretar desconfiar:í especular confiar:í rumorear barajar conjeturar
 presumir"""
PLANNING = """planear pretender prever planificar proyectar ofrecer decidir acordar:ue"""
# Verbs of speech only in the inverted position after a quotation or with a preposition.
QUOTING_ONLY = """quejar lamentar comprometer disculpar jactar titular ripostar hablar insistir abogar apostar:ue
 retractar desdecir:i arrepentir:ie/i apelar publicar difundir compartir colgar:ue transmitir
 resumir describir analizar valorar sincerar animar rematar completar ampliar ahondar invitar
 protestar reprochar recriminar dudar pensar:ie"""
# What a document, a recording or a study does.
SHOWING = """mostrar demostrar:ue establecer determinar certificar acreditar documentar recoger estipular
 disponer prescribir reflejar arrojar constar atribuir ver"""
# Knowing counts as a report only behind `según` (`según pudo saber este diario`, `según consta en el acta`).
KNOWING = """saber conocer averiguar figurar desprender constar leer observar apreciar ver"""
# Verb phrases of more than one word, by the verb's lemma and what follows it.
PHRASES = {
    ("dar", ("a", "conocer")): "declaring",
    ("dar", ("cuenta", "de")): "declaring",
    ("dar", ("a", "entender")): "saying",
    ("dejar", ("claro",)): "saying",
    ("dejar", ("en", "claro")): "saying",
    ("dejar", ("entrever",)): "saying",
    ("dejar", ("constancia", "de")): "declaring",
    ("hacer", ("saber",)): "saying",
    ("hacer", ("hincapié", "en")): "declaring",
    ("hacer", ("un", "llamado", "a")): "asking",
    ("hacer", ("un", "llamamiento", "a")): "asking",
    ("hacer", ("énfasis", "en")): "declaring",
    ("poner", ("en", "duda")): "declaring",
    ("poner", ("de", "manifiesto")): "declaring",
    ("poner", ("de", "relieve")): "declaring",
    ("poner", ("en", "tela", "de", "juicio")): "declaring",
    ("hacer", ("constar",)): "saying",
    ("hacer", ("notar",)): "saying",
    ("hacer", ("comentarios",)): "declining",
    ("dar", ("detalles",)): "declining",
    ("hacer", ("declaraciones",)): "declining",
    ("dar", ("por", "hecho")): "declaring",
    ("dar", ("por", "cierto")): "declaring",
    ("restar", ("importancia", "a")): "declaring",
}
# Present forms that are nouns far more often than verbs.
NOUN_LIKE = listed(
    """cuenta cuentas nota duda dudas denuncia denuncias demanda demandas queja quejas amenaza amenazas sospecha
    sospechas alerta alertas cita citas protesta protestas reclamo anuncio informe aviso avisos condena condenas
    propuesta juicio orden ordenes espera esperas ofrece reclamos pide critica criticas comenta llama llamas
    reporte reportes informes confirma parte cuento cuentos comento pregunta preguntas respuesta crítica apunte
    apuntes detalle detalles promesa contesta resumen titular titulares resume reto lamento entiende mantiene
    comparte"""
)


@cache
def phrase_heads() -> dict[str, tuple[Form, ...]]:
    """Return the forms of the verbs that open a phrase."""
    found: dict[str, tuple[Form, ...]] = {}
    for lemma in ("dar", "dejar", "hacer", "poner", "restar"):
        for form, analysis in forms(lemma).items():
            found[form] = (*found.get(form, ()), analysis)
    return found


def _parse(listing: str) -> dict[str, str]:
    """Return lemma to stem change."""
    return {lemma: change for lemma, _, change in (entry.partition(":") for entry in listing.split())}


@cache
def lemmas() -> dict[str, frozenset[str]]:
    """Return each reporting lemma with the names of its classes."""
    classes = {
        "saying": SAYING,
        "declaring": DECLARING,
        "asking": ASKING,
        "addressing": ADDRESSING,
        "thinking": THINKING,
        "planning": PLANNING,
        "quoting": QUOTING_ONLY,
        "showing": SHOWING,
        "knowing": KNOWING,
        "prepositional": " ".join(PREPOSITIONAL),
    }
    found: dict[str, set[str]] = {}
    for name, listing in classes.items():
        for lemma in _parse(listing):
            found.setdefault(lemma, set()).add(name)
    return {lemma: frozenset(names) for lemma, names in found.items()}


@cache
def verb_forms() -> dict[str, tuple[Form, ...]]:
    """Return every form of every reporting verb with its analyses."""
    changes: dict[str, str] = {}
    for listing in (SAYING, DECLARING, ASKING, ADDRESSING, THINKING, PLANNING, QUOTING_ONLY, SHOWING, KNOWING):
        for lemma, change in _parse(listing).items():
            changes[lemma] = changes.get(lemma) or change
    for lemma in PREPOSITIONAL:
        changes.setdefault(lemma, "")
    found: dict[str, tuple[Form, ...]] = {}
    for lemma, change in changes.items():
        for form, analysis in forms(lemma, change).items():
            found[form] = (*found.get(form, ()), analysis)
            if analysis.kind == "infinitive":
                for clitic in ("se", "lo", "la", "le", "les"):
                    found.setdefault(form + clitic, (analysis,))
    for form, (lemma, person, tense) in _IRREGULAR.items():
        found[form] = (Form(lemma, "finite", person, tense),)
    return found


_IRREGULAR = {
    "prevé": ("prever", 3, "present"),
    "prevén": ("prever", 6, "present"),
    "preveía": ("prever", 3, "imperfect"),
    "supo": ("saber", 3, "preterite"),
    "supieron": ("saber", 6, "preterite"),
    "sabe": ("saber", 3, "present"),
    "preveían": ("prever", 6, "imperfect"),
    "he": ("haber", 1, "present"),
    "adujo": ("aducir", 3, "preterite"),
}
