"""Checks against LibreOffice, which a test run does without: `make interop`."""
