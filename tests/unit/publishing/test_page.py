"""The page as text: complete, escaped, self-contained, the same each time, and still usable when the case is big."""

from __future__ import annotations

import re
import time
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from tests.worlds.harbour import findings

from secondsource.core.vetting.decisions_file import parse
from secondsource.core.vetting.finding import Findings
from secondsource.core.vetting.report import Report
from secondsource.publishing.findings.page import render_page

EMPTY = Findings(reports=(), statements=(), reuse=(), origins=(), claims=(), contradictions=(), timeline=(), people=())
VOID = {"meta", "link", "br", "hr", "img", "input", "path", "rect", "circle", "line"}


class Page(HTMLParser):
    """What a page is made of, and whether its elements close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def values(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]


def crowd(reports: int = 800) -> Findings:
    """Many copies of the harbour, each with its own files and ids."""
    whole = findings()
    copies = -(-reports // 10)
    read = [report for report in whole.reports if isinstance(report, Report)]
    many = [replace(report, file=f"{n}/{report.file}") for n in range(copies) for report in read]
    statements = [
        replace(one, id=f"{one.id}{n}", report=f"{n}/{one.report}") for n in range(copies) for one in whole.statements
    ]
    origins = [
        replace(one, id=f"{one.id}{n}", statements=tuple(f"{held}{n}" for held in one.statements), why=(),
                likely_same_as=())
        for n in range(copies)
        for one in whole.origins
    ]  # fmt: skip
    claims = [
        replace(
            one,
            id=f"{one.id}{n}",
            supporting=tuple(f"{held}{k}" for held in one.supporting for k in range(copies)),
            denying=tuple(f"{held}{n}" for held in one.denying),
        )
        for n in range(copies)
        for one in whole.claims
    ]
    return replace(
        whole,
        reports=tuple(many),
        statements=tuple(statements),
        origins=tuple(origins),
        claims=tuple(claims),
        contradictions=tuple(
            replace(one, a=f"{one.a}{n}", b=f"{one.b}{n}") for n in range(copies) for one in whole.contradictions
        ),
        reuse=tuple(
            replace(one, a=f"{n}/{one.a}", b=f"{n}/{one.b}", derived=None) for n in range(copies) for one in whole.reuse
        ),
        timeline=tuple(
            replace(one, statements=tuple(f"{held}{n}" for held in one.statements))
            for n in range(copies)
            for one in whole.timeline
        ),
        people=(),
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("whole", [EMPTY, findings()], ids=["empty", "harbour"])
def test_elements_close_in_order_ids_are_unique_and_links_resolve(whole: Findings, language: str) -> None:
    page = Page(render_page(whole, language=language))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    for link in page.values("href"):
        assert link.startswith("#")
        assert link[1:] in ids
    for named in page.values("aria-labelledby"):
        assert set(named.split()) <= set(ids)
    assert page.tags[0] == ("html", {"lang": language, "dir": "ltr"})


def test_nothing_is_loaded_and_nothing_runs() -> None:
    text = render_page(findings())
    page = Page(text)
    assert not {tag for tag, _ in page.tags} & {"script", "img", "iframe", "link", "object", "form", "input", "base"}
    assert not any(name.startswith("on") or name in {"style", "src"} for _, attrs in page.tags for name in attrs)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    assert "url(" not in style.group(1)
    assert "@import" not in style.group(1)
    digest = b64encode(sha256(style.group(1).encode()).digest()).decode()
    policy = next(attrs["content"] for _, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_what_reports_say_is_escaped_and_hidden_characters_are_shown() -> None:
    text = render_page(findings())
    assert "<b>cannot</b>" not in text
    assert "&lt;b&gt;cannot&lt;/b&gt;" in text
    assert "<b>bold</b>" not in text
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u200b\u200d\u2066\u2069\ufeff\x00")
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in text


def test_hostile_values_anywhere_stay_text() -> None:
    bad = "\"'><script>alert(1)</script>\x00\ud83d"
    whole = findings()
    first = whole.reports[0]
    assert isinstance(first, Report)
    report = replace(first, title=bad, outlet=bad, author=bad, url="javascript:alert(1)", language="en")
    hostile = replace(
        whole,
        reports=(report, *whole.reports[1:]),
        claims=tuple(replace(claim, text=bad) for claim in whole.claims),
        people=tuple(replace(person, name=bad, role=bad, harm_hint=bad) for person in whole.people),
        timeline=tuple(replace(entry, status=bad, act=bad) for entry in whole.timeline),
        origins=tuple(replace(origin, speaker=bad, circle=bad) for origin in whole.origins),
        notes=(bad,),
        versions={bad: bad},
        timings={bad: 1.0},
    )
    text = render_page(hostile)
    Page(text)
    text.encode("utf-8")
    assert "<script" not in text


def test_the_summary_comes_first_in_plain_words() -> None:
    text = Page(render_page(findings())).text
    assert (
        "10 reports were read. 2 files were skipped. 21 statements were found; together they go back to 8 origins at"
        " most. For 2 of these it is not known who spoke first. The statements bear on 3 claims. 1 of them may rest on"
        " a single origin." in text
    )
    assert "2 claims are contested now, first of all: The Tide Collective will publish forty names on 9 May;" in text
    assert text.index("All of this is a proposal") < text.index("Claims, most widely reported first")


def test_every_part_of_the_findings_is_on_the_page() -> None:
    whole = findings()
    text = Page(render_page(whole)).text
    for statement in whole.statements:
        assert statement.id in text
    for origin in whole.origins:
        assert origin.id in text
    for claim in whole.claims:
        assert claim.id in text
        assert all(reason in text for reason in claim.origins.reasons)
        assert all(one.effect in text for one in claim.leave_one_out)
    for contradiction in whole.contradictions:
        assert contradiction.why in text
    for person in whole.people:
        assert person.harm_hint in text
    for reuse in whole.reuse:
        assert all(line in text for line in reuse.evidence)
    assert "Direction unknown" in text
    assert "The PDF has a password." in text
    assert "Do not name" in text
    assert "30–65 % · assumed before: 50 %" in text
    assert "tagger" in text


def test_a_rejected_statement_is_shown_as_rejected_and_under_no_claim() -> None:
    page = Page(render_page(findings()))
    assert sum(tag == "s" for tag, _ in page.tags) >= 1
    assert "rejected" in page.text


def test_languages_of_quotations_are_marked() -> None:
    page = Page(render_page(findings()))
    quoted = {attrs.get("lang") for tag, attrs in page.tags if tag in {"blockquote", "q"}}
    assert {"en", "es", "ar"} <= quoted
    assert all(attrs.get("dir") == "auto" for tag, attrs in page.tags if tag in {"blockquote", "q"})


def test_headings_never_skip_a_level() -> None:
    levels = [int(tag[1]) for tag, _ in Page(render_page(findings())).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_lines_to_copy_are_read_as_decisions(language: str) -> None:
    text = render_page(findings(), language=language)
    block = re.search(r'<pre class="copy"[^>]*>(.*?)</pre>', text, re.DOTALL)
    assert block is not None
    lines = block.group(1).replace("&#34;", '"').replace("&gt;", ">").splitlines()
    assert parse("\n".join(lines), name="copied").statements == ()
    chosen = [line.removeprefix("# ") for line in lines[1:] if " s-" not in line or "edit" in line]
    decided = parse("\n".join(chosen), name="chosen")
    assert decided.merged_claims
    assert decided.affiliations
    assert decided.private == (("Ana Ruiz", True),)


def test_the_same_findings_give_the_same_page() -> None:
    assert render_page(findings()) == render_page(findings())


@pytest.mark.slow
def test_a_big_case_is_cut_with_a_sentence_and_drawn_in_time() -> None:
    whole = crowd()
    start = time.process_time()
    text = render_page(whole)
    assert time.process_time() - start < 5
    assert len(text) < 4_000_000
    page = Page(text)
    ids = set(page.values("id"))
    assert all(link[1:] in ids for link in page.values("href"))
    assert "800 reports were read." in page.text
    assert "more are left out here; the JSON file has them all." in page.text
    assert "740 reports bear less on the claims above." in page.text


def test_a_very_long_report_is_cut_with_a_sentence() -> None:
    whole = findings()
    long = [
        replace(report, text=report.text + "\n\n" + "word " * 100_000) if isinstance(report, Report) else report
        for report in whole.reports[:1]
    ]
    page = Page(render_page(replace(whole, reports=(*long, *whole.reports[1:]))))
    assert "more characters of this report are not shown here." in page.text
