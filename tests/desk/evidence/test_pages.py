from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import MORNING, Cast
from tests.desk.evidence.world import NOON, Filled, fill_case

from secondsource.actions.desk.evidence import deciding
from secondsource.actions.desk.team import cases
from secondsource.core.vetting.decisions import StatementDecision
from secondsource.core.vetting.statement import State
from secondsource.store.evidence.lookups import exhibits, findings, statements
from secondsource.store.team.values import Role

SignedIn = Callable[[str], Client]


def pages(desk: Cast, quarry: Filled) -> list[str]:
    """Return the addresses of every kind of page of the case."""
    key = quarry.exhibits["01-valley-herald.md"]
    case = f"/case/{desk.case}/"
    return [
        case,
        f"{case}exhibits/",
        f"{case}exhibit/{key}/",
        f"{case}reports/",
        f"{case}report/{key}/",
        f"{case}report/{quarry.exhibits['strange.xyz']}/",
        f"{case}statement/{quarry.statements[0]}/",
        f"{case}claims/",
        f"{case}claim/{quarry.claim}/",
        f"{case}contradictions/",
        f"{case}contradiction/{quarry.contradiction}/",
        f"{case}timeline/",
        f"{case}people/",
        f"{case}search/?q=quarry",
        f"{case}decisions",
        f"{case}exhibit/{quarry.exhibits['photo.png']}/look",
    ]


def posts(desk: Cast, quarry: Filled) -> list[str]:
    key, case = quarry.exhibits["photo.png"], f"/case/{desk.case}/"
    return [
        f"{case}vet",
        f"{case}exhibits/take-in",
        f"{case}exhibit/{key}/copy",
        f"{case}exhibit/{key}/original",
        f"{case}report/{quarry.exhibits['01-valley-herald.md']}/add",
        f"{case}statement/{quarry.statements[0]}/decide",
        f"{case}claims/tie",
        f"{case}contradiction/{quarry.contradiction}/resolve",
        f"{case}person/{quarry.person}/rule",
        f"{case}decisions/read-in",
    ]


def decided(desk: Cast, quarry: Filled, number: int) -> State:
    return statements.statement(desk.case, quarry.statements[number]).statement.state


def test_every_page_works_in_both_languages(as_member: SignedIn, desk: Cast, quarry: Filled) -> None:
    client = as_member("bo")
    for address in pages(desk, quarry):
        assert client.get(address).status_code == 200, address
        assert client.get(address, headers={"accept-language": "es"}).status_code == 200, address


def test_another_cases_member_meets_no_page_and_changes_nothing(
    as_member: SignedIn, desk: Cast, quarry: Filled
) -> None:
    client = as_member("dee")
    for address in pages(desk, quarry):
        assert client.get(address).status_code == 404, address
    for address in posts(desk, quarry):
        assert client.post(address, {"state": "accepted", "version": "0", "why": "x"}).status_code == 404, address
    assert decided(desk, quarry, 0) is State.PROPOSED


def test_keys_of_one_case_open_nothing_in_another(as_member: SignedIn, desk: Cast, quarry: Filled) -> None:
    cases.let_know(actor=desk.dee, case=desk.other_case, member=desk.bo, role=Role.VETTER, now=MORNING)
    fill_case(desk.other_case, desk.dee)
    client = as_member("bo")
    here = f"/case/{desk.other_case}/"
    mine = quarry.exhibits["01-valley-herald.md"]
    for address in (f"exhibit/{mine}/", f"report/{mine}/", f"exhibit/{quarry.exhibits['photo.png']}/look"):
        assert client.get(here + address).status_code == 404, address
    asked = client.post(f"{here}exhibit/{mine}/original", {"why": "curious"})
    assert asked.status_code == 404
    added = client.post(f"{here}report/{mine}/add", {"words": "the quarry was closed"})
    assert added.status_code == 404
    # The invented story is the same in both, so the ids are too: a decision here must not reach the other case.
    client.post(f"{here}statement/{quarry.statements[0]}/decide", {"state": "rejected", "version": "0"})
    assert statements.statement(desk.other_case, quarry.statements[0]).statement.state is State.REJECTED
    assert decided(desk, quarry, 0) is State.PROPOSED


def test_an_observer_sees_the_data_and_neither_names_nor_forms(as_member: SignedIn, desk: Cast, quarry: Filled) -> None:
    cases.let_know(actor=desk.ada, case=desk.case, member=desk.cy, role=Role.OBSERVER, now=MORNING)
    decision = StatementDecision(statement=quarry.statements[0], state=State.ACCEPTED)
    deciding.decide(actor=desk.bo, case=desk.case, decision=decision, version=0, reason="", now=NOON)
    client = as_member("cy")
    for address in pages(desk, quarry):
        answer = client.get(address)
        assert answer.status_code == 200, address
        if not answer.streaming:
            page = answer.content.decode()
            assert not re.search(r"\b(bo|ada)\b", page), address
            assert desk.bo not in page, address
            assert "csrfmiddlewaretoken" not in page.split("<main", 1)[-1], address
    for address in posts(desk, quarry):
        assert client.post(address, {"state": "rejected", "version": "1", "why": "x"}).status_code == 403, address


