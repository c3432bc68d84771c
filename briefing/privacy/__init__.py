"""What may be shown of few people: pooling, suppression, and the audit that proves both."""

ORGANISATION = "Organisation"
SMALLER_UNITS = "Smaller units"
