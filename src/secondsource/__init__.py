"""Second Source: a vetting and safe-release desk for dangerous information."""

__version__ = "0.1.0"
