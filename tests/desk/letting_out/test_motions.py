"""Motions in the browser: seen, signed elsewhere, handed in, counted; hidden until the round is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from tests.cast import Cast
from tests.worlds.desk import HOUR, NOON, WITNESSES, World
from tests.worlds.seated import PASSPHRASE, Clock, hand_in, sheets, signed

from secondsource.cli.main import main
from secondsource.store.team import journal
from secondsource.store.team.models import MemberRow
from secondsource.trust.signing.signer import cosign_text
from secondsource.trust.tlog import note

SignedIn = Callable[[str], Client]
WHY = "We say go on what was checked line by line.\n"


def moved(as_member: SignedIn, action: str = "go", subject: str = "harbour-list") -> str:
    """Ada moves, Bo seconds, Ada opens a round; return the motion's id."""
    ada, bo = as_member("ada"), as_member("bo")
    page = ada.post("/motions/new", {"action": action, "subject": subject, "text": WHY})
    assert page.status_code == 200, page.content.decode()
    name = str(hand_in(ada, page, 1).headers["Location"]).split("/")[2]
    assert hand_in(bo, bo.get(f"/motions/{name}/sign/second"), 2).status_code == 302
    assert hand_in(ada, ada.get(f"/motions/{name}/sign/round?hours=6&days=3"), 1).status_code == 302
    return name


def vote(as_member: SignedIn, name: str, who: str, seat: int, choice: str = "yes") -> None:
    client = as_member(who)
    answer = hand_in(client, client.get(f"/motions/{name}/sign/{choice}"), seat)
    assert answer.status_code == 302, answer.content.decode()


def test_a_motion_is_carried_in_the_browser(as_member: SignedIn, papers: World) -> None:
    name = moved(as_member)
    vote(as_member, name, "ada", 1)
    vote(as_member, name, "bo", 2)
    shown = as_member("cy").get(f"/motions/{name}/").content.decode()
    assert "seat-1, seat-2" in shown
    assert "stays hidden until the round is over" in shown
    assert "<dt>Yes</dt>" not in shown
    vote(as_member, name, "cy", 3)
    shown = as_member("cy").get(f"/motions/{name}/").content.decode()
    assert "<dt>Yes</dt><dd>seat-1, seat-2, seat-3</dd>" in shown
    assert as_member("cy").post(f"/motions/{name}/together").status_code == 302
    assert (papers.folder / "motions" / name / "round-1" / "statement.note").is_file()
    assert journal.check() > 0
    verbs = [entry.verb for entry in journal.entries()]
    assert verbs.count("motion.hand-in") == 6
    assert verbs[-1] == "motion.put-together"


def test_the_ballot_of_a_suspended_member_carries_nothing(as_member: SignedIn, papers: World) -> None:
    name = moved(as_member)
    for who, seat in (("ada", 1), ("bo", 2), ("cy", 3)):
        vote(as_member, name, who, seat)
    MemberRow.objects.filter(name="cy").update(standing="suspended")
    refused = as_member("ada").post(f"/motions/{name}/together")
    assert refused.status_code == 409
    assert "round-not-carried" in refused.content.decode()
    assert not (papers.folder / "motions" / name / "round-1" / "statement.note").exists()


def test_how_somebody_voted_is_hidden_while_the_round_is_open(as_member: SignedIn, papers: World) -> None:
    name = moved(as_member)
    vote(as_member, name, "bo", 2, "no")
    for who in ("ada", "bo", "cy"):
        shown = as_member(who).get(f"/motions/{name}/").content.decode()
        assert "Have voted: seat-2" in shown
        assert "<dt>No</dt>" not in shown
    assert papers.folder.is_dir()


def test_nobody_seconds_their_own_motion(as_member: SignedIn, papers: World) -> None:
    ada = as_member("ada")
    page = ada.post("/motions/new", {"action": "go", "subject": "harbour-list", "text": WHY})
    name = str(hand_in(ada, page, 1).headers["Location"]).split("/")[2]
    refused = ada.get(f"/motions/{name}/sign/second")
    assert refused.status_code == 409
    assert "second-own" in refused.content.decode()
    shown = sheets(as_member("bo").get(f"/motions/{name}/sign/second").content)
    smuggled = ada.post("/motions/hand-in", {"paper": signed(shown, 1)})  # signed with her own key instead of Bo's
    assert smuggled.status_code == 409
    assert "second-own" in smuggled.content.decode()
    assert not list((papers.folder / "motions" / name).glob("second-*"))


def test_a_changed_paper_is_refused_and_leaves_no_entry(as_member: SignedIn, papers: World) -> None:
    name = moved(as_member)
    ada = as_member("ada")
    (paper,) = signed(sheets(ada.get(f"/motions/{name}/sign/no").content), 1)
    before = journal.head()
    refused = ada.post("/motions/hand-in", {"paper": paper.replace("vote: no", "vote: abstain")})
    assert refused.status_code >= 400
    assert journal.head() == before
    assert not list((papers.folder / "motions" / name / "round-1").glob("*.ballot"))


def test_nobody_votes_twice(as_member: SignedIn, papers: World) -> None:
    name = moved(as_member)
    ada = as_member("ada")
    papers_of_no = signed(sheets(ada.get(f"/motions/{name}/sign/no").content), 1)
    vote(as_member, name, "ada", 1)
    assert "voted-already" in ada.get(f"/motions/{name}/sign/no").content.decode()
    refused = ada.post("/motions/hand-in", {"paper": papers_of_no})
    assert refused.status_code == 409
    assert len(list((papers.folder / "motions" / name / "round-1").glob("*.ballot"))) == 1


