"""write_streams: what each stream of benefit rests on, and its KPI's uplift at any setting."""

from dataclasses import dataclass

from briefing.exports.financial_model.content import Content
from briefing.exports.financial_model.sheet import Sheet, Value
from briefing.forecast.basis import StreamBasis
from briefing.forecast.flows import own_uplift
from briefing.forecast.scenario import Scenario


def write_streams(sheet: Sheet, content: Content, row: int) -> None:
    """Write a column for each stream. Its cells have names: voluntary_attrition_price."""
    sheet.text(row, 0, "Streams of benefit", "section")
    sheet.text(row + 1, 0, "Stream", "head")
    sheet.page.set_row(row + 1, 48)
    for place, part in enumerate(content.basis.streams, start=1):
        sheet.text(row + 1, place, part.stream.title, "head", "right")
        for below, line in enumerate(_lines(content, part), start=row + 2):
            sheet.text(below, 0, line.title, "row")
            if line.formula:
                sheet.formula(below, place, line.formula, line.value, "row", line.style, "right")
            elif isinstance(line.value, str):
                sheet.text(below, place, line.value, "row", "quiet", "right", "wrap")
                sheet.page.set_row(below, 48)
            else:
                sheet.number(below, place, line.value, "input", line.style)
            if line.key:
                sheet.name(f"{part.stream.kpi}_{line.key}", below, place)


@dataclass(frozen=True)
class _Line:
    """One line of a stream's column: an input, or a formula with its value."""

    title: str
    key: str
    formula: str
    value: Value
    style: str


def _lines(content: Content, part: StreamBasis) -> list[_Line]:
    basis, kpi, scenario = content.basis, part.stream.kpi, content.scenario
    own = part.uplift_input if kpi in basis.own_uplifts else "uplift"
    low, base, high = (own_uplift(basis, kpi, point) for point in basis.uplift_points)
    price, cashable = part.stream.price, part.stream.cashable
    cash = f"N({cashable}_cashable)" if cashable in content.assumptions else ""
    per = f"/{part.stream.per:g}" if part.stream.per != 1 else ""
    in_use = uplift_at("uplift", kpi) if kpi in basis.own_uplifts else "uplift"
    at_low = f"IF(uplift_low=0,0,IF(uplift_low=uplift_base,{kpi}_at_base,{own}_low))"
    guard = (
        f'IF(guardrail_confidence="on",{kpi}_confidence,1)'
        f'*IF(AND(guardrail_evidence="on",{kpi}_evidence<>"yes"),0,1)'
    )
    return [
        _Line("KPI", "", "", content.title_of(part), ""),
        _Line("Volume a month, from the exports", "volume", "", part.volume_a_month, "number"),
        _Line("Price of one unit of the KPI", "price", price and f"{price}_base{per}",
              part.price, "fine"),
        _Line("Share that is cashable", "cashable", cash,
              part.cashable, "share"),
        _Line("Share that another stream has", "netted", _netted(content, part), part.netted,
              "share"),
        _Line("Confidence in its estimates", "confidence", _confidence(part), part.confidence,
              "share"),
        _Line("Uplift rests on evidence", "evidence", _evidence(part),
              "yes" if part.has_evidence else "no", "right"),
        _Line("Uplift of the KPI at low", "at_low", at_low, low, "fine_share"),
        _Line("Uplift of the KPI at base", "at_base", f"IF(uplift_base=0,0,{own}_base)", base,
              "fine_share"),
        _Line("Uplift of the KPI at high", "at_high",
              f"IF(uplift_high=uplift_base,{kpi}_at_base,{own}_high)", high, "fine_share"),
        _Line("Uplift of the KPI in use", "uplift", in_use,
              own_uplift(basis, kpi, scenario.uplift), "fine_share"),
        _Line("Left by the guardrails", "guard", guard, guard_factor(scenario, part), "share"),
    ]  # fmt: skip


def uplift_at(point: str, kpi: str) -> str:
    """Give the formula of a KPI's uplift where the headline's lever stands at a cell's value.

    It goes in straight lines through nothing, low, base and high, and beyond in proportion.
    """
    return (
        f"IF(OR({point}<=0,uplift_high<=0),0,"
        f"IF({point}>uplift_high,{kpi}_at_high*{point}/uplift_high,"
        f"IF(AND({point}>=uplift_base,uplift_high>uplift_base),"
        f"{kpi}_at_base+({point}-uplift_base)/(uplift_high-uplift_base)"
        f"*({kpi}_at_high-{kpi}_at_base),"
        f"IF(AND({point}>=uplift_low,uplift_base>uplift_low),"
        f"{kpi}_at_low+({point}-uplift_low)/(uplift_base-uplift_low)"
        f"*({kpi}_at_base-{kpi}_at_low),"
        f"{kpi}_at_low*{point}/uplift_low))))"
    )


def guard_factor(scenario: Scenario, part: StreamBasis) -> float:
    """Give what the guardrails leave of a stream's improvement, first-year benefits aside."""
    if "evidence" in scenario.guardrails and not part.has_evidence:
        return 0.0
    return part.confidence if "confidence" in scenario.guardrails else 1.0


def _netted(content: Content, part: StreamBasis) -> str:
    """Give the formula of the share that another stream has; "" where it is an input here."""
    stream = part.stream
    if stream.part_of not in {one.stream.kpi for one in content.basis.streams}:
        return ""
    if stream.kpi == "cost_per_hire":
        hires = f"12*{stream.kpi}_volume"
        known = content.leavers is not None
        return f"IF({hires}=0,1,MIN(1,leavers_last_year/({hires})))" if known else ""
    return f"{stream.overlap_input}_base" if stream.overlap_input in content.assumptions else ""


def _confidence(part: StreamBasis) -> str:
    """Give the product of the confidences that are stated; one that is not counts as sure."""
    stated = [f"{name}_confidence" for name in (part.uplift_input, part.price_input) if name]
    return "*".join(f"IF(ISNUMBER({name}),{name},1)" for name in stated)


def _evidence(part: StreamBasis) -> str:
    row = part.uplift_input
    rests = f'OR({row}_evidence="pilot",{row}_evidence="benchmark")'
    return f'IF(AND({rests},{row}_source<>""),"yes","no")'
