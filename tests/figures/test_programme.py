"""The programme in words and tables: rows of the sheets beside the sentence or row they make."""

from collections.abc import Sequence
from datetime import date

import pytest

from briefing.figures.programme import (
    has_word,
    pilot_lines,
    platform_table,
    risk_line,
    roadmap_table,
    skill_table,
    story_line,
)
from briefing.figures.words import Words
from briefing.store.snapshots import Home
from tests.organisation import AS_OF, MONTHS, opened, table
from tests.workbooks import Rows

WORDS = Words("en_GB", "EUR")
PILOT_HEAD = "pilot title hypothesis kpi unit better design minimum_effect starts_on checkpoint_on"
MARCH, MAY, AUGUST, NOVEMBER = (
    date(2026, 3, 2), date(2026, 5, 31), date(2026, 8, 3), date(2026, 11, 1),
)  # fmt: skip


def pilot(
    title: str,
    unit: str | None = "Sales",
    begins: date = MARCH,
    ends: date = MAY,
    kpi: str = "time_to_hire",
) -> Sequence[object]:
    return [title, title, "It gets shorter", kpi, unit, "down", "matched", 0.03, begins, ends]


def teams(name: str, treated: int, control: int) -> list[Sequence[object]]:
    return [
        *([name, f"treated {number}", "pilot", 12] for number in range(treated)),
        *([name, f"control {number}", "control", 12] for number in range(control)),
    ]


@pytest.mark.parametrize(
    ("row", "arms", "line"),
    [
        (
            pilot("Labs in Sales"), (2, 3),
            ("Pilot Labs in Sales, two teams against three control teams: begun 2 March 2026, "
            "judged on time to hire on 31 May 2026."),
        ),
        # The unit is said once, however the title writes it.
        (
            pilot("Labs"), (1, 1),
            ("Pilot Labs in Sales, one team against one control team: begun 2 March 2026, "
            "judged on time to hire on 31 May 2026."),
        ),
        (
            pilot("Labs in sales"), (0, 0),
            "Pilot Labs in sales: begun 2 March 2026, judged on time to hire on 31 May 2026.",
        ),
        # A word is no part of another, and "it" is not IT.
        (
            pilot("Making it pre-Salesforce"), (2, 0),
            ("Pilot Making it pre-Salesforce in Sales: begun 2 March 2026, judged on time to hire "
            "on 31 May 2026."),
        ),
        (
            pilot("Making it work", "IT"), (0, 2),
            ("Pilot Making it work in IT: begun 2 March 2026, judged on time to hire on "
            "31 May 2026."),
        ),
        # Not over yet, over today, and not begun.
        (
            pilot("Labs", None, ends=NOVEMBER), (13, 1),
            ("Pilot Labs, 13 teams against one control team: begun 2 March 2026, to be judged on "
            "time to hire on 1 November 2026."),
        ),
        (
            pilot("Labs", None, AS_OF, AS_OF), (0, 0),
            "Pilot Labs: begun 30 June 2026, judged on time to hire on 30 June 2026.",
        ),
        (
            pilot("Labs", None, AUGUST, NOVEMBER), (0, 0),
            ("Pilot Labs: to begin 3 August 2026, to be judged on time to hire on "
            "1 November 2026."),
        ),
        # A measure by its own title, in its own capitals, or by its key where nobody knows it.
        (
            pilot("Labs", None, kpi="employee_nps"), (0, 0),
            "Pilot Labs: begun 2 March 2026, judged on eNPS on 31 May 2026.",
        ),
        (
            pilot("Labs", None, kpi="days_to_first_use"), (0, 0),
            "Pilot Labs: begun 2 March 2026, judged on days to first use on 31 May 2026.",
        ),
    ],
)  # fmt: skip
def test_pilot(home: Home, row: Sequence[object], arms: tuple[int, int], line: str) -> None:
    sheets: dict[str, Rows] = {
        "Pilots": table(PILOT_HEAD, row),
        # Another pilot's teams are none of its own.
        "Pilot teams": table("pilot team arm size", *teams(str(row[0]), *arms)),
        "KPIs": table("kpi title", ["employee_nps", "eNPS"]),
    }
    if not any(arms):
        del sheets["Pilot teams"]
    with opened(home, sheets) as mart:
        assert pilot_lines(mart, WORDS) == (line,)


