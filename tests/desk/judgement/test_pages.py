"""Each page of judgement: it works, in both languages; it refuses the wrong method, another case, the outsider."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.desk.judgement.conftest import Judged

from secondsource.store.team.models import MemberRow

SignedIn = Callable[[str], Client]
PAGES = ["judgement", "grades", "grade", "findings", "finding", "lines", "people-in-release"]
PAGES += ["person-in-release", "reply", "sources", "gate"]
POSTED = ["grade-digit", "grade-letter", "grade-resolve", "line", "person-answers", "person-harm", "person-mitigation"]
POSTED += ["person-said", "reply-risk", "reply-attempt", "reply-answer", "reply-included", "reply-waiver"]
POSTED += ["source-detail", "source-treat", "source-promise", "source-kept", "source-warning", "source-traces"]
POSTED += ["gate-answer", "gate-waive"]


def address(name: str, desk: Cast, judged: Judged) -> str:
    statement, claim = judged.quarry.statements[0], judged.quarry.claim
    after: dict[str, list[str | int]] = {
        "grade": [statement],
        "grade-digit": [statement],
        "grade-letter": [statement],
        "grade-resolve": [statement],
        "finding": [claim],
        "lines": [judged.digest],
        "line": [judged.digest, "l-000000000000"],
        "person-mitigation": [judged.mayor, 1],
        "source-treat": ["0000"],
        "source-kept": ["0000"],
        "source-traces": [judged.digest],
        "gate": [judged.digest],
        "gate-answer": [judged.digest],
        "gate-waive": [judged.digest],
    }
    own: list[str | int] = [judged.mayor] if name.startswith(("person-", "reply")) else []
    return reverse(name, args=[desk.case, *after.get(name, own)])


def test_it_works_for_each_member_and_an_observer_meets_no_form(
    as_member: SignedIn, desk: Cast, judged: Judged
) -> None:
    for who in ("ada", "bo", "gus"):
        client = as_member(who)
        for name in PAGES:
            answer = client.get(address(name, desk, judged))
            text = answer.content.decode()
            assert (name, answer.status_code, text.count("<h1")) == (name, 200, 1)
            assert "<script" not in text.partition("<main")[2]
            assert " style=" not in text
            if who == "gus":
                assert f'action="/case/{desk.case}' not in text
                assert not any(f">{other}<" in text for other in ("ada", "bo", "cy"))


def test_it_refuses_the_wrong_method(as_member: SignedIn, desk: Cast, judged: Judged) -> None:
    client = as_member("bo")
    assert {name: client.get(address(name, desk, judged)).status_code for name in POSTED} == dict.fromkeys(POSTED, 405)
    read = sorted(set(PAGES) - {"finding", "people-in-release"})
    assert {name: client.post(address(name, desk, judged)).status_code for name in read} == dict.fromkeys(read, 405)


def test_it_refuses_another_cases_member(as_member: SignedIn, desk: Cast, judged: Judged) -> None:
    client, everything = as_member("dee"), [*PAGES, *POSTED]
    found = {
        name: (client.post if name in POSTED else client.get)(address(name, desk, judged)).status_code
        for name in everything
    }
    assert found == dict.fromkeys(everything, 404)
    # Keys of Ada's case do not open anything under Dee's own either.
    for name in ("grade", "finding", "lines", "person-in-release", "reply", "gate"):
        assert client.get(address(name, desk, judged).replace(desk.case, desk.other_case)).status_code == 404


def test_it_sends_an_outsider_to_sign_in(client: Client, desk: Cast, judged: Judged) -> None:
    for name in (*PAGES, *POSTED):
        place = address(name, desk, judged)
        answer = client.post(place) if name in POSTED else client.get(place)
        assert (name, answer.status_code) == (name, 302)
        assert answer.headers["Location"].startswith("/account/login/")


def test_an_observer_changes_nothing(as_member: SignedIn, desk: Cast, judged: Judged) -> None:
    client = as_member("gus")
    found = {name: client.post(address(name, desk, judged), {"kept": "yes"}).status_code for name in POSTED}
    assert found == dict.fromkeys(POSTED, 403)


def test_what_is_filled_in_wrongly_is_shown_again(as_member: SignedIn, desk: Cast, judged: Judged) -> None:
    client = as_member("cy")
    shown_again = ["grade-digit", "grade-letter", "grade-resolve", "line", "person-answers", "person-said"]
    shown_again += ["reply-risk", "reply-attempt", "reply-answer", "reply-waiver", "source-detail", "source-treat"]
    shown_again += ["source-promise", "source-kept", "source-warning"]
    found = {name: client.post(address(name, desk, judged), {}).status_code for name in shown_again}
    assert found == dict.fromkeys(shown_again, 422)


def test_it_speaks_spanish(as_member: SignedIn, desk: Cast, judged: Judged) -> None:
    client = as_member("bo")
    MemberRow.objects.filter(name="bo").update(ui_language="es")
    for name in PAGES:
        text = client.get(address(name, desk, judged)).content.decode()
        assert '<html lang="es">' in text
        assert "Personas y daños" in text
