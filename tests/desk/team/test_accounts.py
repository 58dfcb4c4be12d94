from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client
from tests.cast import MORNING, PASSWORD, SECRET, Cast

from secondsource.actions.desk.team import invitations, members
from secondsource.errors import AccessError, RuleError
from secondsource.store.team import journal, lookups
from secondsource.store.team.models import InvitationRow, MemberRow
from secondsource.store.team.values import Standing
from secondsource.web.desk.base.asking import now
from secondsource.web.desk.team import limits

SignedIn = Callable[[str], Client]
UNUSABLE = "!"
NEW = "salt lamp quiet orbit"


def code(ahead: int = 0) -> str:
    counter = next(yield_hotp_counters_from_time()) + ahead
    return str(format_hotp_value(hotp_value(SECRET, counter)))


def sign_in(client: Client, name: str, password: str = PASSWORD) -> str:
    return client.post("/account/login/", {"login": name, "password": password}).headers.get("Location", "")


@pytest.mark.django_db
def test_the_first_invitation_is_made_once() -> None:
    token = invitations.first_invitation(now=now())
    assert token
    assert invitations.first_invitation(now=now()) is None
    assert token not in json.dumps(list(InvitationRow.objects.values("digest", "key")))


@pytest.mark.django_db
def test_whoever_uses_the_first_invitation_keeps_the_accounts(client: Client) -> None:
    token = invitations.first_invitation(now=now())
    answer = client.post(f"/join/{token}", {"name": "Nell", "password": NEW, "again": NEW})
    assert answer.headers["Location"] == "/account/login/"
    nell = lookups.members()[0]
    assert (nell.name, nell.keeper, nell.standing) == ("Nell", True, Standing.ACTIVE)


def test_an_invitation_works_once_and_for_a_time(desk: Cast, client: Client) -> None:
    token, made = invitations.invite(actor=desk.ada, now=MORNING)
    assert client.get(f"/join/{token}").status_code == 404  # it has long ended
    token, _ = invitations.invite(actor=desk.ada, now=now())
    joined = invitations.join(token=token, name="Ida", password_hash=UNUSABLE, now=now())
    assert joined.standing is Standing.DORMANT
    with pytest.raises(AccessError, match="does not hold"):
        invitations.join(token=token, name="Ivo", password_hash=UNUSABLE, now=now())
    assert made.ends_at - made.made_at == timedelta(days=3)


def test_two_cannot_have_one_name_nor_names_that_differ_in_case(desk: Cast) -> None:
    token, _ = invitations.invite(actor=desk.ada, now=now())
    with pytest.raises(RuleError, match="taken"):
        invitations.join(token=token, name="Bo", password_hash=UNUSABLE, now=now())
    invitations.join(token=token, name="Ida", password_hash=UNUSABLE, now=now())  # the refused try did not use it up


@pytest.mark.parametrize(
    ("name", "password", "again"),
    [("Ida", "short", "short"), ("Ida", NEW, NEW + "x"), ("", NEW, NEW), ("Ida", "password1234", "password1234")],
)
def test_a_weak_or_mistyped_password_is_refused(
    desk: Cast, client: Client, name: str, password: str, again: str
) -> None:
    token, _ = invitations.invite(actor=desk.ada, now=now())
    answer = client.post(f"/join/{token}", {"name": name, "password": password, "again": again})
    assert answer.status_code == 422


def test_passwords_are_kept_as_argon2id(desk: Cast) -> None:
    assert MemberRow.objects.get(key=desk.ada).password.startswith("argon2$argon2id$")


def test_signing_in_takes_the_password_and_the_second_factor(desk: Cast, client: Client) -> None:
    assert sign_in(client, "ada") == "/account/2fa/authenticate/"
    assert client.get("/").headers["Location"].startswith("/account/login/")  # the password alone opens nothing
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/account/2fa/authenticate/", {"code": code()}).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert journal.entries_by(desk.ada)[-1].verb == "member.sign-in"


def test_a_suspended_member_is_out_with_the_next_page_and_cannot_come_in(desk: Cast, as_member: SignedIn) -> None:
    bo = as_member("bo")
    assert bo.get("/").status_code == 200
    members.suspend(actor=desk.ada, member=desk.bo, now=now())
    assert bo.get("/").headers["Location"].startswith("/account/login/")
    assert sign_in(Client(), "bo") == "/account/inactive/"


def test_without_a_second_factor_only_the_own_account_opens(desk: Cast, as_member: SignedIn) -> None:
    Authenticator.objects.filter(user__key=desk.bo).delete()
    bo = as_member("bo")
    for address in ("/", f"/case/{desk.case}/", "/case/new"):
        assert bo.get(address).headers["Location"] == "/account/2fa/"
    assert bo.get("/account/").status_code == 200
    assert bo.get("/account/2fa/").status_code == 200


