"""Text shared between reports: verbatim, quoted and translated passages, and which way they went."""
