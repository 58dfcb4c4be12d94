"""From draft to dossier: nothing undecided is frozen, nothing changed goes out, nobody passes their own work."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from tests.cast import Cast
from tests.desk.letting_out.filling import RELEASE, drafted
from tests.worlds.desk import NOON, World

from secondsource.actions.deciding.desk import Desk
from secondsource.actions.desk.letting_out import attacking, feeding, freezing, holding, keeping, releasing
from secondsource.actions.desk.letting_out.freezing import Choosing
from secondsource.actions.shielding.registers import keep_register
from secondsource.core.release.letting_out.release import release_bytes
from secondsource.errors import AccessError, RuleError
from secondsource.publishing.exports.formats import Format
from secondsource.shielding.register.entry import Protected, Register
from secondsource.store.letting_out import changes, lookups
from secondsource.store.letting_out.models import FrozenRow, LookRow, ReleasedRow
from secondsource.store.team import journal
from secondsource.store.team.models import MemberRow
from secondsource.web.desk.release.freezing import FORMATS

SignedIn = Callable[[str], Client]
WORDS = "nine slow gulls at noon"
PEOPLE = Register(entries=(Protected(id="p-1", name="Imelda Quiroga Sand", phones=("+34 600 123 456",)),))
NAMED = replace(RELEASE, summary="Imelda Quiroga Sand copied the list.", title="what was known")


@pytest.fixture
def register(papers: World) -> Path:  # noqa: ARG001 - the papers set the desk's folder
    path = Path(settings.DESK) / "register"
    keep_register(path, PEOPLE, WORDS, new=True)
    return path


def freeze(desk: Cast, draft: str, register: Path) -> str:
    """Decide everything open, and freeze."""
    spans = freezing.look_through(
        actor=desk.ada, case=desk.case, draft=draft, register=register, passphrase=WORDS, now=NOON
    )
    chosen = {one.shown: Choosing(masked=False, reason="no person") for one in spans}
    if chosen:
        freezing.choose(actor=desk.ada, case=desk.case, draft=draft, chosen=chosen, now=NOON)
    return freezing.freeze(actor=desk.ada, case=desk.case, draft=draft, register=register, passphrase=WORDS, now=NOON)


def test_a_frozen_content_names_nobody_and_is_its_digest(desk: Cast, register: Path) -> None:
    draft = drafted(desk, NAMED)
    digest = freeze(desk, draft, register)
    held = lookups.frozen(desk.case, digest)
    assert hashlib.sha256(release_bytes(held.release)).hexdigest() == digest == hashlib.sha256(held.content).hexdigest()
    assert "Imelda" not in held.content.decode()
    assert "Quiroga" not in held.content.decode()
    assert held.release.summary.startswith("Person ")
    assert held.release.summary in held.lines


def test_nothing_is_frozen_while_a_word_is_open(desk: Cast, register: Path) -> None:
    draft = drafted(desk, replace(RELEASE, summary="Then Benigno Larrea and the others copied the list."))
    with pytest.raises(RuleError, match="undecided"):
        freezing.freeze(actor=desk.ada, case=desk.case, draft=draft, register=register, passphrase=WORDS, now=NOON)
    with pytest.raises(RuleError, match="reason"):
        freezing.choose(
            actor=desk.bo, case=desk.case, draft=draft, chosen={"Benigno Larrea": Choosing(masked=False)}, now=NOON
        )
    assert lookups.newest_frozen(desk.case) is None


def test_a_wrong_passphrase_opens_no_register(desk: Cast, register: Path) -> None:
    with pytest.raises(AccessError, match="register"):
        freezing.look_through(
            actor=desk.ada, case=desk.case, draft=drafted(desk), register=register, passphrase=WORDS[1:], now=NOON
        )


def test_a_change_after_freezing_invalidates_everything_bound_to_it(desk: Cast, register: Path, papers: World) -> None:
    draft = drafted(desk)
    digest = freeze(desk, draft, register)
    attacking.attack(actor=desk.bo, case=desk.case, digest=digest, register=register, passphrase=WORDS, now=NOON)
    freezing.look_over(actor=desk.bo, case=desk.case, digest=digest, now=NOON)
    where = Desk(papers.folder)
    before = feeding.fed_of(where, register=register, case=desk.case, digest=digest, now=NOON)
    assert (before.reviewed_sha256, before.bundle_sha256, before.attack_clear) == (digest, digest, True)
    with journal.entry(actor=desk.ada, verb="release.write", now=NOON, case=desk.case):
        version = lookups.draft(desk.case, draft).version
        changed = replace(RELEASE, summary="the list was copied twice.")
        changes.write_draft(case=desk.case, draft=draft, version=version, release=changed, exhibits=(), embargo=None)
    after = feeding.fed_of(where, register=register, case=desk.case, digest=digest, now=NOON)
    assert (after.reviewed_sha256, after.undecided_spans) == (None, None)
    with pytest.raises(RuleError, match="changed after"):
        releasing.let_out(where, actor=desk.cy, case=desk.case, digest=digest, register=register, now=NOON)
    second = freeze(desk, draft, register)
    assert second != digest
    fresh = feeding.fed_of(where, register=register, case=desk.case, digest=second, now=NOON)
    assert (fresh.attack_clear, fresh.redaction_checked_by, fresh.quorum) == (None, None, None)


def test_a_changed_register_makes_the_attack_and_the_redaction_stale(desk: Cast, register: Path, papers: World) -> None:
    digest = freeze(desk, drafted(desk), register)
    attacking.attack(actor=desk.bo, case=desk.case, digest=digest, register=register, passphrase=WORDS, now=NOON)
    keep_register(register, PEOPLE.with_entry(Protected(id="", name="Benigno Larrea")), WORDS)
    fed = feeding.fed_of(Desk(papers.folder), register=register, case=desk.case, digest=digest, now=NOON)
    assert (fed.attack_clear, fed.undecided_spans) == (None, None)


def test_a_leak_is_caught_by_the_attack(desk: Cast, register: Path, papers: World) -> None:
    """Somebody let a name stand as that of an official; the register has learnt since that he needs protection."""
    draft = drafted(desk, replace(RELEASE, summary="the list was copied by Benigno Larrea in the night."))
    digest = freeze(desk, draft, register)
    keep_register(register, PEOPLE.with_entry(Protected(id="", name="Benigno Larrea")), WORDS)
    assert attacking.attack(actor=desk.bo, case=desk.case, digest=digest, register=register, passphrase=WORDS, now=NOON)
    held = lookups.frozen(desk.case, digest)
    assert held.attack is not None
    assert held.attack.blocks
    assert all(leak["excerpt"] == "" for leak in held.attack.report["leaks"])
    fed = feeding.fed_of(Desk(papers.folder), register=register, case=desk.case, digest=digest, now=NOON)
    assert fed.attack_clear is False


def test_nobody_looks_over_their_own_redaction(desk: Cast, register: Path) -> None:
    draft = drafted(desk)
    freezing.choose(
        actor=desk.cy, case=desk.case, draft=draft, chosen={"list": Choosing(masked=False, reason="a thing")}, now=NOON
    )
    digest = freeze(desk, draft, register)
    for own in (desk.ada, desk.cy):
        with pytest.raises(RuleError, match="own work"):
            freezing.look_over(actor=own, case=desk.case, digest=digest, now=NOON)
    freezing.look_over(actor=desk.bo, case=desk.case, digest=digest, now=NOON)
    assert lookups.frozen(desk.case, digest).looked_over_by == desk.bo


def test_the_tables_themselves_refuse_own_work(desk: Cast, register: Path) -> None:
    digest = freeze(desk, drafted(desk), register)
    frozen = FrozenRow.objects.get(digest=digest)
    with pytest.raises(IntegrityError), transaction.atomic():
        LookRow.objects.create(frozen=frozen, author=desk.ada, frozen_by=desk.bo, member=desk.ada, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReleasedRow.objects.create(
            frozen=frozen,
            author=desk.ada,
            member=desk.ada,
            at=NOON,
            motion="m-1",
            entry=1,
            dossier_sha256="",
            dossier=b"",
        )


def test_a_shut_gate_lets_nothing_out_and_the_author_never(desk: Cast, register: Path, papers: World) -> None:
    digest = freeze(desk, drafted(desk), register)
    where = Desk(papers.folder)
    with pytest.raises(RuleError, match="own work"):
        releasing.let_out(where, actor=desk.ada, case=desk.case, digest=digest, register=register, now=NOON)
    with pytest.raises(RuleError, match="gate is shut"):
        releasing.let_out(where, actor=desk.cy, case=desk.case, digest=digest, register=register, now=NOON)
    assert lookups.released(desk.case) == ()


def test_a_hold_is_one_click_and_ends_by_whoever_held_or_by_two_others(
    desk: Cast, as_member: SignedIn, papers: World
) -> None:
    cy = as_member("cy")
    assert cy.post(f"/case/{desk.case}/hold").status_code == 302
    (hold,) = lookups.open_holds(desk.case)
    assert "holds everything of this case" in cy.get(f"/case/{desk.case}/release/").content.decode()
    holding.lift(actor=desk.ada, case=desk.case, number=hold.number, reason="settled", now=NOON)
    assert lookups.open_holds(desk.case)
    holding.lift(actor=desk.ada, case=desk.case, number=hold.number, reason="again", now=NOON)
    assert lookups.open_holds(desk.case)  # one voice, said twice
    holding.lift(actor=desk.bo, case=desk.case, number=hold.number, reason="settled", now=NOON)
    assert not lookups.open_holds(desk.case)
    assert papers.folder.is_dir()


def test_the_motions_text_names_the_content_the_dossier_and_the_journal(desk: Cast, register: Path) -> None:
    digest = freeze(desk, drafted(desk), register)
    text = releasing.motion_text(member=desk.bo, case=desk.case, digest=digest)
    content, dossier = feeding.bound_lines(lookups.frozen(desk.case, digest))
    assert content == f"content-sha256: {digest}"
    assert {content, dossier} <= set(text.splitlines())
    assert journal.head()[1] in text
    assert RELEASE.title not in text


def test_two_writers_cannot_overwrite_each_other_unseen(desk: Cast) -> None:
    draft = drafted(desk)
    with journal.entry(actor=desk.ada, verb="x.y", now=NOON, case=desk.case):
        changes.write_draft(case=desk.case, draft=draft, version=1, release=RELEASE, exhibits=(), embargo=None)
    with (
        pytest.raises(RuleError, match="changed this draft"),
        journal.entry(actor=desk.ada, verb="x.y", now=NOON, case=desk.case),
    ):
        changes.write_draft(case=desk.case, draft=draft, version=1, release=RELEASE, exhibits=(), embargo=None)


def pages(case: str, draft: str, digest: str) -> list[tuple[str, str]]:
    """Return every page of a release with its method."""
    to_draft, to_content = f"/case/{case}/release/draft/{draft}/", f"/case/{case}/release/content/{digest}/"
    gets = ["", "words"]
    posts = ["choose", "freeze"]
    return [
        ("get", f"/case/{case}/release/"),
        ("post", f"/case/{case}/release/begin"),
        *(("get", to_draft + one) for one in gets),
        *(("post", to_draft + one) for one in posts),
        *(("get", to_content + one) for one in ("", "decide")),
        *(("post", to_content + one) for one in ("attack", "look-over", "let-out", "export", "hand-over")),
        ("post", f"/case/{case}/hold"),
        ("post", f"/case/{case}/hold/1/lift"),
    ]


def test_every_page_answers_its_own_members_only(
    desk: Cast, register: Path, as_member: SignedIn, client: Client
) -> None:
    """Works; wrong method; another case's member (IDOR); outsider; and a form from elsewhere (CSRF)."""
    draft = drafted(desk)
    digest = freeze(desk, draft, register)
    bo, dee = as_member("bo"), as_member("dee")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(MemberRow.objects.get(name="bo"), backend="allauth.account.auth_backends.AuthenticationBackend")
    head = journal.head()
    for method, url in pages(desk.case, draft, digest):
        assert getattr(dee, method)(url).status_code == 404, url
        assert getattr(client, method)(url).status_code == 302, url
        assert bo.delete(url).status_code == 405, url
        if method == "post":
            assert strict.post(url).status_code == 403, url
            assert bo.get(url).status_code == 405, url
        else:
            assert bo.get(url).status_code == 200, url
        mixed = url.replace(desk.case, desk.other_case)
        assert getattr(dee, method)(mixed).status_code in {200, 302, 404, 409, 422}, url
        if "draft/" in url or "content/" in url:
            assert getattr(dee, method)(mixed).status_code == 404, url
    changed = [entry.verb for entry in journal.entries(case=desk.case, after=head[0])]
    assert changed == []


