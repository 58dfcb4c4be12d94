"""What a file says about itself: its front matter, its name, and the values written there."""
