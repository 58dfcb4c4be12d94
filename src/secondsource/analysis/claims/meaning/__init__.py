"""What a statement asserts, read from its words: acts, predicates with their sign, numbers, names, stance."""
