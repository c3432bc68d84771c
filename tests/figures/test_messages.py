"""The pages' titles: what the figures are beside what the title says of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from briefing.figures.asks import page_ask
from briefing.figures.messages import (
    brief_message,
    public_message,
    risk_of_inaction,
    success_looks,
    team_message,
    trajectory_message,
    why_now,
)
from briefing.figures.money import MoneyView, money_view
from briefing.figures.registry import all_figures
from briefing.figures.stakeholders import Position, PublicPosition, Quadrant
from briefing.forecast.scenario import moved, shipped_scenarios
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import COSTS, MONTHS, SHEETS, opened, table, view_of

CLOSELY, SATISFIED = Quadrant.MANAGE_CLOSELY, Quadrant.KEEP_SATISFIED
RATED, SOON = date(2026, 6, 20), date(2026, 7, 5)


def position(
    name: str,
    standing: str = "with us",
    quadrant: Quadrant = CLOSELY,
    coming: date | None = SOON,
    before: tuple[float, float] | None = None,
) -> Position:
    public = PublicPosition(name, quadrant, "One page", "HR director", coming)
    return Position(public, 8, 8, before, standing, "Cost", engaged=True, overdue=False,
                    rated_on=RATED)  # fmt: skip


CEO, CFO, IT = position("CEO"), position("CFO"), position("Head of IT")
BOARD = position("Board chair", "not yet", SATISFIED)


def standing(one: Position, standing: str) -> Position:
    return replace(one, standing=standing)


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ([CEO, CFO, BOARD], "All two decision-makers are with us"),
        ([CEO], "Our one decision-maker, CEO, is with us"),
        ([standing(CEO, "not yet")], "Our one decision-maker, CEO, is not with us yet"),
        (
            [CEO, standing(CFO, "not yet")],
            "One of our two decision-makers is not with us yet: CFO",
        ),
        (
            [standing(CEO, "open"), CFO, standing(IT, "not rated")],
            "One of our three decision-makers is not with us yet: CEO",
        ),
        ([BOARD], "Nobody is rated as a decision-maker yet"),
    ],
)
def test_team_title(hand_made: Mart, found: Sequence[Position], title: str) -> None:
    assert team_message(hand_made, found).title == title


@pytest.mark.parametrize(("before", "tails"), [(None, False), ((4.0, 5.0), True)])
def test_team_subtitle_says_when_it_was_rated_and_what_tails_are(
    hand_made: Mart, before: tuple[float, float] | None, *, tails: bool
) -> None:
    subtitle = team_message(hand_made, [position("CEO", before=before)]).subtitle
    assert "rated 20 June 2026" in subtitle
    assert ("tails" in subtitle) == tails


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ([CEO, CFO], "Two decide, and each has an owner on our side and a next date"),
        ([CEO], "One person decides, and has an owner on our side and a next date"),
        ([CEO, position("CFO", coming=None)], "Two decide; one still has no date with us"),
        (
            [position("CEO", coming=None), position("CFO", coming=None), IT],
            "Three decide; two still have no date with us",
        ),
        ([BOARD], "Nobody is placed among those who decide yet"),
        ([], "Who decides is not known yet"),
    ],
)
def test_public_title(hand_made: Mart, found: Sequence[Position], title: str) -> None:
    assert public_message(hand_made, [p.public for p in found]).title == title


def test_public_words_are_the_same_whatever_the_team_thinks(hand_made: Mart) -> None:
    for name in ("with us", "open", "not yet", "not rated"):
        found = [standing(CEO, name), standing(CFO, name)]
        assert public_message(hand_made, [p.public for p in found]) == public_message(
            hand_made, [CEO.public, CFO.public]
        )


def test_an_owner_is_claimed_only_where_there_is_one(hand_made: Mart) -> None:
    nobody = replace(CEO.public, owner="")
    assert "each has an owner" not in public_message(hand_made, [nobody, CFO.public]).title


PAYS = "the programme pays for itself"
DOES_NOT = "the programme does not pay back within 12 months"


def moved_view(mart: Mart, uplift: float) -> MoneyView:
    base = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)["base"]
    return money_view(mart, moved(base, {"uplift": uplift}))


@pytest.mark.parametrize(
    ("uplift", "title"),
    [
        # As in test_money: back in month 4; at 5% uplift a month's delay costs 400.
        (0.05, f"At 5% uplift {PAYS} in month 4, and each month we wait costs €400"),
        # The assumption goes to 6%. So far: −930 −930 −330 +270.
        (
            0.07,
            (
                f"At 7% uplift, beyond the evidence, {PAYS} in month 3, and each month we wait "
                "costs €600"
            ),
        ),
        # 100 a month for each percent, 2,730 to be paid within 12 months: 2.275%.
        (0.01, f"At 1% uplift {DOES_NOT}; it would from 2.3%"),
        (0, f"At 0% uplift {DOES_NOT}; it would from 2.3%"),
    ],
)
def test_trajectory_title(hand_made: Mart, uplift: float, title: str) -> None:
    view = moved_view(hand_made, uplift)
    message = trajectory_message(hand_made, all_figures(hand_made, view), view, "Shown")
    assert (message.title, message.subtitle) == (title, "Shown")


def test_a_breakeven_that_is_said_does_not_lose_money(home: Home) -> None:
    # 2,680 to be paid: 2.2333%. At 2.2% it would lose 40.
    costs = [["Design", 880, None, None, None] if row[0] == "Design" else row for row in COSTS]
    with opened(home, {**SHEETS, "Costs": costs}) as mart:
        view = moved_view(mart, 0.01)
        title = trajectory_message(mart, all_figures(mart, view), view, "").title
        said = float(title.rpartition("from ")[2].removesuffix("%")) / 100
        at = moved_view(mart, said).economics
    assert at
    assert at.npv_cash >= 0


def test_trajectory_title_of_a_loss_that_no_uplift_mends(home: Home) -> None:
    dear = [*COSTS, ["Consultants", 50_000, None, None, None]]
    with opened(home, {**SHEETS, "Costs": dear}) as mart:
        view = view_of(mart)
        figures = all_figures(mart, view)
        message = trajectory_message(mart, figures, view, "")
        worth = brief_message(mart, figures, view).subtitle
    assert message.title == "At 5% uplift the programme does not pay back within 12 months"
    # 3,270 − 50,000
    assert worth == (
        "At an uplift of 5% the programme does not pay back within 12 months: in cash it comes "
        "to −€46,700."
    )


def test_trajectory_title_without_money_says_why(home: Home) -> None:
    with opened(home, {"Finance": SHEETS["Finance"]}) as mart:
        view = view_of(mart)
        message = trajectory_message(mart, all_figures(mart, view), view, "Shown")
    assert message.title == "What the programme is worth cannot be said yet"
    assert message.subtitle.startswith("There is no sheet Assumptions")


def brief_sheets(before: int, after: int) -> dict[str, Sequence[Sequence[object]]]:
    """Give an ask on Sales's time to hire: days in the second quarters of 2025 and of 2026."""
    april, june = date(2025, 4, 15), date(2026, 6, 15)
    return {
        **SHEETS,
        "Requisitions": table(
            "requisition_id unit opened_on filled_on",
            *([f"{filled} {number}", "Sales", date.fromordinal(filled.toordinal() - days), filled]
              for filled, days in ((april, before), (june, after))
              for number in range(5)),
        ),
        "Asks": table(
            "page request decider due_on kpi unit baseline target target_on",
            ["brief", "Approve", "CEO", SOON, "time_to_hire", "Sales", 95, 80, SOON],
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        (80, 92, "Time to hire, Sales: 92 days, 12 days more than a year ago"),
        (93, 92, "Time to hire, Sales: 92 days, 1 day less than a year ago"),
        (92, 92, "Time to hire, Sales: 92 days, as a year ago"),
    ],
)
def test_brief_title(home: Home, before: int, after: int, title: str) -> None:
    with opened(home, brief_sheets(before, after)) as mart:
        view = view_of(mart)
        message = brief_message(mart, all_figures(mart, view), view)
    assert message.title == title
    assert message.subtitle == (
        "At an uplift of 5% the programme pays back in month 4, and is worth €3,270 in cash; "
        "from 2.3% it does not lose money."
    )


