"""What the desk hands out."""
