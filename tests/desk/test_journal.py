from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import MORNING, Cast

from secondsource.errors import IntegrityError, RuleError
from secondsource.store.team import journal
from secondsource.store.team.models import JournalRow


def test_what_was_done_at_a_desk_holds_together(desk: Cast) -> None:
    assert journal.check() == 5
    assert [entry.verb for entry in journal.entries(case=desk.case)] == ["case.let-know", "case.let-know"]


def test_an_act_that_fails_leaves_neither_change_nor_entry(desk: Cast) -> None:
    before = journal.head()
    with pytest.raises(RuleError), journal.entry(actor=desk.ada, verb="x.y", now=MORNING):
        raise RuleError("no", "No.")
    assert journal.head() == before


@pytest.mark.parametrize("statement", ["UPDATE team_journal SET verb = 'x'", "DELETE FROM team_journal"])
def test_the_database_itself_refuses_to_change_the_journal(desk: Cast, statement: str) -> None:
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert journal.check() == 5
    assert desk.ada


def test_a_changed_entry_is_found(desk: Cast) -> None:
    with connection.cursor() as cursor:  # what somebody with the file in hand could do
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER team_journal_no_UPDATE")
        else:
            cursor.execute("ALTER TABLE team_journal DISABLE TRIGGER team_journal_no_change")
    JournalRow.objects.filter(number=2).update(actor=desk.eve)
    with pytest.raises(IntegrityError, match="entry 2"):
        journal.check()


def test_a_cut_tail_is_found(desk: Cast) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER team_journal_no_DELETE")
        else:
            cursor.execute("ALTER TABLE team_journal DISABLE TRIGGER team_journal_no_change")
    JournalRow.objects.filter(number=5).delete()
    with pytest.raises(IntegrityError):
        journal.check()
    assert desk.ada


def test_an_act_inside_another_is_refused(desk: Cast) -> None:
    with (
        pytest.raises(RuntimeError, match=r"x\.inner inside another act"),
        journal.entry(actor=desk.ada, verb="x.outer", now=MORNING),
        journal.entry(actor=desk.ada, verb="x.inner", now=MORNING),
    ):
        pass
    assert journal.check() >= 5
