"""Clean texts, pages, styles, drawings, messages and books: what is written, without what only programs read."""
