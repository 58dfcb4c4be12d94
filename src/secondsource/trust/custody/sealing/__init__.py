"""Sealing: what a source sends becomes age files of fixed sizes before it touches the disk."""
