"""Claims, independent origins, likelihood, contradictions, timeline and people."""
