"""write_model: the scenario in use month by month, each cell a formula of what stands before it."""

from datetime import date

import numpy as np

from briefing.exports.financial_model.content import Content
from briefing.exports.financial_model.months import Monthly, a_month_later, monthly
from briefing.exports.financial_model.sheet import Lines, Sheet
from briefing.forecast.basis import Months

_OVERRUN = "(1+cost_overrun_base)"


def write_model(sheet: Sheet, content: Content, baseline: Lines) -> Lines:
    """Write the lines in the order in which they are worked out; give them for the results."""
    basis, scenario = content.basis, content.scenario
    now, later = monthly(basis, scenario), a_month_later(basis, scenario)
    sheet.text(0, 0, "The model, month by month", "title")
    text = "Month 0 is today; flows at month's end. Each line says in formulas how it comes about."
    sheet.text(1, 0, text, "quiet")
    lines = Lines(sheet, basis.horizon, row=3)
    months = range(basis.horizon + 1)
    lines.numbers("month", "Month", "", [*months], "months", "head")
    sheet.text(lines.rows["month"], 2, "Total", "head", "right")
    day_zero = date(1899, 12, 30)
    calendar = [(_later_by(content.last_actual, month) - day_zero).days for month in months]
    lines.add("calendar", "", "", "EDATE(first_month,{month})", calendar, "month", look="quiet")
    _people(lines, now)
    for part in content.basis.streams:
        _stream(lines, content, part.stream.kpi, now, baseline)
    _benefits(lines, content, now)
    _costs(lines, now)
    _net(lines, now)
    _present(lines, now)
    _later(lines, content, later)
    lines.widths()
    return lines


def _people(lines: Lines, now: Monthly) -> None:
    lines.heading("Who takes it up")
    lines.add("ramp", "Ramp: share of adoption reached", "share",
              "MIN(1,MAX(0,{month}-start_delay)/ramp_months)", now.ramp, "share")  # fmt: skip
    lines.add("counts", "Benefits count in this month", "1 or 0",
              'IF(AND({month}>start_delay,OR(guardrail_first_year<>"on",'
              "{month}<=start_delay+12)),1,0)", now.counts, "months")  # fmt: skip
    lines.add("reach", "Share of an uplift that is felt", "share",
              "adoption*{ramp}*{counts}", now.reach, "share")  # fmt: skip
    lines.add("joining", "People who start to learn", "people",
              "({ramp}-{ramp_before})*headcount*adoption", now.joining, "number",
              first="{ramp}*headcount*adoption", total="SUM")  # fmt: skip


def _stream(lines: Lines, content: Content, kpi: str, now: Monthly, baseline: Lines) -> None:
    part = next(part for part in content.basis.streams if part.stream.kpi == kpi)
    gross = now.flows.gross[kpi]
    lines.heading(f"{part.stream.title}: {part.stream.formula}")
    path = baseline.sheet.page.get_name()
    lines.add(f"{kpi}_worth", "Worth of an improvement of 100%", "money",
              f"{path}!{{month_column}}{baseline.rows[kpi] + 1}*{kpi}_volume*{kpi}_price",
              now.worth[kpi], "money", first="0")  # fmt: skip
    lines.add(f"{kpi}_improvement", "Improvement", "share",
              f"{kpi}_uplift*{kpi}_guard*{{reach}}", now.improvement[kpi],
              "fine_share")  # fmt: skip
    lines.add(f"{kpi}_gross", "Benefit, gross", "money",
              f"{{{kpi}_worth}}*{{{kpi}_improvement}}", gross, "money", total="SUM")  # fmt: skip
    netted = gross * (1 - part.netted)
    lines.add(f"{kpi}_netted", "Benefit, without what another stream has", "money",
              f"{{{kpi}_gross}}*(1-{kpi}_netted)", netted, "money", total="SUM")  # fmt: skip
    lines.add(f"{kpi}_cash", "Benefit in cash", "money",
              f"{{{kpi}_netted}}*{kpi}_cashable", netted * part.cashable, "money",
              total="SUM")  # fmt: skip


def _benefits(lines: Lines, content: Content, now: Monthly) -> None:
    kpis = [part.stream.kpi for part in content.basis.streams]
    flows = now.flows
    lines.sheet.page.set_h_pagebreaks([lines.row])
    lines.heading("Benefits")
    for key, title, values in (
        ("cash", "Benefits in cash", flows.cash + flows.paid),
        ("netted", "Benefits in full", flows.full + flows.paid + flows.hours),
    ):
        formula = "+".join(f"{{{kpi}_{key}}}" for kpi in kpis)
        lines.add(f"benefits_{key}", title, "money", formula, values, "money", total="SUM",
                  look="total")  # fmt: skip


def _costs(lines: Lines, now: Monthly) -> None:
    flows = now.flows
    lines.heading("Costs")
    for key, title, formula in (
        ("one_off", "One-off", "IF({month}=start_delay,one_off,0)"),
        ("per_month", "Running", "IF({month}>start_delay,per_month,0)"),
        ("per_learner", "For learners who start", "{joining}*cost_per_learner"),
    ):
        lines.add(key, title, "money", f"{formula}*{_OVERRUN}", flows.paid_for[key], "money",
                  total="SUM")  # fmt: skip
    lines.add("paid", "Costs paid", "money", "{one_off}+{per_month}+{per_learner}", now.flows.paid,
              "money", total="SUM", look="total")  # fmt: skip
    lines.add("hours", "The learners' own hours", "money",
              "{joining}*hours_per_learner*hourly_cost_base", now.flows.hours, "money",
              total="SUM")  # fmt: skip


