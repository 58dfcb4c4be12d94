"""How many independent origins carry a claim, and how far they carry it."""
