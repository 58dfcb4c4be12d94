"""The commands that work on a desk's folder: `policy` and `motion`."""
