"""Shamir shares over GF(256) in HashiCorp Vault's format, one sealed file a member."""
