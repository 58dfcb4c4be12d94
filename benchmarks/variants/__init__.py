"""Invented protected people and the ways their names are written, for measuring the register's recall."""
