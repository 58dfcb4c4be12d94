"""A release in the formats of others, each written anew with ids of its own."""
