"""The recovery sheet as a page for a safe: text, HTML, PDF."""
