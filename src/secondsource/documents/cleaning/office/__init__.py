"""Clean office files: known parts only, and in each part known marks only."""
