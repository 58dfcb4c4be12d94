"""The only floor with SQL: Django apps that keep rows and hand out frozen values.

SQLite (WAL, immediate transactions) with no set-up, PostgreSQL by one setting. Nothing above imports a row: queries
return values, changes happen inside `store.team.journal.entry`, which is one transaction and one journal entry.
"""
