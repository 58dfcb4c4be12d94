"""Parsing a hostile file in a confined process of its own."""
