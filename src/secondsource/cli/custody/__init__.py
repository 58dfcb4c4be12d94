"""Commands of custody: keys, sealed items, tips, check-ins."""
