"""Every address of the desk, as every member, without naming one: a page that is added is asked the same questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import resolve
from hypothesis import HealthCheck, given, settings, strategies
from lxml import html
from pytest_django.plugin import DjangoDbBlocker
from tests.cast import Cast
from tests.desk.filling import full_desk
from tests.desk.signing_in import fresh
from tests.desk.team.crawling import Form, Walk, is_page, route, routes, walk

from secondsource.store.team import journal
from secondsource.store.team.models import MemberRow

pytestmark = pytest.mark.django_db
"""Each question in a savepoint of its own, inside the module's one filled desk."""
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
INSIDE = ("ada", "bo", "cy", "fay", "gus")
"""An editor who keeps the accounts, a vetter, a lawyer, a second and an observer of the same case."""
OPEN = {
    "account/login/": "the door itself",
    "account/signup/": "says that only an invitation opens an account",
    "join/<str:token>": "the invitation is the right to read it",
    "health": "for a supervisor on the same machine",
    "account/inactive/": "tells a suspended member so",
    "language/": "the door's own language",
    "account/password/reset/": "says whom to ask",
    "account/logout/": "nothing to leave",
}
"""What somebody without an account may reach, and why."""
NOT_LINKED = {
    "health": "for a supervisor, not for people",
    "join/<str:token>": "its address is handed over by hand",
    "account/signup/": "only an invitation opens an account; the address says so",
    "account/inactive/": "where a suspended member lands who signs in",
    "account/2fa/totp/activate/": "the cast has its apps already",
    "account/2fa/webauthn/login/": "asked for by the script of the sign-in page",
    "account/login/": "the door, where the walk begins inside",
    "account/2fa/authenticate/": "the second step of signing in, before which nobody is signed in",
    "account/reauthenticate/": "asked for in between when something needs fresh proof",
    "account/2fa/reauthenticate/": "the same with the second factor",
    "account/2fa/webauthn/reauthenticate/": "the same with a key",
    "account/password/reset/": "says whom to ask; no e-mail address is kept",
}
"""Addresses that no page links to, and why."""


LATER = {
    "case/<slug:case>/exhibit/<slug:key>/look",
    "case/<slug:case>/grades/<slug:statement>/digit",
    "case/<slug:case>/grades/<slug:statement>/letter",
    "case/<slug:case>/release/content/<slug:digest>/dossier.zip",
    "case/<slug:case>/release/content/<slug:digest>/export",
    "case/<slug:case>/release/content/<slug:digest>/hand-over",
    "case/<slug:case>/release/content/<slug:digest>/withdraw",
    "case/<slug:case>/release/draft/<slug:draft>/choose",
    "log/publish",
    "log/reply",
    "log/request/<slug:witness>",
    "motions/hand-in",
    "motions/hold",
    "motions/<slug:name>/",
    "motions/<slug:name>/papers.zip",
    "motions/<slug:name>/sign/<slug:act>",
    "motions/<slug:name>/together",
}
"""Addresses of later steps of the work, where the filled desk has not come to; their areas' own tests walk there.

The questions about methods, other members and outsiders are asked of a made-up address of each.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A full desk and what each of its people could reach."""

    cast: Cast
    walks: dict[str, Walk]

    def met(self) -> set[str]:
        """Return every address anybody met."""
        return set().union(*(found.addresses() for found in self.walks.values()))

    def addresses(self) -> list[str]:
        """Return every address anybody met, and one made up for each pattern that nobody did."""
        missing = routes() - {route(address) for address in self.met()}
        return sorted(self.met() | {self.made_up(pattern) for pattern in missing})

    def made_up(self, pattern: str) -> str:
        """Return an address of a pattern: in the cast's case, of something that is not there."""
        said = re.sub(r"<slug:case>", self.cast.case, pattern)
        return "/" + re.sub(r"<(?:slug|str):\w+>", "x", re.sub(r"<int:\w+>", "1", said))

    def of_the_case(self) -> list[str]:
        """Return the addresses that belong to the cast's case."""
        return [address for address in self.addresses() if self.cast.case in address]


