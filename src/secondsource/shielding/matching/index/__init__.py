"""A register made ready for matching: words with their owners, neighbours by spelling, keys by sound."""
