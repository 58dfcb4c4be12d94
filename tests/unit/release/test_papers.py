"""Policies, statements and papers: one meaning has one text, and what breaks a rule is refused."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds.voters import DAY, HOUR, NOW, POLICY, SUBJECT, held_round, later, motion, raw, said, signed

from secondsource.core.release import lines
from secondsource.core.release.lines import PaperError
from secondsource.core.release.papers import (
    Ballot,
    Declaration,
    DeclarationKind,
    Vote,
    parse_paper,
    text_digest,
)
from secondsource.core.release.policy import Action, Seat, Thresholds, check_next
from secondsource.core.release.statement import Statement
from secondsource.errors import InputError, IntegrityError
from secondsource.trust.statements import seats_file
from secondsource.trust.tlog import note

TEXT = said().text()
SEATS_FILE = seats_file.text(POLICY).encode()

ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,63}", fullmatch=True)
moments = st.integers(0, 10**9).map(lambda seconds: NOW + timedelta(seconds=seconds))
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)


@given(
    ids,
    ids.filter(lambda subject: subject != "seats"),
    st.integers(1, 10**6),
    st.integers(1, 99),
    st.none() | st.integers(0, 10**9),
    moments,
    digests,
)
def test_a_statement_reads_back(
    motion_id: str, subject: str, policy: int, number: int, supersedes: int | None, issued: Any, digest: str
) -> None:
    made = said(
        motion=motion_id,
        subject=subject,
        policy=policy,
        round=number,
        supersedes=supersedes,
        issued=issued,
        expires=issued + DAY,
        text_sha256=digest,
    )
    assert Statement.parse(made.text()) == made


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_any_text_is_a_statement_or_a_refusal(text: str) -> None:
    for changed in (text, TEXT.replace("harbour-list", text), TEXT + text):
        try:
            assert Statement.parse(changed).text() == changed
        except PaperError:
            continue


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param("harbour\u202elist", id="bidirectional override"),
        pytest.param("harbour\u2066list", id="bidirectional isolate"),
        pytest.param("h\u0430rbour-list", id="Cyrillic look-alike"),
        pytest.param("harbour\u200blist", id="zero-width space"),
        pytest.param("harbour\u00adlist", id="soft hyphen"),
        pytest.param("harbour\u2010list", id="another hyphen"),
        pytest.param("ｈarbour-list", id="full-width letter"),
        pytest.param("harbo\u0075\u0301r", id="accent apart"),
        pytest.param("Harbour-list", id="capital"),
        pytest.param("harbour list", id="space"),
        pytest.param("harbour-list ", id="padding"),
        pytest.param("", id="nothing"),
        pytest.param("x" * 65, id="too long"),
        pytest.param("-list", id="hyphen first"),
    ],
)
def test_no_subject_hides_or_imitates(subject: str) -> None:
    with pytest.raises(IntegrityError):
        said(subject=subject).text()
    with pytest.raises(IntegrityError):
        Statement.parse(TEXT.replace(SUBJECT, subject))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("policy: 1\n", "policy: 01\n"),
        ("policy: 1\n", "policy: -1\n"),
        ("policy: 1\n", ""),
        ("policy: 1\n", "policy: 1\npolicy: 1\n"),
        ("policy: 1\nmotion: m-0002\n", "motion: m-0002\npolicy: 1\n"),
        ("policy: 1", "Policy: 1"),
        ("policy: 1", "policy:1"),
        ("policy: 1\n", "policy: 1\r\n"),
        ("round: 1", "round: 0"),
        ("round: 1", "round: 100"),
        ("action: go", "action: Go"),
        ("action: go", "action: membership"),
        ("subject: harbour-list", "subject: seats"),
        ("issued: 2031-03-05", "issued: 2031-02-30"),
        ("T18:00:00Z", "T18:00:00+00:00"),
        ("expires: 2031-03-12", "expires: 2031-03-05"),
        ("expires: 2031-03-12T18:00:00Z", "expires: never"),
        ("expires: 2031", "expires: 2033"),
        ("text-sha256: 1", "text-sha256: A"),
        ("statement v1", "statement v2"),
        ("desk.example/log", "desk.example"),
        ("desk.example/log\n", "desk.example/log\n\n"),
        ("desk.example/log", "Desk.example/log"),
        ("supersedes: none", "supersedes: None"),
    ],
)
def test_a_statement_that_deviates_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(IntegrityError):
        Statement.parse(TEXT.replace(old, new, 1))


def test_a_statement_of_ten_megabytes_is_refused_at_once() -> None:
    huge = b"x" * 10_000_000
    with pytest.raises(IntegrityError):
        Statement.parse(TEXT + huge.decode())
    with pytest.raises(note.NoteError):
        note.parse(signed(said(), 1, 2, 3).replace(b"harbour-list", huge))
    with pytest.raises(InputError):
        seats_file.parse(SEATS_FILE + huge)


def test_a_hold_lasts_three_days_at_most() -> None:
    assert said(Action.HOLD, expires=NOW + 72 * HOUR).text()
    with pytest.raises(IntegrityError):
        said(Action.HOLD, expires=NOW + 72 * HOUR + timedelta(seconds=1))


def test_only_a_membership_comes_before_the_first_policy() -> None:
    with pytest.raises(IntegrityError):
        said(policy=0)


def test_a_seats_file_reads_back() -> None:
    assert seats_file.parse(SEATS_FILE) == POLICY
    assert len(seats_file.fingerprint(SEATS_FILE)) == 64


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"secondsource seats v1", b"secondsource seats v2"),
        (b"version 1\n", b"version 01\n"),
        (b"version 1\n", b""),
        (b"log-policy 0", b"log-policy g"),
        (b"threshold hold 1\n", b""),
        (b"threshold hold 1\nthreshold cancel 3\n", b"threshold cancel 3\nthreshold hold 1\n"),
        (b"threshold go 3", b"threshold go 2"),
        (b"threshold release 3", b"threshold release 2"),
        (b"threshold membership 3", b"threshold membership 2"),
        (b"threshold go 3", b"threshold go 6"),
        (b"threshold cancel 3", b"threshold cancel 2"),
        (b"threshold hold 1", b"threshold hold 0"),
        (b"threshold hold 1", b"threshold hold 4"),
        (b"hold-lasts 48h", b"hold-lasts 73h"),
        (b"hold-lasts 48h", b"hold-lasts 2d"),
        (b"cooling-off 12h", b"cooling-off 0h"),
        (b"cooling-off 12h\n", b"cooling-off 12h"),
        (b"cooling-off 12h\n", b"cooling-off 12h\n# a comment\n"),
        (b"seat seat-1 ", b"seat seat-2 "),
        (b"seat seat-1 desk.example/seat-1", b"seat seat-1  desk.example/seat-1"),
        (b"desk.example/log", b"other.example/log"),
    ],
)
def test_a_seats_file_that_deviates_is_refused(old: bytes, new: bytes) -> None:
    assert old in SEATS_FILE
    with pytest.raises((InputError, IntegrityError)):
        seats_file.parse(SEATS_FILE.replace(old, new, 1))


def test_one_key_twice_under_two_names_is_no_policy() -> None:
    twin = Seat(name="seat-9", key=raw(1))
    with pytest.raises(InputError) as refused:
        replace(POLICY, seats=(*POLICY.seats[:4], twin))
    assert "seat-1 and seat-9 have one key" in refused.value.sentence
    key = note.VerifierKey(name="desk.example/seat-5", kind=note.ED25519, key=raw(1))
    fifth = seats_file.seat_key(POLICY, POLICY.seats[4]).encode().encode()
    with pytest.raises(InputError):
        seats_file.parse(SEATS_FILE.replace(fifth, key.encode().encode()))


def test_only_distinct_keys_of_the_policy_reach_a_threshold() -> None:
    assert POLICY.reached(Action.GO, [raw(1), raw(2), raw(3)])
    assert not POLICY.reached(Action.GO, [raw(1), raw(2), raw(2)])
    assert not POLICY.reached(Action.GO, [raw(1), raw(2), raw(6)])


@pytest.mark.parametrize("count", [2, 17])
def test_a_desk_has_three_to_sixteen_seats(count: int) -> None:
    many = tuple(Seat(name=f"seat-{n}", key=bytes([n]) * 32) for n in range(count))
    with pytest.raises(InputError):
        replace(POLICY, seats=many, thresholds=Thresholds(hold=1, cancel=9, go=9, release=9, membership=9))


def test_two_quorums_always_share_a_seat() -> None:
    """A go, release or membership of two groups without a common seat must be impossible, whatever the policy."""
    for count, threshold in itertools.product(range(3, 9), range(1, 9)):
        many = tuple(Seat(name=f"seat-{n}", key=bytes([n]) * 32) for n in range(count))
        try:
            replace(
                POLICY,
                seats=many,
                thresholds=Thresholds(hold=1, cancel=count, go=threshold, release=threshold, membership=threshold),
            )
        except InputError:
            continue
        assert 2 * threshold > count


def test_versions_follow_one_another() -> None:
    check_next(None, POLICY)
    check_next(POLICY, later())
    for old, new in ((None, later()), (POLICY, POLICY), (later(), POLICY)):
        with pytest.raises(InputError):
            check_next(old, new)
    with pytest.raises(InputError):
        check_next(POLICY, later(log_origin="other.example/log"))


MOVED = motion()
DECLARED = Declaration(
    log_origin=MOVED.log_origin,
    kind=DeclarationKind.SECOND,
    motion=MOVED.motion,
    motion_sha256=text_digest(MOVED.text()),
    given=NOW,
)
CAST = Ballot(
    log_origin=MOVED.log_origin,
    motion=MOVED.motion,
    round=1,
    policy=1,
    text_sha256="1" * 64,
    statement_sha256="2" * 64,
    vote=Vote.YES,
    cast=NOW,
    signature="AAAA",
)


@pytest.mark.parametrize(
    "paper",
    [MOVED, DECLARED, replace(DECLARED, kind=DeclarationKind.RECUSAL), held_round(MOVED), CAST]
    + [replace(CAST, vote=vote, signature=None) for vote in (Vote.NO, Vote.ABSTAIN)],
    ids=lambda paper: type(paper).__name__,
)
def test_a_paper_reads_back_and_no_line_of_it_can_go(paper: Any) -> None:
    text = paper.text()
    assert parse_paper(text) == paper
    parts = text.splitlines(keepends=True)
    for place in range(len(parts)):
        with pytest.raises(IntegrityError):
            parse_paper("".join(parts[:place] + parts[place + 1 :]))


def test_a_yes_carries_its_signature_and_nothing_else_does() -> None:
    for vote, signature in ((Vote.YES, None), (Vote.NO, "AAAA"), (Vote.ABSTAIN, "AAAA")):
        with pytest.raises(IntegrityError):
            replace(CAST, vote=vote, signature=signature)


def test_half_a_second_cannot_be_written() -> None:
    with pytest.raises(IntegrityError):
        lines.write_time(NOW + timedelta(microseconds=1))
    with pytest.raises(IntegrityError):
        lines.write_time(NOW.replace(tzinfo=None))


@pytest.mark.parametrize("text", ["a\u202eb", "a\u200bb", "e\u0301", "\ufeffa", " \n", "a\rb", "a\u2028b"])
def test_a_full_text_that_hides_something_is_refused(text: str) -> None:
    with pytest.raises(IntegrityError):
        lines.prose(text.encode())


def test_a_full_text_in_either_language_is_fine() -> None:
    assert lines.prose("¿Quién lo dijo? – “Nadie”.\n\tÉl.\n".encode())
    with pytest.raises(IntegrityError):
        lines.prose(b"\xff")
