"""Which bodies a class noun can mean, by the words of their names: `the union` is the Brotherhood of Rope Makers."""

from __future__ import annotations

import re
from collections.abc import Collection

from secondsource.analysis.reading.chains.naming import words

_KINDS = (
    (
        "union sindicato gremio",
        "union workers brotherhood federation employees guild sindicato gremio trabajadores federacion obreros",
    ),
    (
        "ministry department ministerio cartera secretaria departamento",
        "ministry department ministerio secretaria departamento secretariat",
    ),
    ("hospital clinic clinica sanatorio nosocomio infirmary", "hospital clinic clinica infirmary sanatorio medical"),
    (
        "centre center centro",
        "hospital clinic clinica centre center centro school college university escuela colegio universidad instituto",
    ),
    ("council ayuntamiento consistorio municipio", "council ayuntamiento municipio municipality municipalidad concejo"),
    ("laboratory lab laboratorio", "laboratory laboratories labs laboratorio laboratorios"),
    ("charity ngo ong foundation fundacion", "foundation trust fundacion charity watch relief aid ayuda"),
    ("organismo entidad institucion body organisation organization organizacion dependencia institution", ""),
)

CLASSES = {noun: words.word_set(names) for nouns, names in _KINDS for noun in nouns.split()}
"""Folded class noun to the folded words that a name of such a body has; empty where any body may be meant."""

ANY = frozenset(noun for noun, names in CLASSES.items() if not names)

_PUBLIC = words.word_set(
    "ministry department court commission council congress senate parliament embassy police army guard government"
    " university hospital school church union federation league committee prosecutor police protection service services"
    " ministerio departamento corte comision consejo congreso senado parlamento embajada policia ejercito guardia"
    " gobierno universidad hospital escuela iglesia sindicato federacion liga comite fiscalia proteccion servicio"
    " ayuntamiento alcaldia tribunal secretaria procuraduria workers trabajadores inspectorate"
)


def is_a(noun: str, name: str, heads: Collection[str]) -> bool:
    """Say whether a body of that name, introduced by the nouns `heads`, may be called by a class noun."""
    return bool(CLASSES[noun] & _tokens(name)) or not CLASSES[noun].isdisjoint(heads)


def is_public(name: str) -> bool:
    """Say whether a name is a public body's, a union's or a church's, which nobody calls a company."""
    return bool(_PUBLIC & _tokens(name))


def _tokens(name: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", words.fold(name)))