def signed_in(name: str, *, checks: bool = False) -> Client:
    client = Client(enforce_csrf_checks=checks, raise_request_exception=False)
    client.force_login(MemberRow.objects.get(name=name), backend=BACKEND)
    fresh(client, MemberRow.objects.get(name=name))
    return client


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:  # noqa: ARG001
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()  # it lives as long as the module
        try:
            cast = full_desk()
            yield World(cast=cast, walks={name: walk(signed_in(name)) for name in (*INSIDE, "dee")})
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def test_every_address_is_reached(world: World) -> None:
    missing = routes() - {route(address) for address in world.met()} - set(NOT_LINKED) - LATER
    assert not missing, "no page leads here: link it, or put one of its kind into the area's filling.py"


@pytest.mark.parametrize("name", INSIDE)
def test_it_works(world: World, name: str) -> None:
    broken = {
        address: answer.status_code
        for address, answer in world.walks[name].pages.items()
        if answer.status_code not in {200, 301, 302, 405} and not (answer.status_code == 403 and name != "ada")
    }
    assert not broken


def test_it_refuses_the_wrong_method(world: World) -> None:
    client = signed_in("ada")
    asked = [address for address in world.addresses() if route(address) not in NOT_LINKED]
    allowing = {address: client.patch(address).status_code for address in asked}
    assert not {address: status for address, status in allowing.items() if status != 405}


def test_it_refuses_another_cases_member(world: World) -> None:
    client = signed_in("dee")
    told = {}
    for address in world.of_the_case():
        seen, changed = client.get(address).status_code, client.post(address, {"x": "y"}).status_code
        told[address] = {seen, changed} - {404, 405}
    assert not {address: statuses for address, statuses in told.items() if statuses}
    posts = [form for found in world.walks.values() for form in found.posts() if world.cast.case in form.action]
    assert {client.post(form.action, dict(form.fields)).status_code for form in posts} <= {404}


def test_another_cases_member_learns_nothing(world: World) -> None:
    for address, answer in world.walks["dee"].pages.items():
        if is_page(answer):
            assert world.cast.case not in answer.content.decode(), address  # type: ignore[attr-defined]


def test_it_sends_the_outsider_to_the_door(world: World) -> None:
    client = Client(raise_request_exception=False)
    open_to_all = {
        route(address)
        for address in world.addresses()
        for answer in (client.get(address), client.post(address))
        if not (answer.status_code == 302 and answer.headers["Location"].startswith("/account/login/"))
    }
    assert open_to_all <= set(OPEN)


@pytest.mark.parametrize("name", INSIDE)
def test_every_form_is_guarded_against_forgery(world: World, name: str) -> None:
    assert not [form for form in world.walks[name].posts() if not form.guarded]
    client = signed_in(name, checks=True)
    answers = {
        form.action: client.post(form.action, dict(form.fields)).status_code for form in world.walks[name].posts()
    }
    assert set(answers.values()) <= {403}, answers


def headers_of(answer: HttpResponseBase) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}


def test_every_answer_keeps_everything_in_the_house(world: World) -> None:
    for name, found in world.walks.items():
        for address, answer in found.pages.items():
            headers = headers_of(answer)
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy, (name, address)
            assert "unsafe" not in policy, (name, address)
            assert headers["referrer-policy"] == "same-origin", (name, address)
            assert headers["x-content-type-options"] == "nosniff", (name, address)
            assert headers["x-frame-options"] == "DENY", (name, address)
            assert "no-store" in headers["cache-control"], (name, address)
            assert headers["cross-origin-opener-policy"] == "same-origin", (name, address)


