"""The watch over the members, as a folder: answers in, notices out, and a state between two looks."""
