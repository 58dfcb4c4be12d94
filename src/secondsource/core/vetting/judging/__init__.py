"""Judging: what the desk finds on a claim, in ICD 203 words, its confidence said apart from its likelihood."""