OUTSIDE = re.compile(rb"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE)
INLINE = re.compile(
    rb"""<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son[a-z]+\s*=\s*["']|\sstyle\s*=\s*["']|<style"""
)


def test_no_page_asks_anything_of_anybody_else_nor_carries_script_inline(world: World) -> None:
    for name, found in world.walks.items():
        for address, answer in found.pages.items():
            if is_page(answer):
                content: bytes = answer.content  # type: ignore[attr-defined]
                assert not OUTSIDE.search(content), (name, address)
                assert not INLINE.search(content), (name, address)


def test_an_observer_changes_nothing_of_the_case(world: World) -> None:
    client = signed_in("gus")
    posts = [form for found in world.walks.values() for form in found.posts() if world.cast.case in form.action]
    answers = {form.action: client.post(form.action, dict(form.fields)).status_code for form in posts}
    assert not {action: status for action, status in answers.items() if status not in {403, 404}}


def test_an_observer_learns_no_name(world: World) -> None:
    keys = (world.cast.ada, world.cast.bo, world.cast.cy)
    for address, answer in world.walks["gus"].pages.items():
        if is_page(answer):
            text = answer.content.decode()  # type: ignore[attr-defined]
            shown = " ".join(str(part) for part in html.document_fromstring(text).itertext())
            assert not re.search(r"\b(?:ada|bo|cy|fay)\b", shown, re.IGNORECASE), address
            assert not [key for key in keys if key in text], address


def test_every_page_says_what_it_is(world: World) -> None:
    for name, found in world.walks.items():
        for address, answer in found.pages.items():
            if is_page(answer) and answer.status_code == 200:
                text = answer.content.decode()  # type: ignore[attr-defined]
                assert text.count("<h1") == 1, (name, address)
                assert '<main id="main"' in text, (name, address)
                assert re.search(r'<html lang="(?:en|es)"', text), (name, address)


HOSTILE = (
    "\x00",
    "' OR 1=1; DROP TABLE team_member; --",
    "../../../../etc/passwd",
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "{{ 7|add:7 }}{% debug %}",
    "-1",
    "99999999999999999999999999",
    "9" * 5000,
    "1e309",
    "\u202e\u0000\ufeff\u2028",
    "x" * 70_000,
    "[]",
    '{"a": {"b": [1, null]}}',
    "\r\nSet-Cookie: x=1",
    "c-1",
)


EACH = 4
"""Words that each form is fed; more take minutes and find the same."""


def hostile_file(words: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(words[:200].replace("\x00", "") or "x", words.encode(), content_type="application/pdf")


def post(client: Client, form: Form, words: dict[str, str]) -> int:
    """Post a form with these words in its fields, and say what came back."""
    plain = dict(form.fields) | {name: said for name, said in words.items() if name not in form.files}
    if form.method == "get":
        return client.get(form.action, plain).status_code
    files = {name: hostile_file(said) for name, said in words.items() if name in form.files}
    return client.post(form.action, plain | files).status_code


def forms_of(world: World) -> list[Form]:
    return [form for form in world.walks["ada"].forms.values() if form.fields and form.action != "/account/logout/"]


def test_no_hostile_word_in_any_field_breaks_the_desk(world: World) -> None:
    client, broken = signed_in("ada"), set()
    for number, form in enumerate(forms_of(world)):
        names = sorted({name for name, _ in form.fields})
        with transaction.atomic():
            for turn in range(EACH):  # over all forms every word has its turn many times
                words = HOSTILE[(number + turn * EACH) % len(HOSTILE)]
                for changed in (dict.fromkeys(names, words), {names[turn % len(names)]: words}):
                    if post(client, form, changed) >= 500:
                        broken.add((form.action, tuple(changed), words[:40]))
            transaction.set_rollback(True)
    assert not broken


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=strategies.data())
def test_no_combination_of_words_breaks_the_desk(world: World, data: strategies.DataObject) -> None:
    form = data.draw(strategies.sampled_from(forms_of(world)))
    words = strategies.one_of(strategies.text(max_size=300), strategies.sampled_from(HOSTILE))
    drawn = {name: data.draw(words) for name, _ in form.fields}
    client = signed_in("ada")
    with transaction.atomic():
        status = post(client, form, {name: text.encode(errors="ignore").decode() for name, text in drawn.items()})
        transaction.set_rollback(True)
    assert status < 500


def test_no_hostile_question_breaks_a_page(world: World) -> None:
    client, broken = signed_in("ada"), set()
    for number, address in enumerate({route(address): address for address in world.walks["ada"].pages}.values()):
        path, _, query = address.partition("?")
        for turn, name in enumerate({*(pair.partition("=")[0] for pair in query.split("&")), "page", "before"} - {""}):
            words = HOSTILE[(number + turn) % len(HOSTILE)][:5000]
            if client.get(path, {name: words}).status_code >= 500:
                broken.add((path, name, words[:40]))
    assert not broken


PLAIN = {"page", "number", "act"}
"""Parts of an address that count or choose and name nothing of a case."""


def test_what_lies_in_one_case_is_not_found_nor_changed_in_another(world: World) -> None:
    client, before = signed_in("dee"), journal.head()
    for address in world.of_the_case():
        if set(resolve(address).kwargs) - {"case"} - PLAIN:
            moved = address.replace(world.cast.case, world.cast.other_case)
            assert client.get(moved).status_code in {404, 405}, address
            client.post(moved, {"x": "y"})
            assert journal.head() == before, address
