"""The gate: seventeen items that must all be met before anything is let out; what is unknown blocks."""
