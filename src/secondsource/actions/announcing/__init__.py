"""Announcing: the public log of a desk, its witnesses' word, and the pages made from it."""
