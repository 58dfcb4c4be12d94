"""Custody: what arrives is sealed to the members, and what is sensitive needs several of them to open it."""
