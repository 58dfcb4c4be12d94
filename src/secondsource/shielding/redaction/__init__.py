"""From a text, a register and a person's choices to a text from which the protected people are gone."""
