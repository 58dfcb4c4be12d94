"""The layers of PDFs."""
