"""Pages of motions, of what a member is asked to sign, and of the public log."""
