"""Witnesses: partners who sign what they saw of a log, and never two stories (C2SP tlog-witness v1.0.0)."""