def test_one_seat_holds_in_one_go(as_member: SignedIn, papers: World) -> None:
    cy = as_member("cy")
    page = cy.post("/motions/hold", {"subject": "harbour-list", "text": "We hold it.\n"})
    assert list(sheets(page.content)) == ["motion", "round", "statement", "ballot"]
    name = hand_in(cy, page, 3).headers["Location"].split("/")[2]
    assert (papers.folder / "motions" / name / "round-1" / "statement.note").is_file()


def test_a_ballot_made_on_the_command_line_counts(
    as_member: SignedIn, papers: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser and `secondsource motion` work on the same papers."""
    name = moved(as_member)
    monkeypatch.setenv("LC_ALL", "C")
    assert main(["motion", "show", str(papers.folder), name, "--at", "2031-03-05T12:30:00Z"]) == 0
    page = as_member("bo").get(f"/motions/{name}/papers.zip")
    assert page.headers["Content-Type"] == "application/zip"
    assert b"log.key" not in page.content


def test_a_sheet_can_be_carried_away_and_signed_elsewhere(
    as_member: SignedIn, papers: World, clock: type[Clock]
) -> None:
    name = moved(as_member)
    bo = as_member("bo")
    shown = sheets(bo.get(f"/motions/{name}/sign/no").content)["ballot"]
    clock.present = NOON + timedelta(minutes=5)
    file = bo.get(f"/motions/{name}/sign/no?at=2031-03-05T12:00:00Z&sheet=ballot")
    assert file.content.decode() == shown
    assert "attachment" in file.headers["Content-Disposition"]
    assert papers.folder.is_dir()


def test_the_statement_is_published_witnessed_and_in_force(
    as_member: SignedIn, papers: World, clock: type[Clock]
) -> None:
    name = moved(as_member)
    for who, seat in (("ada", 1), ("bo", 2), ("cy", 3)):
        vote(as_member, name, who, seat)
    ada = as_member("ada")
    ada.post(f"/motions/{name}/together")
    assert name in ada.get("/log/").content.decode()
    refused = ada.post("/log/publish", {"motion": name, "passphrase": "eight loud boats at dusk"})
    assert refused.status_code == 403
    answer = ada.post("/log/publish", {"motion": name, "passphrase": PASSPHRASE}, follow=True)
    assert "entry 1 of the log" in answer.content.decode()
    for witness in ("quay", "lighthouse", "ferry"):
        request = ada.get(f"/log/request/{witness}").content
        assert request.startswith(b"old 1")
    clock.present = NOON + HOUR
    papers.witness(clock.present, "quay", "lighthouse")
    text = note.parse(papers.checkpoint()).text
    line = cosign_text(text, WITNESSES["ferry"], int(clock.present.timestamp())).line()
    answer = ada.post("/log/reply", {"reply": line}, follow=True)
    assert "Cosigned by: ferry" in answer.content.decode()
    assert "cooling off" in answer.content.decode()
    clock.present = NOON + 18 * HOUR
    assert "<strong>harbour-list</strong>: go" in ada.get("/log/").content.decode().replace("\n", "")
    assert (papers.site / "index.html").is_file()


URLS = ["/motions/", "/motions/new", "/motions/hold", "/log/", "/seat/"]


@pytest.mark.parametrize("url", URLS)
def test_a_page_works_for_a_member_and_sends_the_outsider_to_sign_in(
    url: str, as_member: SignedIn, papers: World
) -> None:
    assert as_member("bo").get(url).status_code == 200
    assert as_member("eve").get(url).status_code == 200
    assert Client().get(url).status_code == 302
    assert papers.folder.is_dir()


@pytest.mark.parametrize("url", ["/motions/", "/motions/hand-in", "/log/publish", "/log/reply", "/log/", "/seat/"])
def test_a_page_refuses_the_wrong_method(url: str, as_member: SignedIn, papers: World) -> None:
    client = as_member("bo")
    wrong = client.get if url in {"/motions/hand-in", "/log/publish", "/log/reply"} else client.delete
    assert wrong(url).status_code == 405
    assert papers.folder.is_dir()


def test_a_member_without_seat_or_case_sees_no_motion(as_member: SignedIn, papers: World, desk: Cast) -> None:
    """IDOR: what is not theirs looks as if it were not there."""
    name = moved(as_member)
    dee = as_member("dee")
    assert name not in dee.get("/motions/").content.decode()
    for url in (f"/motions/{name}/", f"/motions/{name}/papers.zip", f"/motions/{name}/sign/second"):
        theirs, nobodys = dee.get(url), dee.get(url.replace(name, "m-9999"))
        assert theirs.status_code == nobodys.status_code == 404
    ballot = signed(sheets(as_member("bo").get(f"/motions/{name}/sign/no").content), 2)
    refused = dee.post("/motions/hand-in", {"paper": ballot})
    assert refused.status_code == 404
    assert desk.dee
    assert papers.folder.is_dir()


def test_a_form_from_elsewhere_is_refused(desk: Cast, papers: World) -> None:
    """CSRF."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(MemberRow.objects.get(name="ada"), backend="allauth.account.auth_backends.AuthenticationBackend")
    for url in ("/motions/hand-in", "/log/publish", "/log/reply", "/motions/m-0001/together", "/motions/new"):
        assert client.post(url, {}).status_code == 403
    assert desk.ada
    assert papers.folder.is_dir()
