"""Tests of briefing/store."""
