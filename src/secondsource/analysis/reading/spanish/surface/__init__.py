"""Rules over words alone: verb groups, noun phrases, and what is said around them."""
