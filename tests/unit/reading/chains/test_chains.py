from __future__ import annotations

import pytest
from tests.unit.reading.chains.marked import chain_of, made

from secondsource.core.vetting.statement import SpeakerKind

ENGLISH = [
    ("name", "[1:Mara Quill] <1:said> {1:the dam held}.", ["Mara Quill"]),
    ("title", "[1:Mayor Tobias Renn] <1:said> {1:the dam held}.", ["Tobias Renn"]),
    ("apposition after", "[1:Mara Quill, a dock worker,] <1:said> {1:the dam held}.", ["Mara Quill"]),
    ("apposition before", "[1:Her lawyer, Odo Pell,] <1:said> {1:the dam held}.", ["Odo Pell"]),
    ("role before", "[1:Former harbour official Odo Pell] <1:said> {1:the dam held}.", ["Odo Pell"]),
    ("surname", "Mara Quill spoke. [1:Quill] <1:said> {1:the dam held}.", ["Mara Quill"]),
    ("he", "[1:Odo Pell] <1:said> {1:it rained}. [2:He] <2:added> {2:the dam held}.", ["Odo Pell"]),
    ("she", "[1:Mary Quill] <1:said> {1:Odo Pell left}. [2:She] <2:added> {2:the dam held}.", ["Mary Quill"]),
    ("she not he", "[1:Mary Quill] <1:met> {1:Robert Pell}. [2:She] <2:said> {2:the dam held}.", ["Mary Quill"]),
    ("who", "They met Mara Quill, [1:who] <1:said> {1:the dam held}.", ["Mara Quill"]),
    ("the firm", "The engineering firm Damwright was hired. [1:The firm] <1:said> {1:the dam held}.", ["Damwright"]),
    (
        "it",
        "[1:The engineering firm Damwright] <1:said> {1:it rained}. [2:It] <2:added> {2:the dam held}.",
        ["Damwright"],
    ),
    (
        "the group",
        "The residents' group Riverside Voice met. [1:The group] <1:said> {1:the dam held}.",
        ["Riverside Voice"],
    ),
    ("body", "[1:The Ministry of Water] <1:said> {1:the dam held}.", ["Ministry of Water"]),
    ("outlet", "[1:The newspaper Morning Tide] <1:reported> {1:the dam held}.", ["Morning Tide"]),
    ("titled outlet", "People read it in The Beacon. [1:The paper] <1:said> {1:the dam held}.", ["The Beacon"]),
    (
        "told",
        "[1:Mara Quill] <1:told> the newspaper Morning Tide that {1:the dam held}.",
        ["Morning Tide", "Mara Quill"],
    ),
    (
        "interview",
        "In an interview with the Valley Chronicle, [1:Mara Quill] <1:said> {1:the dam held}.",
        ["Valley Chronicle", "Mara Quill"],
    ),
    (
        "quoted by",
        "[1:Mara Quill] <1:was quoted> by the Valley Chronicle as saying {1:the dam held}.",
        ["Valley Chronicle", "Mara Quill"],
    ),
    ("told a person", "[1:Mara Quill] <1:told> Robert Pell {1:the dam held}.", ["Mara Quill"]),
    ("told us", "[1:Mara Quill] <1:told> The Lantern {1:the dam held}.", ["Mara Quill"]),
    (
        "statement from",
        "[1:A statement from Riverside Voice] <1:says> {1:the dam held}.",
        ["statement", "Riverside Voice"],
    ),
    (
        "report by",
        "According to [1:a report by the institute Damwright]<1:,> {1:the dam held}.",
        ["report", "Damwright"],
    ),
    ("modifier", "[1:A Damwright report] <1:says> {1:the dam held}.", ["Damwright report", "Damwright"]),
    ("in a letter", "In a letter, [1:Mara Quill] <1:wrote> that {1:the dam held}.", ["letter", "Mara Quill"]),
    ("video", "[1:A video] <1:says> {1:the dam will fall}.", ["speaker in the video"]),
    (
        "group in video",
        "In a video, [1:the collective Low Water] <1:says> {1:the dam will fall}.",
        ["Low Water", "speaker in the Low Water video"],
    ),
    ("masked man", "In a video, [1:a masked man] <1:says> {1:the dam will fall}.", ["speaker in the video"]),
    (
        "the message",
        "[1:A video] <1:says> {1:it rained}. [2:The message] <2:adds> {2:the dam will fall}.",
        ["speaker in the video"],
    ),
    (
        "the speaker",
        "[1:A video] <1:says> {1:it rained}. [2:The speaker] <2:adds> {2:the dam will fall}.",
        ["speaker in the video"],
    ),
    ("person in video", "In a video, [1:Mara Quill] <1:says> {1:the dam will fall}.", ["video", "Mara Quill"]),
    (
        "its statement",
        "[1:The union Dockhands] <1:says> {1:no}. [2:The statement] <2:adds> {2:the dam held}.",
        ["statement", "Dockhands"],
    ),
    ("unnamed official", "[1:An official who could not be named] <1:said> {1:the dam held}.", ["official"]),
    ("some users", "[1:Some users] <1:said> {1:the dam held}.", ["Some users"]),
    ("experts", "[1:Experts] <1:said> {1:the dam held}.", ["Experts"]),
    ("hedge", "{9:The dam <9:reportedly> held}.", ["unattributed"]),
    (
        "second source",
        "According to the agency Northwire, [1:Mara Quill] <1:said> {1:the dam held}.",
        ["Northwire", "Mara Quill"],
    ),
    ("citing", "[1:Northwire] <1:reported> {1:the dam held}, citing Mara Quill.", ["Northwire", "Mara Quill"]),
    ("nested", "[1:Mara Quill] <1:said> {1:[2:Odo Pell] <2:claimed> {2:the dam held}}.", ["Mara Quill", "Odo Pell"]),
    (
        "steps in",
        "[1:Mara Quill] <1:adds> that, <2:according to> [2:Odo Pell], {1:{2:the dam held}}.",
        ["Mara Quill", "Odo Pell"],
    ),
    ("named as", "[1:Two users who gave their names as Gull7 and Mira Odu] <1:said> {1:no}.", ["Gull7 and Mira Odu"]),
    (
        "the two",
        "It quotes two neighbours, Ana Quill and Tom Pell.\n\n{1:“No,”} [1:the two neighbours] <1:said>.",
        ["Ana Quill and Tom Pell"],
    ),
    ("handle", "[1:The account @lowwater_9] <1:said> {1:the dam held}.", ["@lowwater_9"]),
    (
        "paragraph frame",
        "The news came in a report in the newspaper Morning Tide, with Mara Quill.\n\n{1:“No,”} [1:Quill] <1:said>.",
        ["Morning Tide", "report", "Mara Quill"],
    ),
    (
        "carried",
        "[1:Mara Quill] <1:told> the newspaper Morning Tide {1:it rained}. {2:“The dam held.”}",
        ["Morning Tide", "Mara Quill"],
    ),
    ("colon", "[1:Odo Pell] <1:left> {1:home}. As Mara Quill wrote:\n\n{2:The dam held.}", ["Mara Quill"]),
    ("own voice noun", "[1:The newspaper] <1:notes> {1:the dam held}.", ["The Lantern"]),
    ("description", "[1:The mayor of Low Ferry] <1:said> {1:the dam held}.", ["mayor of Low Ferry"]),
    ("headline", "[1:Harbourmaster] <1:denies> {1:leak}\n\nOdo Pell, harbourmaster of Low Ferry, spoke.", None),
]
SPANISH = [
    ("nombre", "[1:Mara Quiroz] <1:dijo> {1:que el dique resistió}.", ["Mara Quiroz"]),
    ("cargo", "[1:El alcalde Tobías Renán] <1:dijo> {1:que el dique resistió}.", ["Tobías Renán"]),
    ("aposición", "[1:La directora del puerto, Mara Quiroz,] <1:dijo> {1:que el dique resistió}.", ["Mara Quiroz"]),
    ("apellido", "[1:Mara Quiroz] <1:dijo> {1:que llovió}. [2:Quiroz] <2:añadió> {2:que resistió}.", ["Mara Quiroz"]),
    (
        "sujeto omitido",
        "[1:Mara Quiroz] <1:dijo> {1:que llovió}. <2:Añadió> {2:que el dique resistió}.",
        ["Mara Quiroz"],
    ),
    (
        "plural omitido",
        "[1:Los pescadores] <1:dijeron> {1:que no}. [2:Ana Paz] <2:dijo> {2:sí}. <3:Añadieron> {3:que no}.",
        ["pescadores"],
    ),
    (
        "ella",
        "[1:Marta Quiroz] <1:dijo> {1:que Luis Peña salió}. [2:Ella] <2:añadió> {2:que resistió}.",
        ["Marta Quiroz"],
    ),
    ("quien", "Hablaron con Mara Quiroz, [1:quien] <1:dijo> {1:que el dique resistió}.", ["Mara Quiroz"]),
    ("que", "Lo vio un tendero, [1:que] <1:asegura> {1:que el dique resistió}.", ["un tendero"]),
    ("la consultora", "La consultora Diques Mar firmó. [1:La consultora] <1:dijo> {1:que resistió}.", ["Diques Mar"]),
    ("el grupo", "El colectivo Agua Baja se reunió. [1:El grupo] <1:dijo> {1:que resistió}.", ["Agua Baja"]),
    ("diario", "<1:Según> [1:el diario La Marea], {1:el dique resistió}.", ["La Marea"]),
    ("dijo a", "[1:Mara Quiroz] <1:dijo> al diario La Marea {1:que resistió}.", ["La Marea", "Mara Quiroz"]),
    (
        "entrevista",
        "En una entrevista con Radio Bahía, [1:Mara Quiroz] <1:dijo> {1:que resistió}.",
        ["Radio Bahía", "Mara Quiroz"],
    ),
    ("a este diario", "[1:Mara Quiroz] <1:dijo> a este diario {1:que resistió}.", ["Mara Quiroz"]),
    ("comunicado", "En un comunicado, [1:Mara Quiroz] <1:dijo> {1:que resistió}.", ["comunicado", "Mara Quiroz"]),
    ("informe de", "<1:Según> [1:un informe de la consultora Diques Mar], {1:resistió}.", ["informe", "Diques Mar"]),
    (
        "video de grupo",
        "En un video, [1:el colectivo Agua Baja] <1:dice> {1:que caerá}.",
        ["Agua Baja", "speaker in the Agua Baja video"],
    ),
    (
        "encapuchado",
        "[1:Un video] <1:dice> {1:que no}. [2:Un hombre encapuchado] <2:dice> {2:que caerá}.",
        ["speaker in the video"],
    ),
    (
        "el comunicado",
        "[1:El sindicato Muelle] <1:dijo> {1:que no}. <2:Según> [2:el comunicado], {2:resistió}.",
        ["comunicado", "Muelle"],
    ),
    ("fuente", "[1:Una fuente del puerto] <1:dijo> {1:que resistió}.", ["Una fuente del puerto"]),
    ("anonimato", "[1:Un guardia, que pidió el anonimato,] <1:dijo> {1:que resistió}.", ["guardia"]),
    ("habría", "{9:El dique <9:habría> cedido}.", ["unattributed"]),
    ("presuntamente", "{9:El dique cedió <9:presuntamente>}.", ["unattributed"]),
    ("rumor", "<1:el rumor de> {1:que el dique cedió}.", ["unattributed"]),
    (
        "impersonal",
        "[1:Dos vecinos] <1:aseguran> {1:que les <2:pidieron> {2:firmar}}.",
        ["Dos vecinos", "unattributed"],
    ),
    (
        "anidada",
        "<1:Según> [1:la agencia Nortada], {1:[2:Mara Quiroz] <2:dijo> {2:que resistió}}.",
        ["Nortada", "Mara Quiroz"],
    ),
    ("descripción", "[1:El gremio docente] <1:dijo> {1:que resistió}.", ["gremio docente"]),
    ("oficina nueva", "La agencia Nortada avisó. [1:La fiscalía] <1:dijo> {1:que resistió}.", ["fiscalía"]),
    ("se identificó", "[1:Un usuario que se identificó como Gaviota7] <1:dijo> {1:que no}.", ["Gaviota7"]),
]


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(m, e, id=n) for n, m, e in ENGLISH if e])
def test_english_chain(marked: str, expected: list[str]) -> None:
    assert chain_of(marked, "en") == expected


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(m, e, id=n) for n, m, e in SPANISH])
def test_spanish_chain(marked: str, expected: list[str]) -> None:
    assert chain_of(marked, "es") == expected


