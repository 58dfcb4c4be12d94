"""Protect the people named: the register, finders, pseudonyms, redaction, and the attack on the result."""
