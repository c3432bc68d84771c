"""Intake turns workbooks into checked tables, and everything wrong with them into problems."""
