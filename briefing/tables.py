"""Every sheet that a briefing is made of, in the order in which people meet them."""

from briefing.declared import exports, kept, leaders, learning, pilots, sponsorship

TABLES = (
    kept.SETTINGS_TABLE,
    kept.UNITS,
    kept.KPIS,
    kept.ASKS,
    kept.STAKEHOLDERS,
    sponsorship.INFLUENCES,
    kept.ASSUMPTIONS,
    kept.COSTS,
    exports.WORKERS,
    exports.REQUISITIONS,
    exports.FINANCE,
    exports.SURVEY,
    learning.LEARNING,
    exports.INCIDENTS,
    exports.MEASURES,
    leaders.SKILLS,
    pilots.PILOTS,
    pilots.PILOT_TEAMS,
    pilots.PILOT_READINGS,
    leaders.CARDS,
    leaders.LABS,
    leaders.COACHING,
    leaders.PROTECTED_TIME,
    leaders.PLATFORMS,
    sponsorship.COMMITTEE,
    sponsorship.ROADMAP,
    sponsorship.RISKS,
    sponsorship.STORIES,
    sponsorship.OBJECTIONS,
)
GUIDE_SHEET = "Start here"
"""The template's first sheet explains the others; it is read by people only."""

BY_NAME = {table.name: table for table in TABLES}
