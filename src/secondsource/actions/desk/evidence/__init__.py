"""What members do with evidence: take it in, vet it, decide on what was proposed."""
