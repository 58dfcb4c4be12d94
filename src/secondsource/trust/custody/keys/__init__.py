"""A member's decryption identity: made, sealed in a file, printed for a safe, recovered, revoked."""
