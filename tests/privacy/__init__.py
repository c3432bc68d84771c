"""Tests of what may be shown of few people."""