def test_unknown_publisher_opens_the_chain() -> None:
    (statement,) = made("[1:Mara Quill] <1:said> {1:the dam held}.", "en", outlet=None)
    assert statement.chain[0].name == "unknown outlet"
    assert statement.chain[0].kind is SpeakerKind.OUTLET


@pytest.mark.parametrize(
    ("marked", "language", "kind"),
    [
        ("[1:Experts] <1:said> {1:the dam held}.", "en", SpeakerKind.UNNAMED),
        ("[1:An official who could not be named] <1:said> {1:no}.", "en", SpeakerKind.UNNAMED),
        ("[1:The Ministry of Water] <1:said> {1:no}.", "en", SpeakerKind.ORGANISATION),
        ("[1:The collective Low Water] <1:said> {1:no}.", "en", SpeakerKind.GROUP),
        ("[1:Mary Quill] <1:said> {1:no}.", "en", SpeakerKind.PERSON),
        ("[1:The file] <1:says> {1:no}.", "en", SpeakerKind.DOCUMENT),
        ("[1:El diario La Marea] <1:dijo> {1:que no}.", "es", SpeakerKind.OUTLET),
        ("[1:Fuentes del puerto] <1:dijeron> {1:que no}.", "es", SpeakerKind.UNNAMED),
        ("[1:La fiscalía] <1:dijo> {1:que no}.", "es", SpeakerKind.ORGANISATION),
    ],
)
def test_kind_of_the_speaker(marked: str, language: str, kind: SpeakerKind) -> None:
    assert made(marked, language)[-1].speaker.kind is kind


