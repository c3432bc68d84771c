"""Forecast: the current trajectory, the levers, and what learning is worth in money."""
