"""The journal's first head, and triggers that refuse to change or delete an entry, in SQLite and PostgreSQL."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    f"CREATE TRIGGER team_journal_no_{verb} BEFORE {verb} ON team_journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is written once'); END"
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    "CREATE FUNCTION team_journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal is written once'; END $$",
    "CREATE TRIGGER team_journal_no_change BEFORE UPDATE OR DELETE ON team_journal "
    "FOR EACH ROW EXECUTE FUNCTION team_journal_refuse()",
    "CREATE TRIGGER team_journal_no_truncate BEFORE TRUNCATE ON team_journal "
    "FOR EACH STATEMENT EXECUTE FUNCTION team_journal_refuse()",
]


def guard(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Create the triggers of this database's kind."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def begin(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Write the head row that every append locks."""
    apps.get_model("team", "JournalHeadRow").objects.create(id=1, number=0, digest="0" * 64)


class Migration(migrations.Migration):
    """Makes the journal append-only in the database itself."""

    dependencies = [("team", "0001_initial")]
    operations = [
        migrations.RunPython(begin, migrations.RunPython.noop),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
