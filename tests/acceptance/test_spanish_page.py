"""The page in Spanish, of the bundled case: nothing of ours is left in English."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from tests.acceptance.conftest import HARBOUR

from secondsource.actions.vet import vet
from secondsource.core.vetting.finding import Findings
from secondsource.publishing.findings.page import render_page
from secondsource.publishing.findings.terminal import summary

pytestmark = pytest.mark.slow

VOID = {"meta", "link", "br", "hr", "img", "input", "path", "rect", "circle", "line"}
THEIRS = {"bdi", "code", "pre", "svg", "style", "q", "blockquote", "dl"}
"""Names, files, ids, drawings with names in them, quotations and what a report says of itself."""
ENGLISH = re.compile(r"\b(?:the|of|with|was|were|their|which|this|not|and|origins?|reports?|says?)\b", re.IGNORECASE)


class Ours(HTMLParser):
    """The words of the page that are the program's, and its reasons with their languages."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.reasons: list[tuple[str, str]] = []
        """(language, text)."""
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("class") == "reason":
            self.reasons.append((str(given["lang"]), ""))
        if tag not in VOID:
            self._open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(given.get("class") == "reason" for _, given in self._open):
            language, text = self.reasons[-1]
            self.reasons[-1] = (language, text + data)
        elif not any(tag in THEIRS or ("dir" in given and tag != "html") for tag, given in self._open):
            self.words.append(data)


@pytest.fixture(scope="module")
def found() -> Findings:
    return vet(HARBOUR, workers=1)


def test_every_reason_is_in_the_language_of_the_page(found: Findings) -> None:
    spanish = Ours(render_page(found, language="es"))
    assert len(spanish.reasons) > 200
    assert sorted({text for language, text in spanish.reasons if language != "es"}) == []
    english = Ours(render_page(found, language="en"))
    assert len(english.reasons) == len(spanish.reasons)
    assert {language for language, _ in english.reasons} == {"en"}


def test_no_word_of_ours_is_english_on_the_spanish_page(found: Findings) -> None:
    words = " ".join(Ours(render_page(found, language="es")).words)
    assert len(words) > 3000
    left = ENGLISH.findall(words.replace("Second Source", ""))
    assert left == [], [words[m.start() - 40 : m.end() + 40] for m in ENGLISH.finditer(words)]


def test_the_summary_in_the_terminal_is_spanish(found: Findings) -> None:
    told = summary(found, width=400, language="es")
    assert "No comprobado: Ninguna fuente está calificada" in told
