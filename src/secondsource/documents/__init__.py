"""Bytes of any kind become one report: readers, limits, and the subprocess they run in."""
