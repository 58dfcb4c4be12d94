"""Pictures, sound and film: tags, thumbnails, and what the pixels give away."""
