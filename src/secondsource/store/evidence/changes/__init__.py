"""Changing the evidence. Called by actions inside `journal.entry`, never alone."""