def test_brief_title_names_the_unit_of_the_ask_even_without_data(home: Home) -> None:
    asks = brief_sheets(92, 92)["Asks"]
    with opened(home, {"Units": table("unit", ["Sales"]), "Asks": asks}) as mart:
        view = view_of(mart)
        figures = all_figures(mart, view)
        title = brief_message(mart, figures, view).title
        success = success_looks(mart, figures)
    assert title == "Time to hire, Sales: no value can be shown"
    assert success == "Time to hire, Sales: 80 days by 5 July 2026."


def test_brief_without_an_ask(hand_made: Mart) -> None:
    view = view_of(hand_made)
    figures = all_figures(hand_made, view)
    assert brief_message(hand_made, figures, view).title == "The case for learning"
    assert success_looks(hand_made, figures) == (
        "No measure of success is set: add a row with page 'brief' to the sheet Asks."
    )


def test_success_says_how_far_it_is(home: Home) -> None:
    with opened(home, brief_sheets(95, 92)) as mart:
        found = success_looks(mart, all_figures(mart, view_of(mart)))
    assert found == (
        "Time to hire, Sales: 80 days by 5 July 2026. Today it is 92 days, 20% of the way."
    )


STORIES = table(
    "story change kpi before after months",
    ["Fridays", "An hour", "voluntary_attrition", 0.11, 0.09, 12],
    ["Fewer forms", "One page", "time_to_hire", 60, 45, 1],
)
BUSY = table("story change kpi before after", ["Busy", "Courses", "registrations", 1, 9])
FIRST = "Time to hire, Sales: 80 days by 5 July 2026."
SEEN = "Seen here before: Fewer forms: time to hire there went from 60 days to 45 days in 1 month."


