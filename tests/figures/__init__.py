"""Tests of briefing/figures."""
