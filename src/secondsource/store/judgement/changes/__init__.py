"""Writing what was judged. Called by actions inside `journal.entry`, never alone."""