def test_unnamed_sources_are_not_merged_with_named_people() -> None:
    marked = "[1:Mary Quill] <1:said> {1:yes}. [2:A spokeswoman] <2:said> {2:no}."
    assert made(marked, "en")[1].speaker.kind is SpeakerKind.UNNAMED


def test_same_words_twice_get_different_ids() -> None:
    first, second = made("[1:Mary Quill] <1:said> {1:no}. [2:Odo Pell] <2:said> {2:no}.", "en")
    assert first.id != second.id


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        ("[1:La víspera, una guardesa] <1:dijo> {1:que no}.", "es", "una guardesa"),
        ("[1:Preguntada por el dique, la ingeniera] <1:dijo> {1:que no}.", "es", "ingeniera"),
        ("[1:Asked about the dam, the engineer] <1:said> {1:no}.", "en", "engineer"),
    ],
)
def test_what_opens_a_sentence_is_not_its_speaker(marked: str, language: str, name: str) -> None:
    assert chain_of(marked, language) == [name]


def test_a_person_presented_by_name_speaks_on_in_the_next_paragraph() -> None:
    marked = (
        "[1:Un portal] <1:publicó> {1:que fue ella}. Mara Quiroz, maestra, recibió a la prensa.\n\n"
        "{2:«Nunca vi la llave»}, <2:dice>."
    )
    assert chain_of(marked, "es") == ["Mara Quiroz"]
