"""The nouns, pronouns and titles that tell what kind of speaker a phrase is, in English and Spanish.

General news vocabulary only: no name of a person, place, paper or group stands here but the given names that tell a
gender. All entries are folded (lower case, no accents), because phrases are folded before they are looked up.
"""

from __future__ import annotations

from secondsource.core.vetting.folding import fold_in_place

fold = fold_in_place
"""How phrases are folded before they are looked up here: offsets of the folded text are those of the text."""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(words.split())


VIDEO = word_set(
    "video videos footage recording recordings tape tapes clip clips audio audios podcast broadcast grabacion"
    " grabaciones cinta cintas videomensaje audiomensaje"
)
"""Documents in which somebody is heard or seen to speak."""

SPEECH = word_set(
    "message messages statement statements communique communiques letter letters email emails e-mail e-mails post"
    " posts tweet tweets note notes manifesto announcement declaration appeal leaflet pamphlet banner posting blog"
    " blogpost mensaje mensajes comunicado comunicados carta cartas correo correos publicacion publicaciones tuit"
    " tuits tweet nota manifiesto anuncio declaracion pronunciamiento llamamiento manta pancarta volante panfleto"
    " escrito boletin proclama"
)
"""Documents that are somebody's own words."""

REPORTS = word_set(
    "report reports study studies analysis analyses assessment document documents memo memorandum"
    " transcript survey poll complaint file lawsuit filing indictment ruling order affidavit testimony dossier summary"
    " article story column editorial interview page website webpage bulletin notice advisory warrant deposition"
    " minutes records record audit review text gazette informe informes estudio estudios analisis documento documentos"
    " expediente"
    " acta actas parte encuesta denuncia demanda sentencia auto resolucion decreto testimonio transcripcion oficio"
    " dictamen peritaje reporte reportes reportaje cronica columna articulo entrevista pagina"
    " resumen memorando circular texto gaceta acusacion auditoria comunicaciones factura contrato"
    " evaluacion"
)
"""Other documents; they may be anybody's."""


TALK = word_set(
    "interview interviews exchange conversation chat entrevista entrevistas conversacion charla dialogo intercambio"
)
"""Documents that somebody gives by talking to an outlet."""

PARTS = word_set("paragraph paragraphs passage page parrafo parrafos pasaje apartado pagina")
"""Parts of a document; a page only where it is counted (`the second page`), as it may be one of the web."""

DOCUMENT = VIDEO | SPEECH | REPORTS | TALK

ANY_DOCUMENT = word_set(
    "message statement text document announcement note communique recording letter post mensaje comunicado texto"
    " documento nota escrito manifiesto grabacion publicacion carta"
)
"""Words that take up a document named otherwise before: a video may be called the message."""

OUTLET = word_set(
    "newspaper newspapers daily weekly paper magazine outlet outlets broadcaster station channel tabloid journal"
    " newswire newsroom blog diario diarios periodico periodicos semanario revista medio medios portal portales cadena"
    " emisora radio noticiero televisora canal rotativo cotidiano matutino vespertino tabloide"
)
FIRM = word_set(
    "firm company corporation consultancy agency tank institute business enterprise manufacturer operator empresa"
    " compania firma consultora consultoria agencia instituto aseguradora petrolera naviera aerolinea"
)
"""Bodies that a text names once and then takes up by the noun; a ministry or a union is named by its noun anew."""

MAYBE_OUTLET = word_set("agency agencies agencia agencias website site network web programa program programme")

