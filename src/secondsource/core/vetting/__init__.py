"""Is it true? Exhibits, statements, origins, claims and findings."""
