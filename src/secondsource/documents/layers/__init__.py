"""Any file as layers: what it shows, and all that it holds beside."""
