"""Handing a release or files over to one named partner, sealed so that only they can open it."""
