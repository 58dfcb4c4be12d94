"""One reader a format: bytes in, an extract out, nothing else touched."""
