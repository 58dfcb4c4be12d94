"""Generic words in the names of bodies and offices, Spanish to English, so that one body has one name in both."""

from __future__ import annotations

_PAIRS = """
academia academy; administración administration; aeropuerto airport; agencia agency; agencias agencies; alcaldía
mayor; ambiente environment; armada navy; asamblea assembly; asociación association; attorney prosecutor;
ayuntamiento council; banco bank; bomberos firefighters; central central; centre center; centro center; civil
civil; colegio college; comercio commerce; comisión commission; comité committee; comunicaciones communications;
concejo council; congreso congress; consejo council; consumidor consumer; cooperativa cooperative; corte court;
cruz cross; cámara chamber; defence defense; defensa defense; departamento department; derechos rights;
desarrollo development; diputados deputies; dirección directorate; economía economy; educación education;
ejército army; electoral electoral; empresa company; energía energy; escuela school; estado state; estatal
state; exteriores foreign; familia family; federación federation; federal federal; finanzas finance; fiscal
prosecutor; fiscalía prosecutor; frente front; fronteras borders; fuerza force; fuerzas forces; fundación
foundation; general general; gobierno government; grupo group; guardia guard; hacienda treasury; harbor harbour;
hospital hospital; humanos human; iglesia church; industria industry; instituto institute; interior interior;
internacional international; justicia justice; juventud youth; juzgado court; labor labour; laboratorio
laboratory; liga league; local local; marina navy; medio environment; migración migration; minería mining;
ministerio ministry; mujeres women; mundial world; municipal municipal; médicos doctors; nacional national;
naciones nations; nación nation; obispado diocese; obras works; observatorio observatory; oficina office;
organisation organization; organización organization; parlamento parliament; partido party; periodistas
journalists; pesca fisheries; policía police; prensa press; presidencia presidency; procuraduría prosecutor;
protección protection; provincial provincial; pueblo people; puerto harbour; pública public; públicas public;
público public; red network; regional regional; registro registry; reporteros reporters; roja red; salud health;
salvamento rescue; secretaría secretariat; seguridad security; senado senate; servicio service; servicios
services; sindicato union; social social; sociedad society; superior superior; suprema supreme; supremo supreme;
trabajadores workers; trabajo labour; transporte transport; tribunal court; unidad unit; unidas united; unidos
united; universidad university; unión union; vecinos neighbours; vivienda housing
"""

IN_ENGLISH: dict[str, str] = {}
"""Folded Spanish (or variant English) word to the English word used for comparing."""
for _pair in _PAIRS.replace("\n", " ").split(";"):
    if _pair.strip():
        _spanish, _english = _pair.split()
        IN_ENGLISH[_spanish.translate(str.maketrans("áéíóúüñ", "aeiouun"))] = _english

_HEADS = """
academy administration agency airport army assembly association authority bank bureau cabinet centre chamber church
college commission committee company cooperative council court department directorate diocese federation firm
foundation fund government hospital inspectorate institute laboratory league ministry navy observatory office
organization parliament police prosecutor registry regulator school secretariat senate service society tribunal union
university watchdog chemicals plastics terminals foods industries industrial holdings systems technologies
airlines motors mining energy steel oil gas group shipping lines pharmaceuticals pharma labs partners corporation corp
inc ltd plc quimica quimicas alimentos minera energia petroleos acero naviera aerolineas farmaceutica holding
"""
HEADS = frozenset(_HEADS.split())
"""English nouns at the head of a body's name: what a short form leaves out (`Lind` for the Lind Food Institute)."""

_EMPTY = """
the a an of for and in at to de del la el los las y e en para por al un una un su sus this that its his her
tal so called llamado llamada denominado denominada supuesto supuesta presunto presunta certain
"""
EMPTY = frozenset(_EMPTY.split())
"""Words of a name that carry nothing for comparing."""

_TITLES = """
mr mrs ms miss dr prof professor sir dame lord lady sen senator rep gov governor gen general col colonel capt
captain lt sgt sergeant officer judge justice president minister mayor secretary chief attorney reverend rev
father sr sra srta don dona doctor doctora profesor profesora ing lic licenciado senador senadora diputado
diputada gobernador gobernadora coronel capitan teniente sargento juez jueza fiscal presidente presidenta
ministro ministra alcalde alcaldesa secretario secretaria padre monsenor comandante inspector inspectora
"""
TITLES = frozenset(_TITLES.split())
"""Folded titles that may stand before a person's name."""

_OUTLET_WORDS = """
newspaper paper daily weekly magazine news agency online website site blog blogger press channel radio tv
television report reports com org net diario periodico semanario revista noticias agencia portal sitio canal
television cadena rotativo medio
"""
OUTLET_WORDS = frozenset(_OUTLET_WORDS.split())
"""Folded words that may stand beside an outlet's name without being part of it."""
