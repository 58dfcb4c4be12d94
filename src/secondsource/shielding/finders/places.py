"""Where somebody lives, works, studies or is held: streets with their number, postcodes, form fields, institutions.

A street with a number is masked. An institution of which only small words tell (`the prison of Puerto Claro`) is open:
a person decides whether the story needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from secondsource.shielding.finders.found import Found

_DOOR = (
    r"(?:\s?[,.\-–]?\s?(?:(?:piso|portal|puerta|escalera|esc|bloque|bl|planta|bajo|local|apto|apartamento|depto|int|"
    r"interior|lote|mz|manzana|casa|flat|apt|unit|floor|suite)\b\.?\s?\w{0,4}|\d{1,4}\s?[ºªo°]?\s?-?\s?[A-Z]{0,2}\b|"
    r"[A-Z]{1,2}-?\d{1,3}\b|[A-Z]\b|dcha\b\.?|izda\b\.?|izq\b\.?|der\b\.?|centro\b))"
)
_NUMBER = (
    r"(?:[,.]?\s?(?:(?:n|no|nº|n°|núm|num|número|number|km|kilómetro|kilometre|#)\.?\s?[ºª°]?\.?\s?)?"
    r"\d[\d.,\-]{0,6}\w?\b|,?\s?s/n\b)"
)
_STREETS: Final = re.compile(
    r"(?<![\w])(?:c/|"
    r"(?:calle|avenida|avda|avd|paseo|carretera|ctra|travesía|urbanización|urb|polígono|pol|plazuela|callejón|calzada|"
    r"jirón|jr|rambla|glorieta|bulevar|boulevard|autopista|av|cl|pza|plza|pl)\b\.?)"
    rf"\s?[^\d;:()\n]{{0,60}}?{_NUMBER}{_DOOR}{{0,4}}",
    re.IGNORECASE,
)
_NAMED_STREETS: Final = re.compile(
    r"(?<![\w])(?:[Pp]laza|[Cc]amino|[Vv]ía|[Rr]onda|[Cc]arrera|[Cc]olonia|[Bb]arrio|[Bb]arriada|[Pp]asaje|[Cc]uesta|"
    r"[Dd]iagonal|[Tt]ransversal|[Pp]rolongación|[Ss]ector|[Ff]raccionamiento)\s(?=(?:(?:del?|las?|los|el)\s){0,2}[^\W\d_a-z])"
    rf"[^\d;:()\n]{{1,60}}?{_NUMBER}{_DOOR}{{0,4}}"
)
_ENGLISH_STREETS: Final = re.compile(
    r"(?<![\w])\d{1,5}[A-Za-z]?,?\s(?:[A-Z][\w.'’-]{0,24}\s){1,4}"
    r"(?:[Ss]treet|[Ss]t|[Rr]oad|[Rr]d|[Aa]venue|[Aa]ve|[Ll]ane|[Ll]n|[Dd]rive|[Dd]r|[Cc]lose|[Ss]quare|[Tt]errace|"
    r"[Cc]rescent|[Gg]ardens|[Bb]oulevard|[Bb]lvd|[Cc]ourt|[Pp]lace|[Ww]ay|[Hh]ighway|[Qq]uay)\b\.?"
    r"(?:,?\s(?:[Ff]lat|[Aa]pt|[Uu]nit|[Ff]loor|[Ss]uite)\.?\s?\w{1,5})?"
)
_UNNUMBERED: Final = re.compile(r"(?<!\w)(?:[^\W\d_][\w.'’-]{0,24}[\s,]{1,2}){1,5}s/n\b", re.IGNORECASE)
_POSTCODE: Final = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,2}-\d{4,5}|(?:C\.?\s?P\.?|[Cc]ódigo\s[Pp]ostal|ZIP|[Pp]ostcode|[Zz]ip\s[Cc]ode):?\s?\d[\d\s-]{2,8}\d"
    r"|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})(?![\w-])"
)
_FIELD: Final = re.compile(
    r"(?<![\w])(?:domicilio|dirección|direccion|lugar\s+de\s+(?:nacimiento|residencia)|home\s+address|address|"
    r"place\s+of\s+(?:birth|residence)|residence|nombre(?:\s+completo)?|apellidos?|full\s+name|name|surname|alias)"
    r"[ \t]?:[ \t]{0,4}(?P<value>[^\s][^\n|;]{1,80})",
    re.IGNORECASE,
)
_INSTITUTION: Final = (
    r"(?:prisión|cárcel|penal|centro\s+penitenciario|penitenciaría|tribunal|juzgado|corte|audiencia|sala|fiscalía|"
    r"comisaría|cuartel|batallón|regimiento|brigada|distrito|condado|comarca|departamento|provincia|municipio|comuna|"
    r"cantón|aldea|vereda|caserío|hospital|clínica|policlínico|ambulatorio|centro\s+de\s+salud|centro\s+médico|"
    r"universidad|facultad|colegio|escuela|liceo|instituto|academia|iglesia|parroquia|diócesis|mezquita|sinagoga|"
    r"monasterio|convento|ayuntamiento|alcaldía|gobernación|secretar(?:ía|io|ia)|subsecretar(?:ía|io)|ministerio|"
    r"consejo|junta|oficina|dirección|delegación|comisión|comité|agencia|sindicato|cooperativa|asociación|fundación|"
    r"federación|empresa|compañía|fábrica|mina|finca|hacienda|rancho|banco|puerto|aeropuerto|estadio|campamento|"
    r"cementerio|orfanato|residencia|hogar|albergue|servicio|corona|ejército|cuerpo)"
)
_LINK: Final = r"(?:de\s+la|de\s+los|de\s+las|de\s+lo|del|de)"
_MORE: Final = r"(?:\s+(?:y|e)\s+|\s+)"
_OF_INSTITUTIONS: Final = re.compile(
    # With a capital: Tribunal Municipal, Junta de la Ciudad; small: prisión de Puerto Claro.
    rf"(?<![\w])(?:(?=[A-ZÁÉÍÓÚÑ])(?i:{_INSTITUTION})(?:(?:\s+{_LINK})?\s+(?!\d)(?:[A-ZÁÉÍÓÚÑ][\w'’-]{{1,24}}))(?:(?:\s+(?:{_LINK}|y|e))?\s+[A-ZÁÉÍÓÚÑ][\w'’-]{{1,24}}){{0,6}}"
    rf"|(?=[A-ZÁÉÍÓÚÑ])(?i:{_INSTITUTION})\s+{_LINK}\s+[a-zñáéíóú]{{4,24}}"
    rf"|(?i:{_INSTITUTION})\s+{_LINK}(?:\s+[a-zñáéíóú]{{3,24}}\s+{_LINK})?(?:\s+[A-ZÁÉÍÓÚÑ][\w'’-]{{0,24}}(?:\s+{_LINK}(?=\s+[A-ZÁÉÍÓÚÑ]))?){{1,6}})(?![\w])"
)


def find_places(text: str) -> Iterator[Found]:
    """Yield street addresses, postcodes, the values of form fields that say who or where, and institutions."""
    for pattern in (_STREETS, _NAMED_STREETS, _ENGLISH_STREETS, _UNNUMBERED):
        yield from _all(pattern, text, "address", "the shape of a street address")
    yield from _all(_POSTCODE, text, "address", "the shape of a postcode")
    for match in _FIELD.finditer(text):
        start, end = match.span("value")
        why = "it stands in a field for a name or a place"
        yield Found(start=start, end=start + len(text[start:end].rstrip()), kind="name", certain=False, why=why)
    for match in _OF_INSTITUTIONS.finditer(text):
        why = "the name of an institution or a district"
        yield Found(start=match.start(), end=match.end(), kind="name", certain=False, why=why)


def _all(pattern: re.Pattern[str], text: str, kind: str, why: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        yield Found(start=match.start(), end=match.end(), kind=kind, certain=True, why=why)
