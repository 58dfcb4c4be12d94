"""Keeping the desk itself: backups that only their recipient opens, restoring, and asking whether all is well."""
