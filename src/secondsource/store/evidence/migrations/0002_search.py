"""The full-text index over the folded words, kept by the database itself, in SQLite and PostgreSQL.

SQLite: an FTS5 table over `evidence_search` (external content, https://www.sqlite.org/fts5.html#external_content_tables)
with the three triggers that its manual gives. The case's key is a column of the index, so that a search is held to its
case inside the index. PostgreSQL: a GIN index over `to_tsvector('simple', words)`; the words are folded before they
are stored, so both find `Peña` by `pena`.
"""

import sqlite3

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    "CREATE VIRTUAL TABLE evidence_words USING fts5(words, case_key, content='evidence_search', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER evidence_words_insert AFTER INSERT ON evidence_search BEGIN "
    "INSERT INTO evidence_words(rowid, words, case_key) VALUES (new.id, new.words, new.case_key); END",
    "CREATE TRIGGER evidence_words_delete AFTER DELETE ON evidence_search BEGIN "
    "INSERT INTO evidence_words(evidence_words, rowid, words, case_key) "
    "VALUES ('delete', old.id, old.words, old.case_key); END",
    "CREATE TRIGGER evidence_words_update AFTER UPDATE ON evidence_search BEGIN "
    "INSERT INTO evidence_words(evidence_words, rowid, words, case_key) "
    "VALUES ('delete', old.id, old.words, old.case_key); "
    "INSERT INTO evidence_words(rowid, words, case_key) VALUES (new.id, new.words, new.case_key); END",
]
SECURE_DELETE = "INSERT INTO evidence_words(evidence_words, rank) VALUES ('secure-delete', 1)"
"""What is deleted must not be found again in the index's own pages; SQLite has this from 3.42."""
POSTGRESQL = ["CREATE INDEX evidence_words ON evidence_search USING gin (to_tsvector('simple', words))"]


def index(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Create the index of this database's kind."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)
    if editor.connection.vendor == "sqlite" and sqlite3.sqlite_version_info >= (3, 42):
        editor.execute(SECURE_DELETE)


class Migration(migrations.Migration):
    """Makes the words searchable."""

    dependencies = [("evidence", "0001_initial")]
    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
