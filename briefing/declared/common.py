"""Columns and words that several sheets share."""

from briefing.columns import Column, Kind

UNIT_HEADINGS = ("Department", "Business Unit", "Division", "Cost Center Name", "Organization")
UNIT = Column("unit", Kind.ID, "The unit, as in Units.", refers_to="units", headings=UNIT_HEADINGS)
KPI_UNITS = ("share", "days", "money", "points", "people")
