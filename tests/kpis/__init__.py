"""Tests of briefing/kpis."""
