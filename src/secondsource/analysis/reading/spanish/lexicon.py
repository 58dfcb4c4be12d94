"""Words around reporting verbs in Spanish news: nouns that speak, prepositions that attribute, hedges, adjuncts."""

from __future__ import annotations

from secondsource.analysis.reading.spanish.conjugation import listed

COMMUNICATION = listed(
    """comunicado comunicados nota carta mensaje tuit tuits tweet video vídeo audio escrito documento declaración
    declaraciones manifiesto texto publicación informe entrevista rueda conferencia discurso intervención oficio
    circular panfleto pancarta manta boletín parte hilo correo post transmisión llamada minuta resolución denuncia
    dictamen grabación columna editorial blog aviso petición testimonio"""
)
# Nouns that stand for a statement and govern `de que` (or a colon).
STATEMENT_NOUNS = listed(
    """afirmación acusación denuncia rumor rumores versión versiones promesa advertencia amenaza anuncio declaración
    noticia hipótesis sospecha sospechas queja tesis idea confirmación alegato argumento teoría compromiso alerta
    temor petición solicitud exigencia orden pedido reclamo convicción creencia aviso insinuación certeza
    desmentido señalamiento señalamientos mensaje acusaciones afirmaciones denuncias comentario comentarios
    especulación especulaciones garantía expectativa duda dudas"""
)
# Nouns and names that can be a speaker before a colon in a headline.
SPEAKERS = listed(
    """prensa medios diario periódico revista portal cadena agencia semanario emisora canal
    ministro ministra ministros presidente presidenta expresidente alcalde alcaldesa exalcalde gobernador
    gobernadora fiscal fiscalía juez jueza policía gobierno ejecutivo oposición vocero vocera portavoz portavoces
    director directora experto expertos experta expertas médicos médico vecinos padres madre padre familia
    familiares víctimas testigos testigo sindicato sindicatos empresa empresas alcaldía ministerio secretaría
    secretario secretaria senador senadora diputado diputada concejal concejala rector rectora comisión defensa
    abogado abogada analistas analista economista investigadores científicos científica científico estudio informe
    fuentes fuente autoridades autoridad ejército bomberos jefe jefa obispo arzobispo iglesia papa técnico
    entrenador capitán jugador patronal ayuntamiento gobernación intendente intendenta prefecto canciller
    embajador embajada tribunal corte consejo junta asociación federación colegio onu ong trabajadores estudiantes
    docentes maestros pescadores agricultores transportistas comerciantes organizadores candidato candidata
    congresista procurador procuraduría contralor contraloría defensor defensora defensoría habitantes pobladores
    residentes usuarios críticos especialistas economistas opositores activistas dirigentes testigas médicas
    campesinos mineros obreros indígenas ciudadanos votantes acreedores inversores productores empresarios
    empresario historiador historiadora sociólogo socióloga biólogo bióloga ingeniero ingeniera arquitecto
    arquitecta periodista periodistas perito peritos banco universidad hospital gerente coordinador coordinadora
    comandante coronel general almirante"""
)
HEDGES = listed("supuestamente presuntamente aparentemente presumiblemente")
# `al parecer` and its kin, as word sequences.
HEDGE_PHRASES = (
    ("al", "parecer"),
    ("a", "lo", "que", "parece"),
    ("por", "lo", "visto"),
    ("según", "parece"),
    ("según", "trascendió"),
    ("según", "se", "dice"),
)
RUMOUR_AUXILIARIES = listed("habría habrían estaría estarían sería serían tendría tendrían")
# Prepositional phrases that attribute: the words before the source.
ACCORDING = (
    ("según",),
    ("de", "acuerdo", "con"),
    ("de", "acuerdo", "a"),
    ("de", "acuerdo", "al"),
    ("conforme", "a"),
    ("conforme", "al"),
    ("a", "juicio", "de"),
    ("a", "juicio", "del"),
    ("a", "decir", "de"),
    ("a", "decir", "del"),
    ("al", "decir", "de"),
    ("al", "decir", "del"),
    ("en", "opinión", "de"),
    ("en", "opinión", "del"),
    ("en", "palabras", "de"),
    ("en", "palabras", "del"),
    ("a", "criterio", "de"),
    ("a", "criterio", "del"),
    ("en", "voz", "de"),
    ("en", "boca", "de"),
    ("por", "boca", "de"),
    ("a", "ojos", "de"),
    ("a", "entender", "de"),
    ("a", "entender", "del"),
    ("por", "palabras", "de"),
    ("en", "versión", "de"),
    ("en", "versión", "del"),
)
# Adverbs and small words that may stand between a cue and what belongs to it.
TIME_WORDS = listed(
    """ayer hoy anoche mañana lunes martes miércoles jueves viernes sábado domingo tarde noche mediodía madrugada
    semana mes año enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre
    diciembre jornada pasado pasada horas minutos fin anteayer"""
)
TIME_UNITS = listed(
    """hora horas minuto minutos día días semana semanas mes meses año años rato momento momentos media medio par
    pocas pocos"""
)
ADVERBS = listed(
    """también además tampoco ya ayer hoy anoche asimismo igualmente luego después finalmente incluso así solo sólo
    siempre entonces antes nunca jamás aún todavía ahora aquí allí categóricamente rotundamente tajantemente
    públicamente posteriormente previamente recientemente anteriormente inicialmente directamente claramente
    enfáticamente repetidamente reiteradamente expresamente"""
)
AUXILIARIES = {
    "haber": """he has ha hemos habéis han había habías habíamos habían hubo hubieron habrá habrán habría habrían haya
        hayan hubiera hubieran haber habiendo""",
    "ser": "es son fue fueron era eran será serán sería serían sea sean sido ser siendo",
    "estar": "está están estaba estaban estuvo estuvieron estará estarán estaría estarían estar estando",
    "ir": "va van iba iban",
}
# Verbs before an infinitive of saying that tell that nothing was said.
DECLINING = listed(
    """evitó evitaron declinó declinaron rehusó rehusaron prefirió prefirieron quiso quisieron rehúsa declina evita"""
)
# What people are called to without a verb: `llamó a la calma`.
CALLS = listed(
    """calma unidad diálogo cordura prudencia paro huelga protesta concordia reconciliación serenidad paz
    movilización boicot tranquilidad"""
)
# Attitudes that are expressed: `expresó su preocupación`.
ATTITUDES = listed(
    """preocupación rechazo apoyo solidaridad malestar pesar condena confianza inconformidad indignación satisfacción
    repudio respaldo desacuerdo sorpresa temor disposición intención deseo voluntad alarma frustración tristeza
    dolor gratitud inquietud escepticismo compromiso dudas descontento alivio esperanza"""
)
MODALS = listed(
    """puede pueden pudo pudieron podrá podrán podría podrían quiso quisieron quiere quieren debe deben volvió
    volvieron vuelve vuelven acaba acaban acababa llegó llegaron suele suelen solía solían evitó evitaron declinó
    declinaron rehusó rehusaron prefirió prefirieron salió salieron logró lograron intentó limitó limitaron
    aprovechó rehúsa declina evita había negó negaron niega"""
)
