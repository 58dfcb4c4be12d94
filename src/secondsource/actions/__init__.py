"""One verb a function."""
