"""Judging: grades, findings, lines, harm, replies, sources, and answers to the gate; nobody passes their own work."""
