"""What goes out: a release as values, after redaction; claims, statements, exhibits, and who did which part."""