def test_a_form_alone_is_enough_to_decide(as_member: SignedIn, desk: Cast, quarry: Filled) -> None:
    client = as_member("bo")
    address = f"/case/{desk.case}/statement/{quarry.statements[0]}/decide"
    answer = client.post(address, {"state": "accepted", "version": "0"})
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"?at={quarry.statements[0]}#{quarry.statements[0]}")
    assert decided(desk, quarry, 0) is State.ACCEPTED


def test_the_script_gets_the_card_alone_with_the_next_version(as_member: SignedIn, desk: Cast, quarry: Filled) -> None:
    address = f"/case/{desk.case}/statement/{quarry.statements[0]}/decide"
    form = {"state": "accepted", "version": "0"}
    page = as_member("bo").post(address, form, headers={"x-requested-with": "script"}).content.decode()
    assert page.lstrip().startswith("<article")
    assert 'name="version" value="1"' in page


def test_who_decides_second_sees_what_stands_and_keeps_their_words(
    as_member: SignedIn, desk: Cast, quarry: Filled
) -> None:
    address = f"/case/{desk.case}/statement/{quarry.statements[0]}/decide"
    as_member("ada").post(address, {"state": "accepted", "version": "0"})
    answer = as_member("bo").post(address, {"state": "rejected", "version": "0", "reason": "She was not there."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "after you opened it" in page
    assert "She was not there." in page
    assert 'name="version" value="1"' in page
    assert decided(desk, quarry, 0) is State.ACCEPTED


@pytest.mark.parametrize(
    "form",
    [
        {"state": "true", "version": "0"},
        {"state": "accepted", "version": "-1"},
        {"state": "accepted"},
        {"state": "edited", "version": "0", "said_on": "yesterday"},
        {"state": "edited", "version": "0", "position": "lies"},
    ],
)
def test_rubbish_in_a_form_is_refused_on_its_page(
    as_member: SignedIn, desk: Cast, quarry: Filled, form: dict[str, str]
) -> None:
    answer = as_member("bo").post(f"/case/{desk.case}/statement/{quarry.statements[0]}/decide", form)
    assert answer.status_code == 422
    assert decided(desk, quarry, 0) is State.PROPOSED


def test_marked_words_are_added_by_a_form(as_member: SignedIn, desk: Cast, quarry: Filled) -> None:
    key = quarry.exhibits["01-valley-herald.md"]
    form = {"words": "Mara Teld,  the mayor", "near": "0", "chain": "Valley Herald\nMara Teld", "position": "affirms"}
    answer = as_member("bo").post(f"/case/{desk.case}/report/{key}/add", form)
    assert answer.status_code == 302
    added = [one for one in statements.statements_of(desk.case, key) if one.added_by]
    assert [one.statement.content.text for one in added] == ["Mara Teld, the mayor"]


def test_statements_are_marked_where_they_stand(as_member: SignedIn, desk: Cast, quarry: Filled) -> None:
    page = as_member("bo").get(f"/case/{desk.case}/report/{quarry.exhibits['01-valley-herald.md']}/").content.decode()
    assert re.search(r'<mark class="content"[^>]*data-opens="1"[^>]*>the quarry was closed on Monday</mark>', page)


def test_a_strangers_words_never_become_markup(as_member: SignedIn, desk: Cast, quarry: Filled) -> None:
    client = as_member("bo")
    nasty = "<script>alert(1)</script>\u202e"
    address = f"/case/{desk.case}/statement/{quarry.statements[0]}/"
    client.post(f"{address}decide", {"state": "edited", "version": "0", "chain": f"Herald\n{nasty}", "reason": nasty})
    for shown in (address, f"/case/{desk.case}/claim/{quarry.claim}/", f"/case/{desk.case}/search/?q=<script>"):
        page = client.get(shown).content.decode()
        assert "<script>alert" not in page
        assert "\u202e" not in page.replace("title=", ""), shown
    assert "&lt;script&gt;" in client.get(address).content.decode()


# Questions to the database: a page may not ask more of a case that holds more.


def asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


MOST = {
    "case": 22,
    "exhibits": 12,
    "reports": 12,
    "report": 16,
    "statement": 14,
    "claims": 12,
    "claim": 18,
    "contradictions": 14,
    "timeline": 12,
    "people": 14,
    "search": 16,
}
"""Most questions of each kind of page, those about the session and the member included."""


def test_no_page_asks_more_questions_than_it_may(as_member: SignedIn, desk: Cast, quarry: Filled) -> None:
    client = as_member("bo")
    counted: dict[str, int] = {}
    for address in pages(desk, quarry):
        kind = address.removeprefix(f"/case/{desk.case}/").partition("/")[0] or "case"
        if kind in MOST:
            counted[kind] = max(counted.get(kind, 0), asked(client, address))
    assert not {kind: number for kind, number in counted.items() if number > MOST[kind]}


def test_more_statements_are_no_more_questions(as_member: SignedIn, desk: Cast, quarry: Filled) -> None:
    client = as_member("bo")
    key = quarry.exhibits["01-valley-herald.md"]
    listed = [f"/case/{desk.case}/", f"/case/{desk.case}/reports/", f"/case/{desk.case}/report/{key}/"]
    before: list[int] = []
    for words in ("Mara Teld", "the mayor", "said", "on Monday", "The owner"):
        # The first one brings a member's name to the pages, and with it the question for names.
        before = before or ([] if words == "Mara Teld" else [asked(client, address) for address in listed])
        client.post(f"/case/{desk.case}/report/{key}/add", {"words": words, "chain": "Valley Herald\nSomebody"})
    assert [asked(client, address) for address in listed] == before


# Files on their way in and out.


def upload(client: Client, case: str, name: str, data: bytes, kind: str = "text/plain") -> int:
    form = {"files": SimpleUploadedFile(name, data, content_type=kind)}
    return client.post(f"/case/{case}/exhibits/take-in", form).status_code


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("../../../etc/cron.d/x", b"* * * * * root", "text/plain"),
        ("page.html", b"<script>alert(1)</script>", "text/html"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml"),
        ("photo.jpg", b"GIF89a/*<script>*/=1;", "image/jpeg"),
        ("bomb.zip", b"PK\x03\x04" + b"\0" * 2000, "application/zip"),
        ('x".md\r\nX-Evil: 1', b"hello", "text/plain"),
    ],
)
def test_a_hostile_file_goes_out_only_as_bytes_of_no_kind(
    as_member: SignedIn, desk: Cast, name: str, data: bytes, kind: str
) -> None:
    client = as_member("bo")
    assert upload(client, desk.case, name, data, kind) == 302
    (exhibit,) = exhibits.exhibits(desk.case)
    assert "/" not in exhibit.name
    answer = client.post(f"/case/{desk.case}/exhibit/{exhibit.key}/original", {"why": "test"})
    assert isinstance(answer, StreamingHttpResponse)
    assert b"".join(answer.streaming_content) == data
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="original-')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "X-Evil" not in answer.headers
    # Nothing of it is shown before a clean copy was built anew, and the original never.
    assert client.get(f"/case/{desk.case}/exhibit/{exhibit.key}/look").status_code == 404


def test_a_picture_is_shown_greyed_and_only_as_its_clean_copy(as_member: SignedIn, desk: Cast, quarry: Filled) -> None:
    client = as_member("bo")
    key = quarry.exhibits["photo.png"]
    assert 'class="guarded"' in client.get(f"/case/{desk.case}/exhibit/{key}/").content.decode()
    answer = client.get(f"/case/{desk.case}/exhibit/{key}/look")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_strangers_upload_is_not_even_read(client: Client, desk: Cast) -> None:
    answer = client.post(f"/case/{desk.case}/exhibits/take-in", {"files": SimpleUploadedFile("x.md", b"x" * 100)})
    assert answer.status_code in {302, 400}
    assert not exhibits.exhibits(desk.case)


def test_a_file_beyond_the_bound_is_told_by_name(
    as_member: SignedIn, desk: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secondsource.web.shared.uploads.LARGEST_FILE", 100_000)
    monkeypatch.setattr("secondsource.web.shared.uploads.MEBIBYTE", 100_000)
    monkeypatch.setattr("secondsource.actions.desk.evidence.exhibits.LARGEST", 100_000)
    client = as_member("bo")
    assert upload(client, desk.case, "big.md", b"x" * 500_000) == 302
    assert "Too large" in client.get(f"/case/{desk.case}/exhibits/").content.decode()
    assert not exhibits.exhibits(desk.case)


def test_a_whole_folder_is_taken_in_at_once(as_member: SignedIn, desk: Cast) -> None:
    files = [SimpleUploadedFile(f"{number:03}.md", f"Report {number}".encode()) for number in range(250)]
    answer = as_member("bo").post(f"/case/{desk.case}/exhibits/take-in", {"folder": files})
    assert answer.status_code == 302
    assert len(exhibits.exhibits(desk.case)) == 250


def test_decisions_are_handed_over_by_file(as_member: SignedIn, desk: Cast, quarry: Filled) -> None:
    client = as_member("bo")
    text = f"reject {quarry.statements[0]}\n".encode()
    form = {"decisions": SimpleUploadedFile("decisions.txt", text)}
    assert client.post(f"/case/{desk.case}/decisions/read-in", form).status_code == 302
    assert decided(desk, quarry, 0) is State.REJECTED
    answer = client.get(f"/case/{desk.case}/decisions")
    assert answer.content == text
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_claim_shows_its_range_reasons_and_drawing(as_member: SignedIn, desk: Cast, quarry: Filled) -> None:
    page = as_member("bo").get(f"/case/{desk.case}/claim/{quarry.claim}/").content.decode()
    assert "1 to 2 independent origins, likely 1" in page
    assert "Three reports carry one utterance." in page
    assert '<svg class="graph"' in page
    assert findings.claim(desk.case, quarry.claim).live
