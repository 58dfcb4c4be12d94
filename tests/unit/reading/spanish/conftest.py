"""Extractors with and without the parser."""

from __future__ import annotations

import pytest

from secondsource.analysis.reading.spanish.extractor import SpanishExtractor
from secondsource.analysis.reading.spanish.parse import Parser


@pytest.fixture(scope="session")
def plain() -> SpanishExtractor:
    return SpanishExtractor(None)


@pytest.fixture(scope="session")
def parsing() -> SpanishExtractor:
    parser = Parser.load()
    if parser is None:
        pytest.skip("the Spanish parser is not installed")
    return SpanishExtractor(parser)
