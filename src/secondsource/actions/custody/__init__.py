"""Custody as verbs: seal, hand over, open, wrap anew, erase; tips; the watch over the members."""
