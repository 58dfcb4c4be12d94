"""Clean PDF: rebuilt from allowed parts, or page by page from its pixels."""
