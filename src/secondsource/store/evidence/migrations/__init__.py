"""How the tables of the evidence came to be."""
