"""Tests of briefing/charts."""
