"""New files from plain text: written from nothing, so that nothing of an original can be left in them."""
