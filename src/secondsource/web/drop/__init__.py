"""The sources' drop: its own process, reaching neither the store nor the desk."""
