from __future__ import annotations

import pytest

from secondsource.analysis.reading.position import modality, position
from secondsource.core.vetting.statement import Form, Modality, Position

CASES = [
    ("said", "the dam held", Position.AFFIRMS),
    ("denied", "that the dam broke", Position.DENIES),
    ("said", "the claim was false", Position.DENIES),
    ("could not confirm", "that the dam broke", Position.CANNOT_CONFIRM),
    ("said", "the office could confirm neither the date nor the place", Position.CANNOT_CONFIRM),
    ("declined to comment on", "the dam", Position.CANNOT_CONFIRM),
    ("doubted", "that the dam broke", Position.DOUBTS),
    ("said", "it remains unclear who opened the gate", Position.DOUBTS),
    ("warned", "that people could be hurt", Position.WARNS),
    ("said", "the release would bring a wave of killings", Position.WARNS),
    ("threatened to", "publish the names", Position.ANNOUNCES_THREAT),
    ("said", "their names will be published unless the gate is opened", Position.ANNOUNCES_THREAT),
    ("said", "the strike has been called off", Position.ANNOUNCES_CANCEL),
    ("said", "they have dropped the plan", Position.ANNOUNCES_CANCEL),
    ("said", "the march is back on", Position.ANNOUNCES_RESUME),
    ("said", "the march that had been called off is on again", Position.ANNOUNCES_RESUME),
    ("said", "the march will go ahead", Position.ANNOUNCES_RESUME),
    ("said", "the group needs more time", Position.ANNOUNCES_DELAY),
    ("said", "the vote is postponed", Position.ANNOUNCES_DELAY),
    ("said", "the court will publish its ruling", Position.AFFIRMS),
    ("corrected", "the number of boats", Position.CORRECTS),
    ("retracted", "his claim", Position.RETRACTS),
    ("apologised:", "I only repeated it", Position.RETRACTS),
    ("reportedly", "the dam broke", Position.SPECULATES),
    ("urged", "people to stay home", Position.ASKS),
    ("promised to", "rebuild the quay", Position.ANNOUNCES),
    ("negó", "que el dique cediera", Position.DENIES),
    ("dijo", "que no hubo heridos", Position.DENIES),
    ("no confirmó ni desmintió", "la fecha", Position.CANNOT_CONFIRM),
    ("puso en duda", "la versión", Position.DOUBTS),
    ("no descarta", "otra visita", Position.SPECULATES),
    ("advirtió", "que habrá represalias", Position.WARNS),
    ("amenazó con", "difundir los nombres", Position.ANNOUNCES_THREAT),
    ("advierte", "que va a hacer pública una lista de nombres", Position.ANNOUNCES_THREAT),
    ("dijo", "que la marcha queda cancelada", Position.ANNOUNCES_CANCEL),
    ("dijo", "que la marcha sigue adelante", Position.ANNOUNCES_RESUME),
    ("dijo", "que la votación se aplaza", Position.ANNOUNCES_DELAY),
    ("aclaró", "que el plazo dependerá del tiempo", Position.CORRECTS),
    ("se retractó de", "su denuncia", Position.RETRACTS),
    ("presuntamente", "el dique cedió", Position.SPECULATES),
    ("pidió", "que abran la compuerta", Position.ASKS),
    ("prometió", "reparar el muelle", Position.ANNOUNCES),
    ("aseguró", "que el dique resistió", Position.AFFIRMS),
]


@pytest.mark.parametrize(("cue", "content", "expected"), CASES)
def test_position(cue: str, content: str, expected: Position) -> None:
    assert position(cue, content, Form.INDIRECT) is expected


@pytest.mark.parametrize(
    ("cue", "content", "form", "expected"),
    [
        ("said", "the dam held", Form.INDIRECT, Modality.ASSERTED),
        ("said", "the dam might break", Form.INDIRECT, Modality.POSSIBLE),
        ("said", "the dam will probably break", Form.INDIRECT, Modality.LIKELY),
        ("said", "the dam will certainly break", Form.INDIRECT, Modality.CERTAIN),
        ("said", "they leave if it rains", Form.INDIRECT, Modality.CONDITIONAL),
        ("reportedly", "the dam broke", Form.HEDGE, Modality.REPORTED),
        ("habría", "el dique cedido", Form.HEDGE, Modality.REPORTED),
        ("dijo", "que el dique podría ceder", Form.INDIRECT, Modality.POSSIBLE),
    ],
)
def test_modality(cue: str, content: str, form: Form, expected: Modality) -> None:
    assert modality(cue, content, form) is expected
