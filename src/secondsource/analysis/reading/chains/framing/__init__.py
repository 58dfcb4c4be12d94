"""The frame round what is said: clause, documents, outlets told, and the day of saying."""
