"""Sentence embeddings (placeholder docstring replaced by its builder)."""
