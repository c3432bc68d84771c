"""Tests, mirroring briefing/; each reads as a table of input and outcome."""
