"""Who is who across the case: one name a speaker, the groups they belong to."""