ORGANISATION = word_set(
    "firm company corporation tank consultancy institute institution ministry department office agency bureau police"
    " army navy court government council union federation association ngo foundation university hospital bank party"
    " campaign committee commission congress senate parliament embassy administration authority authorities charity"
    " church club league board contractor operator manufacturer business enterprise prosecution presidency judiciary"
    " military treasury regulator watchdog management directorate inspectorate regulador gerencia"
    " empresa compania firma consultora consultoria instituto ministerio secretaria departamento"
    " oficina fiscalia procuraduria policia ejercito marina armada juzgado tribunal corte gobierno ayuntamiento"
    " municipio concejo consejo sindicato gremio federacion asociacion ong fundacion universidad hospital banco"
    " partido comite comision congreso senado parlamento embajada alcaldia gobernacion minera constructora contratista"
    " planta autoridad autoridades direccion agencia presidencia prefectura intendencia contraloria defensoria"
    " superintendencia clinica liga iglesia cancilleria cooperativa aseguradora farmaceutica petrolera electrica"
    " naviera aerolinea bomberos guardia red"
)
GROUP = word_set(
    "group collective movement gang cartel militia cell faction organisation organization organizations community"
    " communities crew team coalition alliance guerrilla front brigade network syndicate ring squad hackers activists"
    " militants rebels insurgents protesters grupo grupos colectivo movimiento banda cartel milicia celula faccion"
    " organizacion organizaciones comunidad comunidades equipo coalicion alianza guerrilla frente brigada familia red"
    " activistas rebeldes insurgentes manifestantes huelguistas ambientalistas ecologistas campesinos militantes"
)
MEMBERS = word_set(
    "members activists hackers militants rebels organizers organisers protesters participants insurgents fighters"
    " supporters miembros integrantes activistas militantes rebeldes organizadores manifestantes participantes"
)
"""Plural words that, with a definite article, take up the last group."""

ANYBODY = word_set(
    "man woman person politician lawmaker official officer journalist lawyer leader activist executive speaker"
    " spokesman spokeswoman spokesperson writer veteran candidate player businessman businesswoman hombre mujer"
    " persona funcionario funcionaria parlamentario parlamentaria politico politica dirigente legislador legisladora"
    " mandatario mandataria periodista activista lider jugador jugadora empresario empresaria religioso orador oradora"
    " vocero vocera portavoz candidato candidata"
)
"""Singular words that, with a definite article and nothing else, take up the last person."""

IN_VIDEO = word_set(
    "man woman person speaker voice figure member individual narrator youth gunman spokesman spokesperson hombre"
    " mujer persona orador oradora voz figura miembro integrante individuo narrador encapuchado enmascarado joven"
    " sujeto portavoz vocero"
)
"""Who may be seen or heard speaking in a recording."""

PERSON = (
    ANYBODY
    | IN_VIDEO
    | word_set(
        "minister deputy president director head chief mayor governor senator congressman congresswoman representative"
        " prosecutor attorney judge general colonel captain commander major lieutenant sergeant analyst expert"
        " researcher"
        " professor scientist doctor nurse teacher student hacker reporter editor columnist author blogger worker"
        " farmer"
        " fisherman driver neighbour neighbor resident witness survivor victim relative mother father brother sister"
        " son"
        " daughter wife husband widow widower friend founder chairman chairwoman secretary ambassador diplomat bishop"
        " priest user source insider participant organiser organizer agent detective inspector owner manager engineer"
        " economist historian adviser advisor aide staffer employee consultant coordinator boss ombudsman councillor"
        " councilor councilman sheriff marshal superintendent trader miner pilot coach monk imam rabbi guard soldier"
        " landlady landlord tenant guest caller housewife cousin uncle aunt grandmother grandfather casera casero"
        " inquilino inquilina invitado invitada primo prima tio tia abuela abuelo companero companera excompanero"
        " excompanera colega cunado cunada suegro suegra yerno nuera sobrino sobrina nieto nieta compadre comadre canon"
        " brother-in-law sister-in-law nephew niece grandson granddaughter seamstress"
        " firefighter bombero bombera poster"
        " policeman policewoman medic surgeon treasurer commissioner envoy chancellor premier king queen ministro"
        " ministra"
        " viceministro viceministra presidente presidenta vicepresidente director directora jefe jefa alcalde alcaldesa"
        " gobernador gobernadora senador senadora diputado diputada congresista concejal concejala regidor regidora"
        " fiscal"
        " abogado abogada juez jueza general coronel capitan comandante teniente sargento analista experto experta"
        " investigador investigadora profesor profesora cientifico cientifica doctor doctora medico medica enfermero"
        " enfermera maestro maestra estudiante hacker reportero reportera editor editora columnista autor autora"
        " bloguero"
        " trabajador trabajadora campesino pescador conductor chofer vecino vecina residente testigo superviviente"
        " sobreviviente victima familiar madre padre hermano hermana hijo hija esposa esposo viuda viudo amigo amiga"
        " fundador fundadora secretario secretaria embajador embajadora diplomatico obispo sacerdote parroco usuario"
        " usuaria fuente participante organizador agente detective inspector inspectora dueno duena gerente ingeniero"
        " ingeniera economista historiador asesor asesora empleado coordinador coordinadora delegado delegada rector"
        " rectora vicerrectora comerciante taxista tendero minero piloto entrenador guardia soldado policia comisario"
        " comisaria canciller protector mecanico cura ministra perito lugarteniente subsecretario subsecretaria"
        " consejero"
        " consejera magistrado magistrada procurador procuradora edil"
    )
)
VAGUE = word_set(
    "source sources witness witnesses expert experts analyst analysts observer observers user users insider insiders"
    " people person officials critics some others many several locals residents sympathizers supporters operatives"
    " somebody someone anyone one other another everyone most few both fuente fuentes testigo testigos experto"
    " expertos expertas especialista especialistas analista analistas observadores usuario usuarios usuarias gente"
    " personas alguien algunos algunas otros otras otro otra uno una unos varios varias muchos quienes criticos"
    " allegados conocedores vecinos"
)
"""Words that name nobody: an unnamed source stays unnamed."""