def test_pilots_stand_the_latest_first_each_with_its_own_teams_and_sponsor(home: Home) -> None:
    sheets = {
        "Pilots": table(
            f"{PILOT_HEAD} sponsor",
            [*pilot("Old", "Sales", date(2025, 3, 3), date(2025, 6, 1)), None],
            [*pilot("New", "Operations"), "CSO"],
            [*pilot("Also new", "Sales"), None],
        ),
        "Pilot teams": table("pilot team arm size", *teams("Old", 1, 2), *teams("New", 3, 4)),
    }
    with opened(home, sheets) as mart:
        everywhere = pilot_lines(mart, WORDS)
        sales = pilot_lines(mart, WORDS, "sales")
        audit = pilot_lines(mart, WORDS, "Audit")
    also, new, old = everywhere
    assert also.startswith("Pilot Also new in Sales: begun")
    assert new.startswith("Pilot New in Operations, three teams against four control teams: ")
    assert new.endswith("on 31 May 2026; sponsor: CSO.")
    assert old.startswith("Pilot Old in Sales, one team against two control teams: begun 3 March")
    assert old.endswith("judged on time to hire on 1 June 2025.")
    assert (sales, audit) == ((also, old), ())


OWN: dict[str, Rows] = {
    "KPIs": table(
        "kpi title unit better linked_kpi",
        ["onboarding", "Customer onboarding", "days", "down", None],
        ["clicks", "Clicks", "rate", "up", "onboarding"],
    ),
    "Measures": table(
        "kpi unit month numerator denominator n",
        *([kpi, "Sales", month, 1, 1, 9] for kpi in ("onboarding", "clicks") for month in MONTHS),
    ),
}
FASTER = ["Labs", "On live cases", "time_to_hire", 60, 45, 12]
CALMER = ["Fridays.", "An hour", "voluntary_attrition", 0.11, 0.0902, 1]
HAPPIER = ["Coaching", "In pairs", "engagement", 7, 7.5, None]


@pytest.mark.parametrize(
    ("stories", "kpi", "line"),
    [
        ([FASTER, CALMER], "", ("Labs: time to hire there went from 60 days to 45 days "
                               "in 12 months.")),
        # Of the measure asked for, wherever it stands; else the first.
        ([FASTER, CALMER], "voluntary_attrition",
         "Fridays: voluntary attrition there went from 11.0% to 9.0% in 1 month."),
        ([HAPPIER, FASTER], "revenue_per_fte", "Coaching: engagement there went from 7.0 to 7.5."),
        ([["At once", "Now", "time_to_hire", 60, 45, 0]], "",
         "At once: time to hire there went from 60 days to 45 days."),
        ([["Board", "Labs", "onboarding", 28, 24, 6]], "onboarding",
         "Board: customer onboarding there went from 28 days to 24 days in 6 months."),
        # Nothing to tell: no number, no measure, one that nobody knows.
        ([["A", "B", "time_to_hire", 60, None, 1], ["C", "D", "time_to_hire", None, 4, 1],
          ["E", "F", None, 6, 4, 1], ["G", "H", "zzz", 6, 4, 1]], "time_to_hire", ""),
        # Zero is a number.
        ([["None left", "B", "voluntary_attrition", 0.1, 0, 2]], "",
         "None left: voluntary attrition there went from 10.0% to 0.0% in 2 months."),
        # More courses booked, more clicks: no success, not even where it is asked for.
        ([["Busy", "Courses", "registrations", 1, 9, 2], ["Web", "B", "clicks", 1, 9, 2]],
         "registrations", ""),
        ([["Busy", "Courses", "registrations", 1, 9, 2], HAPPIER], "registrations",
         "Coaching: engagement there went from 7.0 to 7.5."),
        # What got worse or stayed is none either.
        ([["Slow", "B", "time_to_hire", 45, 60, 2], ["Sad", "B", "engagement", 7, 6, 2],
          ["Same", "B", "engagement", 7, 7, 2]], "time_to_hire", ""),
        ([], "time_to_hire", ""),
    ],
)  # fmt: skip
def test_story(home: Home, stories: Sequence[Sequence[object]], kpi: str, line: str) -> None:
    sheets = {**OWN, "Stories": table("story change kpi before after months", *stories)}
    with opened(home, sheets) as mart:
        assert story_line(mart, WORDS, kpi) == line


