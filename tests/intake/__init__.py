"""Tests of briefing/intake."""
