"""Tests of the sample organisation: what it tells, row by row."""
