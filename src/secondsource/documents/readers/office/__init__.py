"""Office files read part by part: sheets, slides, and the open document formats."""