@pytest.mark.parametrize(
    ("after", "baseline", "stories", "said"),
    [
        (92, 95, STORIES, f"{FIRST} Today it is 92 days, 20% of the way. {SEEN}"),
        # A vanity number shows no success.
        (92, 95, BUSY, f"{FIRST} Today it is 92 days, 20% of the way."),
        (80, 95, STORIES, f"{FIRST} Today it is 80 days, so it is reached. {SEEN}"),
        # No way yet, or the wrong one.
        (95, 95, STORIES, f"{FIRST} Today it is 95 days. {SEEN}"),
        (99, 95, STORIES, f"{FIRST} Today it is 99 days. {SEEN}"),
        # Fewer days are better, wherever the row's baseline lies: as the page's foot has it.
        (75, 60, STORIES, f"{FIRST} Today it is 75 days, so it is reached. {SEEN}"),
        (75, 80, STORIES, f"{FIRST} Today it is 75 days, so it is reached. {SEEN}"),
        # 298 of 299 days: not yet all of the way.
        (81, 379, STORIES, f"{FIRST} Today it is 81 days, 99% of the way. {SEEN}"),
    ],
)
def test_success_says_the_same_as_the_foot_and_where_it_was_seen(
    home: Home, after: int, baseline: int, stories: Sequence[Sequence[object]], said: str
) -> None:
    sheets = brief_sheets(95, after)
    head, row = sheets["Asks"]
    asks = [head, [baseline if cell == 95 else cell for cell in row]]
    with opened(home, {**sheets, "Asks": asks, "Stories": stories}) as mart:
        figures = all_figures(mart, view_of(mart))
        found = success_looks(mart, figures)
        foot = page_ask(mart, figures, "brief").progress_line
    assert found == said
    assert ("reached" in found) == foot.startswith("reached")
    if " of the way" in found:
        assert found.partition(" days, ")[2].partition(" of the way")[0] == foot.partition(" ")[0]


