"""Where protected people appear in a text, however they are written, as spans of the original text."""
