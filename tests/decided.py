"""Decisions of the tests: taken on a page of what is published, as the page's button does it."""

from contextlib import closing
from datetime import date

from briefing.access import Person
from briefing.clock import today
from briefing.figures.money import money_view
from briefing.figures.on_page import page_content, seen_of
from briefing.forecast.scenario import moved, shipped_scenarios
from briefing.store.decisions import Choice, Decision, decide, decisions
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.people import ANA

# One white dot: a picture as good as any to whoever only keeps it.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a494441"
    "54789c63f80f0001010100b138f6140000000049454e44ae426082"
)


def decided(  # noqa: PLR0913 what of a decision the tests vary
    home: Home,
    page: str = "trajectory",
    *,
    who: Person = ANA,
    wording: str = "Release €180,000",
    uplift: float = 0.045,
    next_on: date | None = None,
    team: bool = False,
    picture: bytes = PICTURE,
) -> Decision:
    """Write a decision down on the current snapshot, under Base with another uplift."""
    current = home.current()
    assert current
    with closing(Mart(home.verified_mart(current))) as mart:
        base = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)
        scenario = moved(base["base"], {"uplift": uplift}) if base else None
        view = money_view(mart, scenario)
        content = page_content(mart, view, page, "voluntary_attrition")
        seen = seen_of(mart, content, scenario, home.position(), team=team)
    known = [one.position for one in decisions(home) if one.seen.page == page]
    wanted = Decision(seen, Choice.APPROVED, "CFO", wording, next_on or today())
    return decide(home, wanted, picture, who, max(known, default=0))
