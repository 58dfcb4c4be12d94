"""A refusal keeps its three parts wherever it goes."""

from __future__ import annotations

import pickle

import pytest

from secondsource import errors


@pytest.mark.parametrize("kind", [errors.InputError, errors.RuleError, errors.IntegrityError, errors.StorageError])
def test_a_refusal_travels_between_processes_whole(kind: type[errors.SecondSourceError]) -> None:
    sent = kind("some-code", "One sentence.", "One step.")
    received = pickle.loads(pickle.dumps(sent))  # noqa: S301 - our own bytes
    assert type(received) is kind
    assert (received.code, received.sentence, received.next_step) == ("some-code", "One sentence.", "One step.")
    assert str(received) == "One sentence. One step."
