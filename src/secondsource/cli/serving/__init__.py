"""Commands that open a door: the team's desk and the sources' drop."""
