"""How the team's tables came to be."""