HE = word_set("he him his himself el mismo aquel este ese")
SHE = word_set("she her hers herself ella aquella esta esa")
ITS_OWNER = word_set("su sus")
"""Whose `su juicio` is: anybody's."""
IT = word_set("it its itself this ello")
THEY = word_set("they them their themselves ellos ellas estos estas")
RELATIVE = word_set("who whom which that que quien quienes cual cuales")
FIRST = word_set("i me we us yo nosotros nosotras")

TITLES = word_set(
    "mr mrs ms miss dr prof professor sen senator gov governor gen general col colonel capt captain lt sgt rep"
    " president minister mayor judge king queen prince princess pope sheriff bishop father sister sir lord lady"
    " secretary ambassador commissioner chairman sr sra srta don dona lic ing dra gral cnel cap presidente presidenta"
    " gobernador gobernadora ministro ministra alcalde alcaldesa senador senadora diputado diputada doctor doctora"
    " padre monsenor fray sor rey reina comandante coronel capitan"
)
"""Titles written with a capital before a name; they are no part of it."""

BODY = word_set(
    "entertainment pictures studios industries systems technologies holdings airlines chemicals plastics terminals"
    " foods pharmaceuticals laboratories laboratory laboratorio laboratorios motors airways shipping mining energy"
    " petroleum steel cement textiles logistics partners associates brothers bros plc gmbh works workers trabajadores"
    " quimicas industrias minera petroleos astilleros navieras cementos textiles hermanos inspectorate inspectors"
    " fishers growers teachers nurses seafarers institution observatory observatorio protection proteccion"
    " secretariat tribunal registry registro ayuntamiento cofradia cooperativa cooperative clinic clinica"
    " ministry department office bank university house institute council court commission committee center centre"
    " association federation union league society movement front army church bureau agency school college friends"
    " doctors reporters mothers police government party congress senate parliament embassy board authority service"
    " services force forces guard foundation fund group company corporation network alliance coalition organization"
    " organisation hospital club brigade inc corp ltd llc administration ministerio secretaria departamento oficina"
    " banco universidad camara instituto consejo corte comision comite centro asociacion federacion union liga"
    " sociedad movimiento frente ejercito iglesia agencia escuela colegio amigos medicos reporteros madres policia"
    " gobierno partido congreso senado parlamento embajada junta autoridad servicio fuerza fuerzas guardia fundacion"
    " fondo grupo empresa compania red alianza coalicion organizacion hospital club brigada fiscalia procuraduria"
    " contraloria defensoria superintendencia gobernacion alcaldia ayuntamiento municipalidad tribunal sindicato"
    " confederacion marina armada direccion"
)
"""Words that make a capitalised name a body's name."""

