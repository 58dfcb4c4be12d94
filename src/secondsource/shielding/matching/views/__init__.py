"""A text as plain letters, each knowing the characters it came from."""
