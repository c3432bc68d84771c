"""The sentences that follow the inputs: each a formula, and the text that it gives now."""

import math
from dataclasses import dataclass

from briefing.exports.financial_model.content import Content
from briefing.exports.financial_model.sheet import Lines
from briefing.figures.words import Words


@dataclass(frozen=True)
class Sentence:
    """A formula that gives a text, and the text as it is before anything is changed."""

    formula: str
    text: str


def headline(content: Content) -> Sentence:
    """Say in one line what the scenario in use is worth, whether it pays back, what delay costs."""
    economics, words = content.economics[content.chosen], content.words
    months = content.basis.horizon
    formula = (
        'scenario&IF(npv_cash<0,": a loss of ",": a gain of ")'
        f'&{_money_formula(words, "npv_cash")}&" in cash over {months} months, "'
        '&IF(ISNUMBER(payback_cash),"paid back in month "&payback_cash,"not paid back")'
        '&"; each month of delay "&IF(delay_cost_cash<0,"saves ","costs ")'
        f"&{_money_formula(words, 'delay_cost_cash')}"
    )
    payback, delay = economics.payback_cash, economics.delay_cost_cash
    text = (
        f"{content.chosen}: a {'loss' if economics.npv_cash < 0 else 'gain'} of "
        f"{_money(words, economics.npv_cash)} in cash over {months} months, "
        f"{'not paid back' if payback is None else f'paid back in month {payback}'}; "
        f"each month of delay {'saves' if delay < 0 else 'costs'} {_money(words, delay)}"
    )
    return Sentence(formula, text)


def evidence_sentence(content: Content) -> Sentence:
    """Say whether the uplift in use lies within what the evidence goes to."""
    words, uplift, end = content.words, content.scenario.uplift, content.evidence.highest
    top = "MAX(conservative_band_high,uplift_high,pilot_high)"
    formula = (
        f'"The uplift of "&ROUND(100*uplift,2)&"% is "&IF(uplift>{top}+0.000000001,"beyond",'
        f'"within")&" the evidence, which goes to "&ROUND(100*{top},2)&"%; Notes say what it is."'
    )
    text = (
        f"The uplift of {words.lever_share(uplift)} is "
        f"{'beyond' if content.view.beyond_evidence else 'within'} the evidence, which goes to "
        f"{words.lever_share(end)}; Notes say what it is."
    )
    return Sentence(formula, text)


def inputs_check(model: Lines) -> Sentence:
    """Say whether two ways of working out the same agree, and the uplift's range is in order."""
    net = model.full_range("net_cash")
    first, rest = net.partition("!")[2].split(":")
    sheet = net.partition("!")[0]
    after = f"{sheet}!{_next_column(first)}:{rest}"
    formula = (
        f"IF(ABS({sheet}!{first}+NPV(monthly_rate,{after})-npv_cash)>0.005,"
        '"Check: present value differs from NPV()",'
        f"IF(ABS(benefits_cash-costs_cash-{model.total('net_cash')})>0.005,"
        '"Check: benefits less costs are not the net",'
        "IF(OR(uplift_low>uplift_base,uplift_base>uplift_high),"
        '"Check: uplift must have low, base and high in this order",'
        '"Checks hold: present value agrees with NPV(), benefits less costs with the net.")))'
    )
    held = "Checks hold: present value agrees with NPV(), benefits less costs with the net."
    return Sentence(formula, held)


def _next_column(cell: str) -> str:
    """Give the cell one column on, for the third column only: $D$5 becomes $E$5."""
    return cell.replace("$D$", "$E$")


def _money_formula(words: Words, name: str) -> str:
    """Give money without its sign: in millions, thousands or whole."""
    size = f"ABS({name})"
    number = (
        f'IF({size}>=1000000,FIXED({size}/1000000,2)&" million",'
        f'IF({size}>=10000,FIXED({size}/1000,0)&" thousand",FIXED({size},0)))'
    )
    return f'"{_sign(words)}"&{number}'


def _money(words: Words, value: float) -> str:
    size = abs(value)
    # Rounded as FIXED() does it: a half goes up.
    if size >= 1e6:
        text = f"{words.number(math.floor(size / 1e4 + 0.5) / 100, 2)} million"
    elif size >= 1e4:
        text = f"{words.number(math.floor(size / 1e3 + 0.5))} thousand"
    else:
        text = words.number(math.floor(size + 0.5))
    return f"{_sign(words)}{text}"


def _sign(words: Words) -> str:
    """Give what stands before the number; letters have a space behind them."""
    sign = words.money_sign
    return f"{sign} " if len(sign) > 1 else sign
