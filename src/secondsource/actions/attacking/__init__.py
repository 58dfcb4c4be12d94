"""The attack on files that are about to leave."""
