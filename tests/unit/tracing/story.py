"""An invented story to trace: a letter about a cracked dam, an analyst, a ministry, a wire and its copies."""

from __future__ import annotations

import hashlib
from datetime import date

from secondsource.core.vetting.report import Quote, Report, Span
from secondsource.core.vetting.statement import (
    Form,
    Modality,
    Position,
    Speaker,
    SpeakerKind,
    Statement,
    Strength,
    statement_id,
)

KINDS = {kind.value[0].upper(): kind for kind in SpeakerKind} | {"O": SpeakerKind.OUTLET, "B": SpeakerKind.ORGANISATION}


def report(
    file: str,
    outlet: str | None,
    text: str,
    *,
    published: date | None = None,
    language: str = "en",
    via: tuple[str, ...] = (),
) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(file=file, sha256=digest, text=text, outlet=outlet, published=published, language=language, via=via)


def say(
    home: Report,
    content: str,
    *chain: str,
    said_on: date | None = None,
    basis: str = "said so",
    cue: str | None = None,
    position: Position = Position.AFFIRMS,
) -> Statement:
    """A statement; links are written `B:Name` with O outlet, B body, P person, G group, D document, U unnamed."""
    start = home.text.index(content)
    links = [Speaker(name=home.outlet or "unknown", kind=SpeakerKind.OUTLET)]
    links += [Speaker(name=link[2:], kind=KINDS[link[0]]) for link in chain]
    at = home.text.find(cue) if cue else -1
    return Statement(
        id=statement_id(home.file, content, 0),
        report=home.file,
        content=Quote.cut(home.text, Span(start, start + len(content))),
        cue=Quote.cut(home.text, Span(at, at + len(cue))) if cue and at >= 0 else None,
        source=None,
        chain=tuple(links),
        said_on=said_on,
        said_on_basis=basis if said_on else None,
        position=position,
        modality=Modality.ASSERTED,
        form=Form.INDIRECT if chain else Form.OWN_VOICE,
        language=home.language or "en",
        fired=("test",),
        strength=Strength.STRONG,
    )


LETTER_DAY, TALK_DAY, PAPER_DAY, DENIAL_DAY = (date(2031, 5, day) for day in (3, 6, 9, 12))

COURIER = report(
    "courier.md",
    "Coast Courier",
    "In a letter posted on 3 May, Dam Keepers say that the wall at Orsola has three open cracks. The letter warns that"
    " the inspection files will be published on 20 May unless the lake is lowered.\n\nPetra Halvorsen, an analyst at"
    " Brightwater Institute, told the Coast Courier that the lower wall could give way within a single rainy night and"
    " sweep away every house below the mill bridge.\n\nSome residents say that the cracks are as old as the dam.",
    published=date(2031, 5, 7),
)
FARO = report(
    "faro.md",
    "El Faro de Orsola",
    "La analista Petra Halvorson dijo al Coast Courier que el muro inferior podría ceder en una sola noche de lluvia y"
    " arrasar todas las casas debajo del puente del molino.\n\nEl Ministerio de Obras Públicas negó que el embalse sea"
    " peligroso.",
    published=date(2031, 5, 13),
    language="es",
)
WIRE = report(
    "wire.md",
    "Inland Wire",
    "The Ministry of Public Works denied that the reservoir is dangerous. Crews have been pumping water from the upper"
    " basin since Monday morning, and the road along the northern shore stays closed to lorries until further notice.",
    published=date(2031, 5, 12),
)
LEDGER = report(
    "ledger.md",
    "Morning Ledger",
    "Crews have been pumping water from the upper basin since Monday morning, and the road along the northern shore"
    " stays closed to lorries until further notice, Inland Wire reports.\n\nBrightwater Institute wrote in a paper that"
    " the concrete was mixed with too much sand.",
    published=date(2031, 5, 13),
    via=("Inland Wire",),
)
REPORTS = (COURIER, FARO, WIRE, LEDGER)

CRACKS = say(COURIER, "the wall at Orsola has three open cracks", "G:Dam Keepers", "D:letter", said_on=LETTER_DAY)
FILES = say(
    COURIER, "the inspection files will be published on 20 May", "G:Dam Keepers", "D:letter", said_on=LETTER_DAY
)
WALL = say(
    COURIER,
    "the lower wall could give way within a single rainy night and sweep away every house below the mill bridge",
    "P:Petra Halvorsen",
    said_on=TALK_DAY,
    cue="told the Coast Courier",
)
RESIDENTS = say(COURIER, "the cracks are as old as the dam", "U:some residents")
MURO = say(
    FARO,
    "el muro inferior podría ceder en una sola noche de lluvia y arrasar todas las casas debajo del puente del molino",
    "O:Coast Courier",
    "P:Petra Halvorson",
    cue="dijo al Coast Courier",
)
NEGADO = say(FARO, "el embalse sea peligroso", "B:Ministerio de Obras Públicas", position=Position.DENIES)
DENIED = say(
    WIRE, "the reservoir is dangerous", "B:Ministry of Public Works", said_on=DENIAL_DAY, position=Position.DENIES
)
PUMPING = say(WIRE, "Crews have been pumping water from the upper basin since Monday morning")
PUMPING_AGAIN = say(LEDGER, "Crews have been pumping water from the upper basin since Monday morning")
SAND = say(LEDGER, "the concrete was mixed with too much sand", "B:Brightwater Institute", said_on=PAPER_DAY)
STATEMENTS = (CRACKS, FILES, WALL, RESIDENTS, MURO, NEGADO, DENIED, PUMPING, PUMPING_AGAIN, SAND)
