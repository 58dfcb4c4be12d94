"""The line-by-line check of a text by somebody who did not write it."""
