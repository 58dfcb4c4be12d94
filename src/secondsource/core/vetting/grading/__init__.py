"""Grading: the reliability of a source on a topic, the credibility of a statement; two people, blind to each other."""
