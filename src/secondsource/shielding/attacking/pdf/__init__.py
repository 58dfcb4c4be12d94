"""Attacks on PDF files: objects and revisions by pikepdf, pages and pixels by pypdfium2."""
