"""The documents keep their promises: links lead somewhere, words are explained, every claim has its test."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest
from tests.source_codes import codes
from tools.write_reference import helps

from secondsource.core.vetting.decisions_words import PARTS, POSITIONS, VERBS, folded

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "secondsource"
WORDING = SOURCE / "publishing" / "findings" / "wording"

CLAIMS = {
    "who says what, through whom, and when": "acceptance/test_harbour.py::"
    "test_the_two_who_cancelled_are_found_through_the_paper_that_quoted_them",
    "how many independent origins": "acceptance/test_harbour.py::test_one_video_in_five_reports_is_one_origin",
    "what contradicts or replaces what": "acceptance/test_harbour.py::test_on_and_off_are_listed_against_each_other",
    "how the announced status changed": "acceptance/test_harbour.py::test_the_status_changes_stand_on_the_timeline",
    "who is named and could be hurt": "acceptance/test_harbour.py::"
    "test_the_teacher_wrongly_named_is_private_and_must_not_be_named",
    "The default is: do not name": "acceptance/test_promises.py::test_the_default_is_do_not_name",
    "in English and Spanish": "acceptance/test_bad_input.py::test_two_languages_in_one_report",
    "its evidence one click away": "browser/test_page.py::"
    "test_a_number_in_the_text_leads_to_its_row_and_a_claim_to_its_place",
    "Your corrections survive the next run": "acceptance/test_runs.py::"
    "test_a_corrected_statement_stays_corrected_when_a_report_is_added",
    "without a network": "acceptance/test_runs.py::test_the_network_cut_changes_nothing",
    "`.md`, `.txt`, `.html`, `.pdf`, `.docx` or `.eml`": "acceptance/test_harbour.py::"
    "test_every_report_is_read_in_its_own_format",
    "gives date and outlet where the file itself does not": "unit/documents/test_folder.py::*name*",
    "Only what changed is redone": "acceptance/test_runs.py::test_the_second_run_reads_nothing_again_and_says_the_same",
    "nothing counts as accepted until you say so": "unit/core/test_decided.py::*",
    "No call leaves your machine": "acceptance/test_runs.py::test_the_network_cut_changes_nothing",
    "It does not know\nwhat is true, and never says so": "unit/publishing/test_wording.py::*promise*",
}
"""What the README claims -> the test that holds it to it; `*` stands for any letters of a test's name."""


def documents() -> list[Path]:
    """Return every Markdown file that is or could be committed, save the demo's reports."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    ).stdout.splitlines()
    return [ROOT / name for name in listed if not name.startswith("examples/") and (ROOT / name).exists()]


DOCUMENTS = documents()


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchors(path: Path) -> set[str]:
    """Return the anchors of a document's headings, as forges make them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    text = re.sub(r"^ *```.*?^ *```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_option_is_documented() -> None:
    options = {option for _, text in helps() for option in re.findall(r"(?<![\w-])--[a-z-]+", text)}
    told = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    assert {option for option in options if option not in told} == set()


def test_every_code_is_documented() -> None:
    told = (DOCS / "reference" / "errors.md").read_text(encoding="utf-8")
    assert {code for code in codes() if f"`{code}`" not in told} == set()


def test_every_word_of_the_glossary_is_used() -> None:
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    terms = re.findall(r"^\| (?!word|-)(.+?) \|", glossary, re.MULTILINE)
    others = [path.read_text(encoding="utf-8").lower() for path in DOCUMENTS if path.name != "glossary.md"]
    assert len(terms) > 10
    for term in terms:
        word = term.lower().removesuffix(" a-f")
        assert any(word in text for text in others), term


def test_every_keyword_of_a_decisions_file_is_documented_in_both_languages() -> None:
    told = folded((DOCS / "how-to" / "decisions.md").read_text(encoding="utf-8"))
    masculine = {"privado"}  # the feminine form stands for both
    assert {word for word in (*VERBS, *PARTS, *POSITIONS) if word not in told} <= masculine


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_path_named_in_a_document_exists(path: Path) -> None:
    rooms = {folder.name for folder in SOURCE.iterdir() if folder.is_dir()}
    for place in re.findall(r"`([\w./*-]+/[\w./*-]*)`", path.read_text(encoding="utf-8")):
        first = place.split("/")[0]
        if first in rooms:
            found = [*SOURCE.glob(place), *SOURCE.glob(f"{place}.py")]
        elif first in {"src", "tests", "tools", "benchmarks", "docs", "examples", "requirements"}:
            found = [*ROOT.glob(place.rstrip("/"))]
        else:
            continue
        assert found, place


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_claim_of_the_readme_has_its_test(claim: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert claim in re.sub(r"\*\*", "", readme), "the README no longer says this; change the table"
    file, _, wanted = CLAIMS[claim].partition("::")
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    tests = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    pattern = re.compile(wanted.replace("*", ".*"))
    assert any(pattern.fullmatch(one) for one in tests if one.startswith("test_")), wanted


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_promises_neither_anonymity_nor_truth(language: str) -> None:
    phrases = json.loads((WORDING / f"{language}.json").read_text(encoding="utf-8"))
    said = [form for phrase in phrases.values() for form in (phrase.values() if isinstance(phrase, dict) else [phrase])]
    templates = [path.read_text(encoding="utf-8") for path in (WORDING.parent / "templates").iterdir()]
    promise = re.compile(r"\b(?:anonym\w*|verified|an[óo]nim\w*|verificad[oa]s?)\b", re.IGNORECASE)
    assert [text for text in (*said, *templates) if promise.search(text)] == []


def test_no_file_knows_the_machine_it_was_made_on() -> None:
    # Put together here, so that this file does not hold what it looks for.
    places = [b"/" + b"work/", b".." + b"/shared", b"/" + b"root/", b"." + b"library/"]
    listed = subprocess.run(["git", "ls-files", "-z"], check=True, capture_output=True, cwd=ROOT).stdout
    tracked = [ROOT / part.decode() for part in listed.split(b"\0") if part]
    holders = [name(path) for path in tracked if path.is_file() and any(place in path.read_bytes() for place in places)]
    assert holders == []
