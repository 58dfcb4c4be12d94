"""What every page of the desk shares: the frame, the style, the asking member."""
