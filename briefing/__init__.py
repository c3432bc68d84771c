"""Briefing turns an organisation's spreadsheets into the page that wins a decision."""

__version__ = "0.1.0"
