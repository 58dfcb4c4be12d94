"""Finding an earlier voice again: what pronouns and descriptions take up."""
