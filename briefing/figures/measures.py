"""MEASURES: the numbers of Economics that are figures, each with its formula in words."""

from dataclasses import dataclass

CONVENTIONS = (
    "monthly rate (1 + yearly rate)^(1/12) − 1, flows at month's end, one-off costs at the "
    "start, nominal, before tax"
)


@dataclass(frozen=True)
class MoneyMeasure:
    """One number of Economics as a figure; `none_means` says why it may be None."""

    key: str
    title: str
    unit: str
    formula: str
    none_means: str = ""


_NO_COSTS = "there are no costs to set it against"
_NO_PAYBACK = "it does not pay back within the horizon"
_FORGONE = (
    "net present value, cash only, less that of a start one month later, both counted to the "
    "same last month: the net benefit forgone, not revenue"
)
_INTERNAL = "the yearly rate at which net present value, {}, is zero; " + CONVENTIONS
MEASURES = (
    MoneyMeasure(
        "npv_cash",
        "Net present value, cash only",
        "money",
        f"cashable benefits less costs paid, discounted; {CONVENTIONS}",
    ),
    MoneyMeasure(
        "npv_full",
        "Net present value, in full",
        "money",
        f"all benefits less costs and the learners' own hours, discounted; {CONVENTIONS}",
    ),
    MoneyMeasure(
        "return_cash",
        "Return, cash only",
        "share",
        "net present value, cash only ÷ present value of the costs paid",
        _NO_COSTS,
    ),
    MoneyMeasure(
        "return_full",
        "Return, in full",
        "share",
        "net present value, in full ÷ present value of the costs and the learners' hours",
        _NO_COSTS,
    ),
    MoneyMeasure(
        "irr_cash",
        "Internal rate of return, cash only",
        "share",
        _INTERNAL.format("cash only"),
    ),
    MoneyMeasure(
        "irr_full",
        "Internal rate of return, in full",
        "share",
        _INTERNAL.format("in full"),
    ),
    MoneyMeasure(
        "payback_cash",
        "Payback, cash only",
        "months",
        "the month from whose end on the cash so far never again comes to a loss",
        _NO_PAYBACK,
    ),
    MoneyMeasure(
        "payback_full",
        "Payback, in full",
        "months",
        "the month from whose end on the benefits so far never again come to a loss",
        _NO_PAYBACK,
    ),
    MoneyMeasure(
        "breakeven_uplift_cash",
        "Breakeven uplift, cash only",
        "share",
        "the smallest uplift at which net present value, cash only, is not negative",
        "no uplift on the lever's track breaks even",
    ),
    MoneyMeasure(
        "delay_cost_cash",
        "Cost of a month's delay, cash only",
        "money",
        _FORGONE,
    ),
    MoneyMeasure(
        "benefits_cash",
        "Benefits in cash",
        "money",
        "the cashable share of all benefits over the horizon, not discounted",
    ),
    MoneyMeasure(
        "costs_cash",
        "Costs paid",
        "money",
        "all costs paid over the horizon, not discounted",
    ),
    MoneyMeasure(
        "checkpoint_cash",
        "Paid by the 90-day checkpoint",
        "money",
        "one-off costs, and three months' costs of running and of those who start to learn",
    ),
    MoneyMeasure(
        "peak_funding_cash",
        "Deepest cash outlay",
        "money",
        "how far the cash so far goes below zero before it turns, not discounted",
    ),
)
