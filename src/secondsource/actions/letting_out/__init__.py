"""Letting out: drafting a release, its dossier, its exports, and handing it over to a partner."""
