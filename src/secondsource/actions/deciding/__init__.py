"""Deciding, one verb a function: moving, seconding, voting, counting, putting a statement together, seating."""