def test_success_that_is_the_team_s_is_not_told(home: Home) -> None:
    sheets = {
        "Stakeholders": table(
            "stakeholder as_of influence interest stance", ["CEO", RATED, 9, 9, 2]
        ),
        "Asks": table(
            "page request decider due_on kpi unit baseline target target_on",
            ["brief", "Approve", "CEO", SOON, "decision_makers_with_us", None, 0, 4, SOON],
        ),
    }
    with opened(home, sheets) as mart:
        figures = all_figures(mart, view_of(mart))
        found = success_looks(mart, figures)
    assert figures["decision_makers_with_us"].text == "1"
    assert found == "Decision-makers with us: 4 by 5 July 2026."


def test_risk_of_inaction_has_a_price(hand_made: Mart) -> None:
    assert risk_of_inaction(all_figures(hand_made, view_of(hand_made))) == (
        "At today's pace 12 people leave of their own accord within a year; replacing them costs "
        "€120,000. Each month of delay forgoes €400 of net cash benefit."
    )


def test_risk_of_inaction_without_money_says_why(home: Home) -> None:
    with opened(home, {"Finance": SHEETS["Finance"]}) as mart:
        found = risk_of_inaction(all_figures(mart, view_of(mart)))
    assert found.startswith("It cannot be priced yet: there is no sheet Assumptions")


def test_why_now_names_what_got_worse_the_worst_first(home: Home) -> None:
    # Two full years: revenue per FTE falls by a tenth, hiring takes half as long again.
    years = [date(2024, month, 1) for month in range(7, 13)] + MONTHS
    finance = [["Sales", month, 90_000 if place >= 12 else 100_000, 24]
               for place, month in enumerate(years)]  # fmt: skip
    hires = [[f"{month}", "Sales", date.fromordinal(month.toordinal() - days), month]
             for place, month in enumerate(years)
             for days in [60 if place >= 12 else 40]]  # fmt: skip
    sheets = {
        "Finance": table("unit month revenue fte", *finance),
        "Requisitions": table("requisition_id unit opened_on filled_on", *hires),
    }
    with opened(home, sheets) as mart:
        found = why_now(mart, all_figures(mart, view_of(mart)))
    assert found == (
        "Two of our two measures got worse in a year: Time to hire, 40 days to 60 days; "
        "Revenue per FTE, €50,000 to €45,000."
    )


def test_why_now_where_nothing_got_worse(hand_made: Mart) -> None:
    found = why_now(hand_made, all_figures(hand_made, view_of(hand_made)))
    assert found == "No measure can be compared with a year ago yet."


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        # Over the two years of hires; both figures are of one measure.
        (40, 60, "Our one measure got worse in a year: Time to hire, 40 days to 60 days."),
        (60, 40, "No measure has got worse over the last year."),
        (40, 40, "No measure has got worse over the last year."),
        # 40 days, and in one month of twelve 43: on average 40.25, which is printed as 40.
        (40, 40.25, "No measure has got worse over the last year."),
    ],
)
def test_why_now_counts_only_what_is_seen_to_get_worse(
    home: Home, before: int, after: float, said: str
) -> None:
    years = [date(2024, month, 1) for month in range(7, 13)] + MONTHS
    hires = [[f"{month}", "Sales", date.fromordinal(month.toordinal() - days), month]
             for place, month in enumerate(years)
             for days in [before if place < 12 else 43 if (after, place) == (40.25, 20)
                          else int(after)]]  # fmt: skip
    sheets = {"Requisitions": table("requisition_id unit opened_on filled_on", *hires)}
    with opened(home, sheets) as mart:
        figures = all_figures(mart, view_of(mart))
        found = why_now(mart, figures)
    assert figures["time_to_hire.organisation.rolling12"].value == pytest.approx(after)
    assert found == said
