"""Names and noun phrases of a report, and the vocabulary that tells what kind of speaker they are."""
