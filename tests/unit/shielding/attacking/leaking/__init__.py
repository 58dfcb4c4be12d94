"""Documents that leak one invented person, each through one hiding place, and the same documents without a leak."""