def test_skills_that_fall_short_the_widest_gap_first(home: Home) -> None:
    sheets = {
        "Units": table("unit headcount", ["Sales", 60], ["Operations", 60]),
        "Skills": table(
            "unit skill needed held critical",
            ["Sales", "Pricing", 4, 3.5, "yes"],
            ["Sales", "Selling", 4.5, 2.6, "yes"],
            # 1.4 twice, which is not quite the same in binary: then by name.
            ["Sales", "Data", 4.2, 2.8, "yes"],
            ["Sales", "Closing", 4, 2.6, "yes"],
            # Enough, not critical, not said, somebody else's.
            ["Sales", "Speech", 4, 4, "yes"],
            ["Sales", "Driving", 5, 1, "no"],
            ["Sales", "Singing", 5, 1, None],
            ["Operations", "Safety", 5, 1, "yes"],
            # A fifth has no room.
            ["Sales", "Travel", 3, 2.9, "yes"],
        ),
    }
    with opened(home, sheets) as mart:
        found = skill_table(mart, WORDS, "Sales")
        nobody = skill_table(mart, WORDS, "Audit")
    assert (found.title, found.head) == (
        "Critical skills that fall short",
        ("", "needed, of 5", "held"),
    )
    assert found.rows == (
        ("Selling", "4.5", "2.6"),
        ("Closing", "4.0", "2.6"),
        ("Data", "4.2", "2.8"),
        ("Pricing", "4.0", "3.5"),
    )
    assert nobody.rows == ()


PLATFORM_HEAD = "platform criterion weight score"


