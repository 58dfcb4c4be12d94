"""What the README promises in passing, where no other test says it in so many words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.worlds.harbour import findings

from secondsource.publishing.findings.page import render_page


@pytest.mark.parametrize(("language", "words"), [("en", "Do not name"), ("es", "No nombrar")])
def test_the_default_is_do_not_name(language: str, words: str) -> None:
    case = findings()
    undecided = tuple(replace(person, private=None) for person in case.people)
    assert undecided
    page = render_page(replace(case, people=undecided), language=language)
    assert page.count(f'<p class="naming">{words}</p>') == len(undecided)
