"""Tests of briefing/forecast."""
