"""The findings page, its JSON and the terminal summary."""
