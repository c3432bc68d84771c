"""RESULTS and formulas: what the scenario in use is worth, each by a formula."""

from dataclasses import dataclass

import numpy as np

from briefing.exports.financial_model.sheet import Lines, Value
from briefing.forecast.value import Economics


@dataclass(frozen=True)
class Result:
    """One result: the key of its figure, how it is shown, and to how many decimals it is told."""

    key: str
    style: str
    decimals: int


RESULTS = (
    Result("npv_cash", "money", 2),
    Result("npv_full", "money", 2),
    Result("payback_cash", "months", 0),
    Result("payback_full", "months", 0),
    Result("return_cash", "share", 6),
    Result("return_full", "share", 6),
    Result("irr_cash", "share", 6),
    Result("irr_full", "share", 6),
    Result("breakeven_uplift_cash", "fine_share", 6),
    Result("delay_cost_cash", "money", 2),
    Result("benefits_cash", "money", 2),
    Result("costs_cash", "money", 2),
    Result("peak_funding_cash", "money", 2),
)
"""In the order in which a finance committee asks for them."""

NONE = {
    "payback_cash": "not reached",
    "payback_full": "not reached",
    "return_cash": "no costs",
    "return_full": "no costs",
    "breakeven_uplift_cash": "not on the track",
}
"""What stands in place of a number that there is not, in a cell's few words."""

_NOTHING, _ONE_SIGN, _SIGNS, _LOST = (
    "no money moves", "no change of sign", " changes of sign", "not found"
)  # fmt: skip
_GUESSES = (0.01, 0.1, 0.5, -0.01, -0.05, -0.2)
"""Rates a month from which IRR() looks, one after the other, until it finds the only one."""


def shown(key: str, economics: Economics) -> Value:
    """Give a result as Python has it, or in a few words why it has none."""
    value: float | str | None = getattr(economics, key)
    if value is None:
        return NONE[key]
    if not isinstance(value, str):
        return float(value)
    flows = economics.net_cash if key == "irr_cash" else economics.net_full
    changes = np.count_nonzero(np.diff(np.sign(flows[flows != 0])))
    if changes:
        return f"{changes}{_SIGNS}"
    return _ONE_SIGN if flows.any() else _NOTHING


def formulas(model: Lines, breakeven: str) -> dict[str, str]:
    """Give each result's formula over the model's lines; `breakeven` are the crossings' cells."""
    npv = {kind: model.total(f"pv_{kind}") for kind in ("cash", "full")}
    paid, hours = model.total("pv_paid"), model.total("pv_hours")
    return {
        "npv_cash": npv["cash"],
        "npv_full": npv["full"],
        "payback_cash": _payback(model, "cash"),
        "payback_full": _payback(model, "full"),
        "return_cash": f'IF({paid}=0,"{NONE["return_cash"]}",{npv["cash"]}/{paid})',
        "return_full": f'IF({paid}+{hours}=0,"{NONE["return_full"]}",'
        f"{npv['full']}/({paid}+{hours}))",
        "irr_cash": _internal_rate(model, "cash"),
        "irr_full": _internal_rate(model, "full"),
        "breakeven_uplift_cash": f'IF(COUNT({breakeven})=0,"{NONE["breakeven_uplift_cash"]}",'
        f"MIN({breakeven}))",
        "delay_cost_cash": f"{npv['cash']}-{model.total('pv_later')}",
        "benefits_cash": model.total("benefits_cash"),
        "costs_cash": model.total("paid"),
        "peak_funding_cash": f"MAX(0,-{model.total('so_far_cash')})",
    }


def _payback(model: Lines, kind: str) -> str:
    """Give the month after the last in which the net so far is a loss."""
    last = model.total(f"loss_{kind}")
    return f'IF({last}={model.horizon},"{NONE[f"payback_{kind}"]}",{last}+1)'


def _internal_rate(model: Lines, kind: str) -> str:
    """Give the yearly rate, where the flows' sign changes once, so that there is one only."""
    net, changes = model.full_range(f"net_{kind}"), model.total(f"changes_{kind}")
    rate = f'"{_LOST}"'
    for guess in reversed(_GUESSES):
        rate = f"IFERROR((1+IRR({net},{guess}))^12-1,{rate})"
    none = f'IF(AND(MIN({net})=0,MAX({net})=0),"{_NOTHING}","{_ONE_SIGN}")'
    return f'IF({changes}=0,{none},IF({changes}>1,{changes}&"{_SIGNS}",{rate}))'
