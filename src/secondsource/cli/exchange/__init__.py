"""Commands by which a release leaves and what others sent comes in."""