PAPER_NAME = word_set(
    "times post herald chronicle guardian news journal gazette tribune press daily globe star mirror observer courier"
    " examiner inquirer bulletin dispatch ledger register monitor telegraph independent magazine review wire weekly"
    " today radio tv television diario noticias prensa tribuna correo heraldo periodico semanario revista gaceta"
    " cronica telegrafo noticiero canal imparcial fm channel television emisora"
)
"""Words that make a capitalised name an outlet's name."""

AGENCIES = word_set("ap afp efe reuters upi dpa ansa tass xinhua kyodo bloomberg agencias agencies")
"""Wire services by the marks they sign with."""

PLACE_NAME = word_set(
    "puerto villa ciudad rio monte new north south west east saint san santa santo lake mount fort port cape nuevo"
    " nueva alto alta bajo cerro cuesta costa isla valle barrio colonia calle avenida plaza street avenue road river"
    " island bay city county province state valley united estados norte sur este oeste america"
    " europe europa africa asia"
)
FUNCTION = word_set(
    "the a an and or but in on at to of for from by with as if when while after before since although though because"
    " so yet nor not no that this these those there here it its he she they his her their we our i my you your who"
    " what which where why how some many several most all both each every other others another one two three four five"
    " six seven eight nine ten meanwhile however then now later earlier today yesterday tomorrow according asked"
    " despite during under over between among also just only even more less such than about against into through until"
    " unless without within is are was were be been have has had do does did will would can could may might must"
    " should let said says say el la los las un una unos unas y o pero en a de del al por para con sin sobre segun si"
    " cuando mientras despues antes desde hasta aunque porque pues que quien quienes como donde esto este esta estos"
    " estas ese esa esos esas aquel aquella su sus se lo le les no ni ya hay algunos algunas muchos muchas varios"
    " varias otro otra otros otras uno dos tres cuatro cinco seis siete ocho nueve diez ayer hoy manana ahora luego"
    " entonces tambien ademas asimismo sin embargo tras ante bajo contra entre durante mas menos solo anoche mientras"
    " inside outside elsewhere nearby upstairs downstairs hers his ours theirs mine yours nobody nothing something"
    " anything anybody everybody somebody nowhere everything none neither either perhaps maybe indeed instead otherwise"
    " moreover furthermore nevertheless still soon recently finally hundreds thousands dozens millions eleven twelve"
    " thirteen fourteen fifteen sixteen twenty thirty forty fifty half first second third last next calls ask tell"
    " quizas acaso asi aun once doce trece catorce quince veinte treinta cientos miles decenas nada ninguno ninguna"
    ""
    " ningun rating claim verdict update redaccion efectivamente finalmente recientemente mio mia nuestro nuestra"
    " primero segundo tercero ultimo"
    " todo toda todos todas cada nadie alguien ambos ante mi tu es son era fue fueron ha han habia estan esta january"
    " february march april may june july august september october november december monday tuesday wednesday thursday"
    " friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec enero febrero marzo abril mayo junio"
    " julio agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo"
)
"""Words that a capital does not make a name."""

PLATFORM = word_set(
    "youtube twitter facebook instagram telegram whatsapp tiktok signal reddit pastebin internet x discord mastodon"
    " linkedin vimeo skype spanish english french german arabic russian chinese spanish-language english-language"
)
"""Where documents are put or in what tongue they are; neither says who speaks."""


def singular(word: str) -> str:
    """Return the likeliest singular of a folded English or Spanish noun found in these lists, or `word`."""
    for ending, instead in (
        ("", ""),
        ("s", ""),
        ("es", ""),
        ("ces", "z"),
        ("ies", "y"),
        ("men", "man"),
        ("people", "person"),
    ):
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)] + instead
            if stem in PERSON or stem in ORGANISATION or stem in GROUP or stem in OUTLET or stem in DOCUMENT:
                return stem
    return word


def is_plural(word: str) -> bool:
    """Say whether a folded noun is a plural as far as these lists know."""
    return singular(word) != word or (word.endswith("s") and word in VAGUE) or word in THEY
