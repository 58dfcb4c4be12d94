"""What a case holds: exhibits, reports, statements with what people decided on them, and what was worked out."""
