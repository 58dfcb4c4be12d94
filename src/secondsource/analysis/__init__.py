"""What the reports say, where it comes from, and what the desk can say about it."""
