"""write_breakeven: present value at the points where an uplift bends, and where it crosses zero."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from briefing.exports.financial_model.content import Content
from briefing.exports.financial_model.months import Monthly, monthly
from briefing.exports.financial_model.sheet import Lines, Value
from briefing.exports.financial_model.streams import guard_factor, uplift_at
from briefing.forecast.basis import StreamBasis
from briefing.forecast.flows import own_uplift
from briefing.forecast.scenario import LEVERS, track_end

_AT_ONCE = 'IF({value}>=0,0,"")'
_CROSSING = (
    "IF(AND({value_before}<0,{value}>=0),{point_before}+({point}-{point_before})"
    '*-{value_before}/({value}-{value_before}),"")'
)
_POINTS = ("nothing", "low", "base", "high", "the track's end")


def write_breakeven(lines: Lines, content: Content) -> str:
    """Write the table below the model's lines; give the cells that hold breakeven, if any.

    Present value is linear in the lever between its points, so that the crossing is exact.
    """
    sheet, basis = lines.sheet, content.basis
    now = monthly(basis, content.scenario)
    lines.heading(
        "Breakeven: net present value, cash only, at the points between which it is linear"
    )
    row, first = lines.row, lines.first
    sheet.texts(row, 0, ("Point on the track of uplift", "", "for 100%", *_POINTS), "quiet")
    track = next(lever.high for lever in LEVERS if lever.key == "uplift")
    end = f"IF(uplift_high<={track:g},{track:g},2*uplift_high)"
    low, base, high = basis.uplift_points
    points = [0.0, low, base, high, track_end("uplift", high)]
    formulas = ("0", "uplift_low", "uplift_base", "uplift_high", end)
    row += 1
    point_row = row
    sheet.texts(row, 0, ("Uplift", "share", ""), "row")
    for place, (formula, point) in enumerate(zip(formulas, points, strict=True)):
        sheet.formula(row, first + place, formula, point, "row", "fine_share")
    values = [-float((now.flows.paid * now.discount).sum())] * len(points)
    terms: list[str] = [""] * len(points)
    for part in basis.streams:
        row += 1
        whole = _stream(lines, content, row, part, now)
        for place, point in enumerate(points):
            at = xl_rowcol_to_cell(point_row, first + place, row_abs=True)
            own = part.stream.kpi in basis.own_uplifts
            uplift = own_uplift(basis, part.stream.kpi, point)
            formula = uplift_at(at, part.stream.kpi) if own else at
            sheet.formula(row, first + place, formula, uplift, "row", "fine_share")
            values[place] += uplift * whole
            terms[place] += f"+{xl_rowcol_to_cell(row, first + place)}*$C${row + 1}"
    row += 1
    sheet.texts(row, 0, ("Net present value, cash only", "money", ""), "total")
    for place, (term, value) in enumerate(zip(terms, values, strict=True)):
        formula = f"{term.removeprefix('+')}-{lines.total('pv_paid')}"
        sheet.formula(row, first + place, formula, value, "total", "money")
    row += 1
    sheet.texts(row, 0, ("Where it first does not lose", "share", ""), "row")
    for place in range(len(points)):
        column = first + place
        cells = {
            "value": xl_rowcol_to_cell(row - 1, column),
            "point": xl_rowcol_to_cell(point_row, column),
            "value_before": xl_rowcol_to_cell(row - 1, column - 1),
            "point_before": xl_rowcol_to_cell(point_row, column - 1),
        }
        formula = (_CROSSING if place else _AT_ONCE).format_map(cells)
        found = _crossing(points, values, place)
        sheet.formula(row, column, formula, found, "row", "fine_share")
    lines.row = row + 1
    ends = (xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
            for column in (first, first + len(points) - 1))  # fmt: skip
    return f"{sheet.page.get_name()}!{':'.join(ends)}"


def _stream(lines: Lines, content: Content, row: int, part: StreamBasis, now: Monthly) -> float:
    """Write what an uplift of 100% would bring a stream in cash, in today's money."""
    kpi = part.stream.kpi
    factor = guard_factor(content.scenario, part) * (1 - part.netted) * part.cashable
    whole = factor * float((now.worth[kpi] * now.reach * now.discount).sum())
    three = ",".join(lines.range(key) for key in (f"{kpi}_worth", "reach", "discount"))
    formula = f"{kpi}_guard*(1-{kpi}_netted)*{kpi}_cashable*SUMPRODUCT({three})"
    lines.sheet.texts(row, 0, (f"{part.stream.title}, its KPI's uplift", "share"), "row")
    lines.sheet.formula(row, 2, formula, whole, "row", "money")
    return whole


def _crossing(points: Sequence[float], values: Sequence[float], place: int) -> Value:
    """Give where the line from the point before crosses zero; "" where it does not."""
    if not place:
        return 0.0 if values[0] >= 0 else ""
    before, now = values[place - 1], values[place]
    if not before < 0 <= now:
        return ""
    return points[place - 1] + (points[place] - points[place - 1]) * -before / (now - before)
