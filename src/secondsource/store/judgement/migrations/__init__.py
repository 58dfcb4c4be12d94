"""How the tables of judgement came to be."""
