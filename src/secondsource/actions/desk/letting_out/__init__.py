"""Letting out from the desk: write, redact and freeze, attack, hold, decide, let out, hand over, correct."""
