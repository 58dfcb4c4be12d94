"""Pages of cases: the list, one case, and what lies in it."""
