"""Exports: the briefing as documents, and the template of the workbook."""