def _net(lines: Lines, now: Monthly) -> None:
    lines.heading("Net benefit")
    for kind, title, formula, net in (
        ("cash", "cash only", "{benefits_cash}-{paid}", now.flows.cash),
        ("full", "in full", "{benefits_netted}-{paid}-{hours}", now.flows.full),
    ):
        so_far = np.cumsum(net)
        lines.add(f"net_{kind}", f"Net, {title}", "money", formula, net, "money", total="SUM",
                  look="total")  # fmt: skip
        lines.add(f"so_far_{kind}", f"Net so far, {title}; its lowest", "money",
                  f"{{so_far_{kind}_before}}+{{net_{kind}}}", so_far, "money",
                  first=f"{{net_{kind}}}", total="MIN")  # fmt: skip
        lines.add(f"loss_{kind}", f"Month with a loss so far, {title}; the last", "month",
                  f"IF({{so_far_{kind}}}<0,{{month}},-1)", _months_of_loss(so_far), "months",
                  total="MAX")  # fmt: skip
        _signs(lines, kind, title, net)


def _signs(lines: Lines, kind: str, title: str, net: Months) -> None:
    """Write how often the flows change their sign: once, and there is one rate of return."""
    sign = _carried_on(np.sign(net))
    lines.add(f"sign_{kind}", f"Sign of the last flow, {title}", "±1",
              f"IF({{net_{kind}}}=0,{{sign_{kind}_before}},SIGN({{net_{kind}}}))", sign, "months",
              first=f"SIGN({{net_{kind}}})")  # fmt: skip
    before = np.concatenate([[0.0], sign[:-1]])
    lines.add(f"changes_{kind}", f"Sign changes, {title}", "1 or 0",
              f"IF({{sign_{kind}}}*{{sign_{kind}_before}}<0,1,0)", sign * before < 0, "months",
              first="0", total="SUM")  # fmt: skip


def _carried_on(signs: Months) -> Months:
    """Give each month without a flow the sign of the one before."""
    last = np.maximum.accumulate(np.where(signs != 0, np.arange(signs.size), 0))
    carried: Months = signs[last]
    return carried


def _present(lines: Lines, now: Monthly) -> None:
    lines.heading("Present values")
    lines.add("discount", "Discount factor", "", "(1+monthly_rate)^-{month}", now.discount,
              "factor")  # fmt: skip
    flows = now.flows
    for key, title, formula, values in (
        ("pv_cash", "Net, cash only", "{net_cash}*{discount}", flows.cash),
        ("pv_full", "Net, in full", "{net_full}*{discount}", flows.full),
        ("pv_paid", "Costs paid", "{paid}*{discount}", flows.paid),
        ("pv_hours", "The learners' own hours", "{hours}*{discount}", flows.hours),
    ):
        lines.add(key, f"{title}, today's money", "money", formula, values * now.discount,
                  "money", total="SUM")  # fmt: skip


def _later(lines: Lines, content: Content, later: Monthly) -> None:
    """Write the same programme a month later, from which the cost of delay is taken."""
    kpis = [part.stream.kpi for part in content.basis.streams]
    flows = later.flows
    lines.heading("The same programme, started one month later")
    lines.add("later_ramp", "Ramp", "share",
              "MIN(1,MAX(0,{month}-start_delay-1)/ramp_months)", later.ramp, "share")  # fmt: skip
    lines.add("later_reach", "Share of an uplift that is felt", "share",
              'adoption*{later_ramp}*IF(AND({month}>start_delay+1,OR(guardrail_first_year<>"on",'
              "{month}<=start_delay+13)),1,0)", later.reach, "share")  # fmt: skip
    worth = "+".join(
        f"{{{kpi}_worth}}*{kpi}_uplift*{kpi}_guard*(1-{kpi}_netted)*{kpi}_cashable" for kpi in kpis
    )
    lines.add("later_benefits", "Benefits in cash", "money", f"{{later_reach}}*({worth})",
              flows.cash + flows.paid, "money", total="SUM")  # fmt: skip
    lines.add("later_paid", "Costs paid", "money",
              "(IF({month}=start_delay+1,one_off,0)+IF({month}>start_delay+1,per_month,0)"
              f"+({{later_ramp}}-{{later_ramp_before}})*headcount*adoption*cost_per_learner)*{_OVERRUN}",
              flows.paid, "money", first="0", total="SUM")  # fmt: skip
    lines.add("later_net", "Net, cash only", "money", "{later_benefits}-{later_paid}",
              flows.cash, "money", total="SUM", look="total")  # fmt: skip
    lines.add("pv_later", "Net, cash only, today's money", "money", "{later_net}*{discount}",
              flows.cash * later.discount, "money", total="SUM")  # fmt: skip


def _later_by(month: date, months: int) -> date:
    years, rest = divmod(month.month - 1 + months, 12)
    return date(month.year + years, rest + 1, 1)


def _months_of_loss(so_far: Months) -> Months:
    return np.where(so_far < 0, np.arange(so_far.size), -1.0)
