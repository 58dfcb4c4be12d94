"""Trust: a log anyone can verify, and (later) custody of what is sealed."""
