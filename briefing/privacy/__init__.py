"""What may be shown of few people: pooling, suppression, and the audit that proves both."""

ORGANISATION = "Organisation"
SMALLER_UNITS = "Smaller units"
WITHOUT_CELL = "Without a cell"
"""The scope of what the organisation's numbers hold and no unit's cell does."""
