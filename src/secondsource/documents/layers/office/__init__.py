"""The layers of office files."""
