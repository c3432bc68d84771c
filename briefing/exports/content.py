"""The parts that all documents share, as data for their templates."""

from typing import Any

from briefing.figures.asks import Ask
from briefing.figures.model import FigureTable


def ask_content(ask: Ask) -> dict[str, Any]:
    """Give the ask bar's texts, and the way to go as a share from 0 to 1."""
    return {
        "request": ask.request,
        "decision_line": ask.decision_line,
        "metric_line": ask.metric_line,
        "progress": None if ask.progress is None else min(max(ask.progress, 0.0), 1.0),
        "progress_line": ask.progress_line,
    }


def table_content(table: FigureTable) -> dict[str, Any]:
    """Give a table's title, heads and rows."""
    return {"title": table.title, "head": table.head, "rows": table.rows}
