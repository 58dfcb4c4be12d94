"""Codenames: nine words that are all a source needs to return, and the keys that come out of them."""
