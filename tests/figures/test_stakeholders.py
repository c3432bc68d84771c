"""Where stakeholders stand: a rating beside its quadrant, standing, movement and engagement."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date

from briefing.figures.stakeholders import (
    Position,
    PublicPosition,
    Quadrant,
    positions,
    public_positions,
    stakeholder_figures,
)
from briefing.store.snapshots import Home
from tests.organisation import opened, table

HEAD = "stakeholder as_of influence interest stance concern tactic owner last_contact next_contact"
AS_OF = date(2026, 6, 30)  # the export's; all days below are seen from it
MAY, JUNE = date(2026, 5, 20), date(2026, 6, 20)


def rated(  # noqa: PLR0913 a rating has as many parts
    name: str,
    influence: float,
    interest: float,
    *,
    stance: int | None = 0,
    on: date = JUNE,
    last: date | None = None,
    coming: date | None = None,
) -> Sequence[object]:
    return [name, on, influence, interest, stance, "Cost", "One page", "HR director", last, coming]


def found(home: Home, *rows: Sequence[object]) -> list[Position]:
    with opened(home, {"Stakeholders": table(HEAD, *rows)}) as mart:
        return positions(mart)


def test_quadrants_begin_at_five(home: Home) -> None:
    expected = {
        (5.0, 5.0): Quadrant.MANAGE_CLOSELY,
        (10.0, 10.0): Quadrant.MANAGE_CLOSELY,
        (5.0, 4.9): Quadrant.KEEP_SATISFIED,
        (9.0, 0.0): Quadrant.KEEP_SATISFIED,
        (4.9, 5.0): Quadrant.KEEP_INFORMED,
        (0.0, 9.0): Quadrant.KEEP_INFORMED,
        (4.9, 4.9): Quadrant.MONITOR,
        (0.0, 0.0): Quadrant.MONITOR,
    }
    rows = [
        rated(f"{influence} {interest}", influence, interest) for influence, interest in expected
    ]
    made = {(p.influence, p.interest): p.public.quadrant for p in found(home, *rows)}
    assert made == expected


def test_standing_is_read_from_the_stance(home: Home) -> None:
    expected = {2: "with us", 1: "with us", 0: "open", -1: "not yet", -2: "not yet",
                None: "not rated"}  # fmt: skip
    rows = [rated(f"stands {stance}", 6, 6, stance=stance) for stance in expected]
    made = {p.public.stakeholder: p.standing for p in found(home, *rows)}
    assert made == {f"stands {stance}": standing for stance, standing in expected.items()}


def test_the_latest_rating_counts_and_the_one_before_is_the_tail(home: Home) -> None:
    made = found(
        home,
        rated("CFO", 8, 6, on=JUNE, stance=1),
        rated("CFO", 7, 4, on=date(2026, 2, 1), stance=-1),
        rated("CFO", 7.5, 5, on=MAY, stance=0),
        rated("CEO", 9, 9),
    )
    cfo = next(p for p in made if p.public.stakeholder == "CFO")
    assert (cfo.influence, cfo.interest, cfo.standing) == (8, 6, "with us")
    assert cfo.before == (5, 7.5)  # interest, influence
    assert cfo.rated_on == JUNE
    assert next(p for p in made if p.public.stakeholder == "CEO").before is None


def test_engagement(home: Home) -> None:
    today = AS_OF
    yesterday, soon = date(2026, 6, 29), date(2026, 7, 5)
    month_ago, longer_ago = date(2026, 5, 31), date(2026, 5, 30)
    table_of = [
        # Last talk, next one: engaged, overdue, and the date that the room sees.
        (None, None, False, False, None),
        (JUNE, soon, True, False, soon),
        # Within 30 days, and today at the earliest.
        (month_ago, today, True, False, today),
        (longer_ago, today, False, False, today),
        (yesterday, None, False, False, None),
        (None, soon, False, False, soon),
        # A date that has passed is none, and the talk is overdue.
        (JUNE, yesterday, False, True, None),
        (None, date(2026, 1, 1), False, True, None),
    ]
    rows = [rated(str(place), 8, 8, last=row[0], coming=row[1])
            for place, row in enumerate(table_of)]  # fmt: skip
    made = {p.public.stakeholder: p for p in found(home, *rows)}
    assert [
        (p.engaged, p.overdue, p.public.next_contact)
        for p in (made[str(place)] for place in range(len(table_of)))
    ] == [row[2:] for row in table_of]


def test_team_order_is_by_quadrant_and_influence_and_public_order_gives_no_rating_away(
    home: Home,
) -> None:
    rows = [
        rated("Audit", 2, 2),
        rated("CFO", 8, 6),
        rated("CEO", 7, 9),
        rated("Union", 3, 8),
        rated("Board", 9, 1),
        rated("Zoe", 9.5, 5),
    ]
    with opened(home, {"Stakeholders": table(HEAD, *rows)}) as mart:
        team = [p.public.stakeholder for p in positions(mart)]
        public = [p.stakeholder for p in public_positions(mart)]
    assert team == ["Zoe", "CFO", "CEO", "Board", "Union", "Audit"]
    assert public == ["CEO", "CFO", "Zoe", "Board", "Union", "Audit"]


def test_the_public_form_has_no_place_for_what_the_team_thinks() -> None:
    assert {field.name for field in fields(PublicPosition)} == {
        "stakeholder", "quadrant", "tactic", "owner", "next_contact",
    }  # fmt: skip


def test_figures_count_the_decision_makers(home: Home) -> None:
    soon = date(2026, 7, 5)
    rows = [
        rated("CEO", 8, 8, stance=2, last=JUNE, coming=soon),
        rated("CFO", 8, 6, stance=-1, last=JUNE, coming=None),
        rated("IT", 5, 5, stance=1, last=MAY, coming=soon),
        rated("Sales", 6, 6, stance=None),
        # Not among them, however engaged.
        rated("Union", 3, 8, stance=2, last=JUNE, coming=soon),
    ]
    with opened(home, {"Stakeholders": table(HEAD, *rows)}) as mart:
        made = {figure.key: figure for figure in stakeholder_figures(mart)}
    assert {key: figure.value for key, figure in made.items()} == {
        "decision_makers": 4,
        "decision_makers_with_us": 2,
        "decision_makers_engaged": 1,
    }
    assert {key for key, figure in made.items() if figure.team_only} == {"decision_makers_with_us"}
    assert {figure.n for figure in made.values()} == {4}
    assert made["decision_makers"].sources[0].cells == "A2:A6"


def test_no_figures_where_nobody_decides(home: Home) -> None:
    with opened(home, {"Stakeholders": table(HEAD, rated("Union", 3, 8))}) as mart:
        assert list(stakeholder_figures(mart)) == []
