from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.cast import Cast

SignedIn = Callable[[str], Client]


def test_a_member_sees_their_cases_and_no_others(as_member: SignedIn) -> None:
    page = as_member("bo").get("/").content.decode()
    assert "Harbour list" in page
    assert "Orchard" not in page


def test_opening_a_case_leads_to_it(as_member: SignedIn) -> None:
    answer = as_member("bo").post("/case/new", {"title": "Quarry", "language": "en"}, follow=True)
    assert answer.status_code == 200
    assert "Quarry" in answer.content.decode()


def test_a_case_refuses_the_wrong_method(as_member: SignedIn, desk: Cast) -> None:
    assert as_member("bo").post(f"/case/{desk.case}/").status_code == 405


def test_another_cases_member_and_a_missing_case_get_the_same_answer(as_member: SignedIn, desk: Cast) -> None:
    theirs = as_member("dee").get(f"/case/{desk.case}/")
    nobodys = as_member("dee").get("/case/0000/")
    assert theirs.status_code == nobodys.status_code == 404
    assert "Harbour" not in theirs.content.decode()


def test_an_outsider_is_sent_to_sign_in(client: Client, desk: Cast) -> None:
    answer = client.get(f"/case/{desk.case}/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")


def test_headers_keep_everything_in_the_house(as_member: SignedIn) -> None:
    headers = as_member("bo").get("/").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
