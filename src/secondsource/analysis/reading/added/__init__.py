"""Statements made out of what the readers of one language have found."""