@pytest.mark.parametrize(
    ("scores", "title", "head", "rows"),
    [
        # (3 × 5 + 1 × 1) ÷ 4 = 4 and (3 × 2 + 1 × 5) ÷ 4 = 2.75
        (
            [["B", "cost", 3, 2], ["B", "reach", 1, 5], ["A", "cost", 3, 5], ["A", "reach", 1, 1]],
            "Platforms, 0 to 5", ("", "A", "B"),
            [("Weighted score", "4.0", "2.8"), ("Cost", "5", "2"), ("Reach", "1", "5")],
        ),
        # What IT asks first stands first, then the weightiest; no more than three.
        (
            [["A", "cost", 9, 1], ["A", "reach", 8, 1], ["A", "data Security", 1, 3],
             ["A", "integration with HR", 2, 4]],
            "Platforms, 0 to 5", ("", "A"),
            # (9 + 8 + 3 + 8) ÷ 20
            [("Weighted score", "1.4"), ("Integration with HR", "4"), ("Data Security", "3"),
             ("Cost", "1")],
        ),
        # A tie stays in the order of the sheet, of platforms as of criteria.
        (
            [["Z", "reach", 1, 4], ["Z", "cost", 1, 2], ["A", "reach", 1, 2], ["A", "cost", 1, 4]],
            "Platforms, 0 to 5", ("", "Z", "A"),
            [("Weighted score", "3.0", "3.0"), ("Reach", "4", "2"), ("Cost", "2", "4")],
        ),
        # Without a score for its cost, B's 5 would beat A's 3.5: it has none, and stands last.
        (
            [["B", "reach", 1, 5], ["A", "reach", 1, 4], ["A", "cost", 1, 3]],
            "Platforms, 0 to 5", ("", "A", "B"),
            [("Weighted score", "3.5", "none"), ("Reach", "4", "5"), ("Cost", "3", "none")],
        ),
        # Half a point is kept, in all rows or in none.
        (
            [["A", "cost", 1, 4.5], ["A", "reach", 1, 3]],
            "Platforms, 0 to 5", ("", "A"),
            [("Weighted score", "3.8"), ("Cost", "4.5"), ("Reach", "3.0")],
        ),
        # Criteria that do not count give no score.
        (
            [["A", "cost", 0, 4]],
            "Platforms, 0 to 5", ("", "A"), [("Weighted score", "none"), ("Cost", "4")],
        ),
        # Who is left out is counted.
        (
            [["A", "cost", 1, 1], ["B", "cost", 1, 2], ["C", "cost", 1, 3], ["D", "cost", 1, 4]],
            "Platforms, 0 to 5, the best three of four", ("", "D", "C", "B"),
            [("Weighted score", "4.0", "3.0", "2.0"), ("Cost", "4", "3", "2")],
        ),
        ([], "Platforms, 0 to 5", ("",), []),
    ],
)  # fmt: skip
def test_platforms(
    home: Home,
    scores: Sequence[Sequence[object]],
    title: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> None:
    units = table("unit", ["Sales"])
    with opened(home, {"Units": units, "Platforms": table(PLATFORM_HEAD, *scores)}) as mart:
        found = platform_table(mart, WORDS)
    assert (found.title, found.head, list(found.rows)) == (title, head, rows)


@pytest.mark.parametrize(
    ("phases", "rows"),
    [
        (
            [["Later", NOVEMBER, date(2027, 1, 31), None], ["First", MARCH, MAY, 180_000]],
            [("First", "Mar 2026 to May 2026", "€180,000"), ("Later", "Nov 2026 to Jan 2027", "")],
        ),
        # Within a month; on the same day, by name; a budget of nothing is one.
        (
            [["B", MARCH, date(2026, 3, 30), 0], ["A", MARCH, MARCH, 1_500_000]],
            [("A", "Mar 2026", "€1.5 m"), ("B", "Mar 2026", "€0")],
        ),
        (
            [[f"Phase {number}", date(2026, number, 1), date(2026, number + 1, 1), None]
             for number in range(1, 5)],
            [("Phase 1", "Jan 2026 to Feb 2026", ""), ("Phase 2", "Feb 2026 to Mar 2026", ""),
             ("Phase 3", "Mar 2026 to Apr 2026", ""), ("Phase 4", "Apr 2026 to May 2026", "")],
        ),
        # Six phases: four, and how many more.
        (
            [[f"Phase {number}", date(2026, number, 1), date(2026, number, 9), 100 * number]
             for number in range(1, 7)],
            [("Phase 1", "Jan 2026", "€100"), ("Phase 2", "Feb 2026", "€200"),
             ("Phase 3", "Mar 2026", "€300"), ("Phase 4", "Apr 2026", "€400"),
             ("and 2 more", "", "")],
        ),
        ([], []),
    ],
)  # fmt: skip
def test_roadmap(
    home: Home, phases: Sequence[Sequence[object]], rows: Sequence[Sequence[str]]
) -> None:
    sheets = {
        "Units": table("unit", ["Sales"]),
        "Roadmap": table("phase starts_on ends_on budget", *phases),
    }
    with opened(home, sheets) as mart:
        found = roadmap_table(mart, WORDS)
    assert (found.title, found.head) == ("Roadmap", ("", "when", "budget"))
    assert list(found.rows) == rows


@pytest.mark.parametrize(
    ("risks", "lines"),
    [
        # Likelihood × impact, of IT's own: 8 and 9; CSO has 25.
        (
            [["Slow links", 2, 4, None, "Head of IT", "open"],
             ["Lost data", 3, 3, "Copies", "it, HR", "open"],
             ["No time", 5, 5, "Shift plan", "CSO", "open"]],
            ("Gravest open risk: Lost data: Copies.",),
        ),
        # 12 twice: by name. A full stop is not said twice.
        (
            [["It leaks.", 3, 4, "It is locked.", "IT", None],
             ["It breaks.", 4, 3, None, "IT", None]],
            ("Gravest open risk: It breaks.",),
        ),
        (
            [["It leaks.", 3, 4, "It is locked.", "IT", None]],
            ("Gravest open risk: It leaks: It is locked.",),
        ),
        # Open is what is neither closed nor dealt with.
        (
            [["Closed", 5, 5, None, "IT", "closed"], ["Mitigated", 5, 4, None, "IT", "mitigated"],
             ["Accepted", 4, 4, None, "IT", "accepted"], ["Small", 1, 1, None, "IT", "open"]],
            ("Gravest open risk: Small.",),
        ),
        ([["Closed", 5, 5, None, "IT", "closed"]], ()),
        # Audit and ITIL are not IT; nobody is not IT either.
        ([["A", 5, 5, None, "Audit", "open"], ["B", 5, 5, None, "ITIL desk", "open"],
          ["C", 5, 5, None, None, "open"]], ()),
        ([], ()),
    ],
)  # fmt: skip
def test_risk(home: Home, risks: Sequence[Sequence[object]], lines: Sequence[str]) -> None:
    sheets = {
        "Units": table("unit", ["Sales"]),
        "Risks": table("risk likelihood impact mitigation owner status", *risks),
    }
    with opened(home, sheets) as mart:
        assert risk_line(mart, "IT") == lines


@pytest.mark.parametrize(
    ("text", "word", "has"),
    [
        ("Head of IT", "IT", True),
        ("IT/Security", "IT", True),
        ("IT-Leitung", "it", True),
        ("head of it (interim)", "IT", True),
        ("CEO", "CEO", True),
        ("Audit", "IT", False),
        ("ITIL", "IT", False),
        ("", "IT", False),
    ],
)
def test_a_word_is_a_whole_one(text: str, word: str, *, has: bool) -> None:
    assert has_word(text, word) is has
