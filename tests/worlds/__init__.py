"""Invented cases that several rooms' tests share."""
