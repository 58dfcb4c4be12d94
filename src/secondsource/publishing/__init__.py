"""Results in the forms people and programs read."""
