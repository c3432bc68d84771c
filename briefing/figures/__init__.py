"""Figures: every number that somebody may be held to, with its origin, and the words for it."""