def test_a_desk_may_leave_the_second_factor_to_its_members(
    desk: Cast, as_member: SignedIn, settings: LazySettings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    Authenticator.objects.filter(user__key=desk.bo).delete()
    assert as_member("bo").get("/").status_code == 200


def test_the_apps_secret_is_kept_encrypted(desk: Cast) -> None:
    kept = Authenticator.objects.get(user__key=desk.ada, type="totp").data
    assert SECRET not in json.dumps(kept)


def test_failed_sign_ins_are_limited_by_account_and_from_wherever(desk: Cast) -> None:
    for number in range(5):
        Client(REMOTE_ADDR=f"10.0.0.{number}").post("/account/login/", {"login": "ada", "password": "wrong"})
    told = Client(REMOTE_ADDR="10.9.9.9").post("/account/login/", {"login": "ada", "password": PASSWORD})
    assert "Too many failed" in told.content.decode()
    assert sign_in(Client(), "bo") == "/account/2fa/authenticate/"  # nobody else is kept out
    assert desk.ada


def test_guessing_the_second_factor_is_limited_too(desk: Cast, client: Client) -> None:
    sign_in(client, "ada")
    told = [client.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode() for _ in range(6)]
    assert "Too many failed" in told[-1]
    client.post("/account/2fa/authenticate/", {"code": code()})
    assert client.get("/").status_code == 302
    assert desk.ada


def test_an_idle_session_ends_and_so_does_an_old_one(desk: Cast, as_member: SignedIn) -> None:
    for name, behind in ((limits.SEEN, 31 * 60), (limits.BEGAN, 8 * 3600 + 1)):
        bo = as_member("bo")
        bo.get("/")
        session = bo.session
        session[name] -= behind
        session.save()
        assert bo.get("/").headers["Location"].startswith("/account/login/")
    assert desk.bo


def test_sessions_are_listed_and_the_others_ended_and_no_address_is_kept(desk: Cast) -> None:
    here, there = Client(), Client(HTTP_USER_AGENT="Telltale/1.0", REMOTE_ADDR="198.51.100.7")
    for ahead, client in enumerate((here, there)):  # a code opens once, so the second takes the next
        sign_in(client, "ada")
        assert client.post("/account/2fa/authenticate/", {"code": code(ahead)}).status_code == 302
    kept = list(UserSession.objects.values("ip", "user_agent"))
    assert kept == [{"ip": "0.0.0.0", "user_agent": ""}] * 2  # noqa: S104 - stands for nobody's address
    assert here.get("/account/sessions/").content.decode().count("another") == 1
    here.post("/account/sessions/")
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert desk.ada


def test_a_way_back_gives_a_new_password_forgets_the_factors_and_needs_a_new_seat(
    desk: Cast, as_member: SignedIn
) -> None:
    bo = as_member("bo")
    token, _ = invitations.invite(actor=desk.ada, member=desk.bo, now=now())
    assert Client().post(f"/join/{token}", {"password": NEW, "again": NEW}).status_code == 302
    assert bo.get("/").status_code == 302  # the old sessions ended
    assert sign_in(Client(), "bo") == ""  # the old password no longer opens
    assert sign_in(Client(), "bo", NEW) == "/"
    assert lookups.member(desk.bo).standing is Standing.DORMANT


def test_a_dormant_member_reaches_no_case(desk: Cast, as_member: SignedIn) -> None:
    MemberRow.objects.filter(key=desk.bo).update(standing="dormant")
    assert as_member("bo").get(f"/case/{desk.case}/").status_code == 403


def test_seats_come_from_the_policy_and_nobody_seats_themselves(desk: Cast) -> None:
    seats = frozenset({"seat-1"})
    with pytest.raises(RuleError, match="no seat of this name"):
        members.seat(actor=desk.ada, member=desk.bo, seat="seat-2", seats=seats, now=now())
    with pytest.raises(RuleError, match="their own"):
        members.seat(actor=desk.ada, member=desk.ada, seat="seat-1", seats=seats, now=now())
    members.seat(actor=desk.ada, member=desk.bo, seat="seat-1", seats=seats, now=now())
    with pytest.raises(RuleError, match="has this seat"):
        members.seat(actor=desk.ada, member=desk.cy, seat="seat-1", seats=seats, now=now())
    with pytest.raises(AccessError, match="keeper"):
        members.seat(actor=desk.bo, member=desk.cy, seat="", seats=seats, now=now())


def test_the_desk_always_has_a_keeper(desk: Cast) -> None:
    members.keep_accounts(actor=desk.ada, member=desk.bo, keeper=True, now=now())
    members.suspend(actor=desk.ada, member=desk.bo, now=now())
    members.seat(actor=desk.ada, member=desk.bo, seat="", seats=None, now=now())
    members.part(actor=desk.bo, member=desk.ada, now=now())
    with pytest.raises(RuleError, match="their own"):
        members.part(actor=desk.bo, member=desk.bo, now=now())


def test_a_member_takes_their_own_data_along(desk: Cast, as_member: SignedIn) -> None:
    plain = json.loads(as_member("bo").get("/account/data").content)
    assert plain["member"]["name"] == "bo"
    assert plain["cases"] == [{"case": desk.case, "title": "Harbour list", "role": "vetter"}]
    assert "ada" not in json.dumps(plain)


def test_the_chosen_language_stays_with_the_account(desk: Cast, as_member: SignedIn) -> None:
    as_member("bo").post("/language/", {"language": "es", "next": "/"})
    assert '<html lang="es">' in as_member("bo").get("/").content.decode()
    assert lookups.member(desk.bo).ui_language == "es"


@pytest.mark.django_db
@pytest.mark.parametrize("onward", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_changing_the_language_leads_nowhere_else(client: Client, onward: str) -> None:
    assert client.post("/language/", {"language": "es", "next": onward}).headers["Location"] == "/"


def test_signing_out_ends_the_session_on_the_server(desk: Cast, as_member: SignedIn) -> None:
    bo = as_member("bo")
    bo.post("/account/logout/")
    assert Session.objects.count() == 0
    assert desk.bo
