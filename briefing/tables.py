"""Every sheet that a briefing is made of, in the order in which people meet them."""

from briefing.declared.exports import FINANCE, REQUISITIONS, SURVEY, WORKERS
from briefing.declared.kept import (
    ASKS,
    ASSUMPTIONS,
    COSTS,
    KPIS,
    SETTINGS_TABLE,
    STAKEHOLDERS,
    UNITS,
)

TABLES = (
    WORKERS,
    REQUISITIONS,
    FINANCE,
    SURVEY,
    SETTINGS_TABLE,
    UNITS,
    KPIS,
    STAKEHOLDERS,
    ASSUMPTIONS,
    COSTS,
    ASKS,
)
BY_NAME = {table.name: table for table in TABLES}
