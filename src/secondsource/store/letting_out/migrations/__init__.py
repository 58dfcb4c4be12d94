"""Steps of the tables of releases; the first is regenerated until the first public version."""
