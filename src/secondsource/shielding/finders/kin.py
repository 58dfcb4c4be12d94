"""Words for sex, stage of life, family and looks: who somebody is to another, without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from secondsource.shielding.finders.found import Found

_SPANISH: Final = (
    r"(?:var[oó]n(?:es)?|mujer(?:es)?|hombres?|niñ[oa]s?|bebés?|muchach[oa]s?|chic[oa]s?|adolescentes?|ancian[oa]s?|"
    r"jóvenes|joven|lactantes?|reci[eé]n\s+nacid[oa]s?|neonat[oa]s?|prematur[oa]s?|escolar(?:es)?|adult[oa]s?|"
    r"masculin[oa]s?|femenin[oa]s?|hembras?|"
    r"madres?|padres?|progenitor(?:a|es|as)?|mam[áa]|pap[áa]|hij[oa]s?|herman(?:[oa]s?|astr[oa]s?)|abuel[oa]s?|"
    r"bisabuel[oa]s?|niet[oa]s?|bisniet[oa]s?|t[íi][oa]s?|sobrin[oa]s?|prim[oa]s?\s+(?:herman[oa]s?|matern[oa]s?|"
    r"patern[oa]s?|segund[oa]s?|carnal(?:es)?)|prim[oa]s?|suegr[oa]s?|yernos?|nueras?|cuñad[oa]s?|espos[oa]s?|"
    r"marid[oa]s?|c[óo]nyuges?|novi[oa]s?|prometid[oa]s?|concubin[oa]s?|ex\s?-?\s?(?:marido|mujer|espos[oa]|novi[oa])|"
    r"familia(?:res|r)?|parientes?|matern[oa]s?|patern[oa]s?|primogénit[oa]s?|niñer[oa]s?|madrin[a]s?|padrinos?|"
    r"compadres?|comadres?|ahijad[oa]s?|casad[oa]s?|solter[oa]s?|separad[oa]s?|raza\s+\w{4,14}|etnia\s+\w{4,14}|"
    r"blanc[oa]s?|negr[oa]s?|mulat[oa]s?|moren[oa]s?|asiátic[oa]s?|europe[oa]s?|african[oa]s?|latin[oa]s?|"
    r"latinoamerican[oa]s?|centroamerican[oa]s?|caucásic[oa]s?|subsaharian[oa]s?|magreb[íi](?:es|s)?|caribeñ[oa]s?)"
)
_ENGLISH: Final = (
    r"(?:(?:mothers?|fathers?|sons?|daughters?)-in-law|newborns?|infants?|toddlers?|teenagers?|adolescents?|mothers?|fathers?|parents?|mum|dad|sons?|daughters?|"
    r"(?:half[\s-])?(?:brothers?|sisters?)(?:-in-law)?|siblings?|grand(?:mothers?|fathers?|parents?|sons?|daughters?|"
    r"child(?:ren)?)|uncles?|aunts?|nephews?|nieces?|cousins?|wife|wives|"
    r"husbands?|spouses?|girlfriends?|boyfriends?|(?:ex-)(?:wife|husband)|godmothers?|godfathers?|relatives?|"
    r"male|female|black\s+(?:man|woman|men|women|boy|girl|youth)|white\s+(?:man|woman|men|women|boy|girl|youth))"
)
_WORDS: Final = re.compile(
    rf"(?<![\w-])(?=[^\W\d_])(?:{_SPANISH}|{_ENGLISH})(?:\s+(?:matern[oa]s?|patern[oa]s?))?(?!\w)", re.IGNORECASE
)
_FIELD: Final = re.compile(
    r"(?<!\w)(?:sexo|género|sex|gender)[ \t]?:?[ \t]{0,4}(?P<value>[HMVFX])(?!\w)", re.IGNORECASE
)


def find_kin(text: str) -> Iterator[Found]:
    """Yield words for sex, stage of life, family and looks."""
    why = "a word for sex, age, family or looks"
    for match in _WORDS.finditer(text):
        yield Found(start=match.start(), end=match.end(), kind="group", certain=False, why=why)
    for match in _FIELD.finditer(text):
        yield Found(start=match.start("value"), end=match.end("value"), kind="group", certain=False, why=why)
