"""The core's rules."""
