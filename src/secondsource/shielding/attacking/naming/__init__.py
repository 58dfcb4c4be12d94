"""Recognising a protected person in text and in bytes, by a search that shares nothing with the redaction's."""
