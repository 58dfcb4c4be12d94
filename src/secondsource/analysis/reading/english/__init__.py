"""English attribution: a small transformer tagger, a parser-free linker, and rules as second opinion."""
