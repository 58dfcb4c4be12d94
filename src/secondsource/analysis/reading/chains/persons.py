"""People named in a report, wherever they stand: those who speak and those spoken of.

When in doubt a name counts as a person's: a name too many costs an editor a glance, a name too few may cost its
bearer more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from secondsource.analysis.reading.chains.naming import words
from secondsource.analysis.reading.chains.naming.bearers import Bearer
from secondsource.analysis.reading.chains.naming.names import Names
from secondsource.core.vetting.report import Report
from secondsource.core.vetting.statement import PersonMention, Sentence, SpeakerKind, Statement

_PUBLIC = words.word_set(
    "spokesman spokeswoman spokesperson official minister deputy president director head chief mayor governor senator"
    " congressman"
    " congresswoman representative prosecutor attorney judge general colonel captain commander analyst expert"
    " researcher professor scientist"
    " journalist reporter editor columnist author politician lawmaker secretary ambassador diplomat bishop chairman"
    " chairwoman sheriff"
    " commissioner ombudsman councillor councilman superintendent chancellor premier king queen economist lawyer"
    " leader executive candidate"
    " vocero vocera portavoz funcionario funcionaria ministro ministra viceministro viceministra presidente"
    " presidenta vicepresidente"
    " directora jefe jefa alcalde alcaldesa gobernador gobernadora senador senadora diputado diputada congresista"
    " concejal concejala regidor"
    " regidora fiscal juez jueza coronel capitan comandante analista experto experta investigador investigadora"
    " profesor profesora cientifico"
    " cientifica periodista reportero reportera editora columnista politico politica dirigente legislador legisladora"
    " secretario secretaria"
    " embajador embajadora diplomatico obispo delegado delegada rector rectora comisario comisaria canciller"
    " mandatario mandataria magistrado"
    " magistrada procurador procuradora economista abogado abogada lider candidato candidata gerente parlamentario"
    " parlamentaria"
)
"""Offices and professional roles held in public."""

_PRIVATE = words.word_set(
    "neighbour neighbor resident witness survivor victim relative mother father brother sister son daughter wife"
    " husband widow widower"
    " friend worker farmer fisherman driver student user insider vecino vecina residente testigo superviviente"
    " sobreviviente victima"
    " familiar madre padre hermano hermana hijo hija esposa esposo viuda viudo amigo amiga trabajador trabajadora"
    " campesino pescador"
    " conductor chofer estudiante usuario usuaria comerciante taxista"
)
_NO_PERSON = words.word_set(
    "operation operacion project proyecto law ley operativo plan street avenue war guerra day dia act treaty festival"
    " cup copa"
)
# A word with small letters, or an initial; `U.S.` and `DA` are no parts of a person's name.
_SHAPE = re.compile(r"[A-ZÀ-ÖØ-Þ@](?:\.|[\w'’@-]*[a-zß-ÿ][\w'’@-]*)")


def persons(
    report: Report, sentences: Sequence[Sentence], statements: Sequence[Statement]
) -> tuple[PersonMention, ...]:
    """Return every mention of a person's name in the report, in order.

    Args:
        report: The report.
        sentences: Its sentences; a name counts where one of them holds it.
        statements: What was found in it: whoever speaks as a person is one, whatever the name looks like.
    """
    names = Names(report.text, report.language)
    speakers = {
        words.fold(part)
        for statement in statements
        for link in statement.chain
        if link.kind is SpeakerKind.PERSON
        for part in link.name.split(" and ")
    }
    bodies = {
        words.fold(link.name)
        for statement in statements
        for link in statement.chain
        if link.kind in {SpeakerKind.ORGANISATION, SpeakerKind.GROUP, SpeakerKind.OUTLET}
    }
    end = sentences[-1].span.end if sentences else len(report.text)
    found = []
    for named in names.mentions:
        bearer = named.bearer
        if named.span.end <= end and _is_person(bearer, speakers - bodies, bodies):
            found.append(
                PersonMention(
                    report=report.file,
                    name=bearer.name,
                    span=named.span,
                    described_as=bearer.described_as,
                    public_role=_public(bearer),
                )
            )
    return tuple(found)


def _is_person(bearer: Bearer, speakers: set[str], bodies: set[str]) -> bool:
    """Say whether a name is a person's, by its kind, by who speaks in the report, and last by its look."""
    if bearer.kind is not None:
        return bearer.kind is SpeakerKind.PERSON and not _is_title(bearer.name)
    if words.fold(bearer.name) in speakers:
        return not bearer.place
    parts = bearer.name.split()
    folded = [words.fold(part) for part in parts]
    if (
        bearer.place
        or words.fold(bearer.name) in bodies
        or not 2 <= len(parts) <= 3
        or not all(_SHAPE.fullmatch(part) for part in parts)
    ):
        return False
    return not any(
        part in words.BODY | words.PAPER_NAME | words.PLACE_NAME | words.PLATFORM | _NO_PERSON or part.isdigit()
        for part in folded
    )


def _is_title(name: str) -> bool:
    """Say whether a capitalised run is an office rather than a name."""
    counted = Counter(words.fold(part) in words.TITLES | words.PERSON for part in name.split())
    return counted[False] == 0


def _public(bearer: Bearer) -> bool | None:
    """Return whether the words beside the name give a public role; None where they tell neither."""
    heads = {words.singular(head) for head in bearer.heads} | set(words.fold(bearer.described_as or "").split())
    if heads & _PUBLIC:
        return True
    return False if heads & _PRIVATE else None