def test_an_embargo_and_an_author_stand_in_the_draft_page(desk: Cast, as_member: SignedIn, papers: World) -> None:
    draft = drafted(desk)
    url = f"/case/{desk.case}/release/draft/{draft}/"
    given = {
        "version": "1", "title": "what the list says", "summary": "the list was copied.", "language": "en",
        "day": "2031-03-09", "embargo": "2031-03-10", "checked": "one\ntwo", "unchecked": "three",
        "corrections": "write to us", "keep-claim-1": "on", "text-claim-1": "the list was copied.",
        "found-claim-1": "two origins say so.",
    }  # fmt: skip
    refused = as_member("bo").post(url, given)
    assert refused.status_code == 409
    assert "author-only" in refused.content.decode()
    assert as_member("ada").post(url, given).status_code == 302
    held = lookups.draft(desk.case, draft)
    assert held.release.checked == ("one", "two")
    assert held.embargo is not None
    assert as_member("ada").post(url, given).status_code == 409  # the form of before
    assert papers.folder.is_dir()


def test_nothing_but_release_and_readmes_is_in_what_is_attacked(desk: Cast, register: Path) -> None:
    digest = freeze(desk, drafted(desk), register)
    files = keeping.contents_of(lookups.frozen(desk.case, digest))
    assert set(files) == {"release.json", "README.en.md", "README.es.md"}
    assert hashlib.sha256(files["release.json"]).hexdigest() == digest


def test_the_page_names_every_format_there_is() -> None:
    assert set(FORMATS) == {one.value for one in Format}
