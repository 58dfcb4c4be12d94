"""Verifying offline: whether an announcement is the desk's, is still current, and whether the log kept its word.

Bytes come in from a folder or from two files; nothing is fetched and nothing is believed that no pinned key signed.
What cannot be shown counts as HOLD. Formats: https://c2sp.org/tlog-checkpoint and its neighbours, see `trust/tlog`.
"""
