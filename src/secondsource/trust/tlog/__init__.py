"""A transparency log in the C2SP formats: bytes in, bytes out; files and network are elsewhere.

Specifications: https://c2sp.org/signed-note, https://c2sp.org/tlog-checkpoint, https://c2sp.org/tlog-tiles,
https://c2sp.org/tlog-cosignature, https://c2sp.org/tlog-proof, https://c2sp.org/tlog-policy; hashing as in RFC 6962.
"""
