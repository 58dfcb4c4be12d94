"""The ways in which two statements clash."""
