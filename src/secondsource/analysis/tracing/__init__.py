"""Across reports: text reuse, translation, same utterance; from these, origins."""
