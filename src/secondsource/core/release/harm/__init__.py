"""Harm: who could be hurt by a release, how badly, and what was done about it; accuracy is no answer to harm."""
