"""Clean copies: what identifies author, machine, place or earlier state is left behind; an unknown part is refused."""
