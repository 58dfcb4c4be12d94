"""Reasons to count statements as one utterance, each with its evidence and the chance that it holds."""
