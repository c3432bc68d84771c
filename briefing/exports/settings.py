"""Settings of levers and guardrails as they are written on the command line: uplift=4%."""

import math
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence

from briefing.exports.view import Move, UnknownNameError
from briefing.figures.words import Words, listed
from briefing.forecast.scenario import GUARDRAILS, LEVERS, Lever, Scenario, moved
from briefing.intake.names import close_to

SCENARIO_HELP = "conservative, base, stretch, or the name of a saved one"


class SettingError(UnknownNameError):
    """Raised where a lever or a guardrail was set to what it cannot be."""


def add_settings(command: ArgumentParser) -> None:
    """Add the scenario, its levers and its guardrails to a command."""
    command.add_argument("--scenario", default="base", help=SCENARIO_HELP)
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="LEVER=VALUE",
        help=f"move a lever, such as uplift=4%%; there are {listed([one.key for one in LEVERS])}",
    )
    command.add_argument(
        "--guardrail",
        action="append",
        default=[],
        metavar="NAME",
        help="; ".join(f"{key}: {words}" for key, words in GUARDRAILS.items()),
    )


def move_of(options: Namespace) -> Move:
    """Give what moves a scenario as the options say. Raises SettingError with what was expected."""
    named = guardrails_named(options.guardrail)

    def move(scenario: Scenario, levers: tuple[Lever, ...], words: Words) -> Scenario:
        # A saved scenario may have some on already.
        guardrails = scenario.guardrails | named
        return moved(scenario, lever_settings(options.set, levers, words), levers, guardrails)

    return move


def lever_settings(given: Sequence[str], levers: Sequence[Lever], words: Words) -> dict[str, float]:
    """Read settings such as "uplift=4%". Raises SettingError with what was expected."""
    return dict(_setting(text, {lever.key: lever for lever in levers}, words) for text in given)


def guardrails_named(given: Sequence[str]) -> frozenset[str]:
    """Read the names of guardrails. Raises SettingError with those that there are."""
    for name in given:
        if name not in GUARDRAILS:
            asked = close_to(name, list(GUARDRAILS))
            message = f"There is no guardrail '{name}'.{asked} There are {listed([*GUARDRAILS])}."
            raise SettingError(message)
    return frozenset(given)


def _setting(text: str, levers: Mapping[str, Lever], words: Words) -> tuple[str, float]:
    key, equals, written = (part.strip() for part in text.partition("="))
    if not equals:
        message = f"'{text}' sets nothing. Write a lever and its value, such as uplift=4%."
        raise SettingError(message)
    lever = levers.get(key)
    if lever is None:
        asked = close_to(key, list(levers))
        message = f"There is no lever '{key}'.{asked} There are {listed(list(levers))}."
        raise SettingError(message)
    expected = f"{lever.title} takes {_track(lever, words)}"
    value = _number(written, lever)
    if value is None:
        message = f"'{written}' is no value for {key}. {expected}."
        raise SettingError(message)
    if not lever.low <= value <= lever.high:
        mend = ""
        if lever.unit == "share" and "%" not in written and lever.low <= value / 100 <= lever.high:
            mend = f" {value:g}% is written {value / 100:g} or {value:g}%."
        message = f"{key} cannot be {written}. {expected}.{mend}"
        raise SettingError(message)
    if lever.unit == "months" and value != round(value) and key == "start_delay":
        message = f"{key} cannot be {written}. {expected}, in whole months."
        raise SettingError(message)
    return key, value


def _number(written: str, lever: Lever) -> float | None:
    """Read a number, or a share with its percent sign; None for what is none."""
    percent = lever.unit == "share" and written.endswith("%")
    try:
        number = float(written.rstrip("% ")) / 100 if percent else float(written)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _track(lever: Lever, words: Words) -> str:
    if lever.unit == "share":
        low, high = words.lever_share(lever.low), words.lever_share(lever.high)
        return f"a share from {low} to {high}, such as 0.03 or 3%"
    noun = {"months": "months", "hours": "hours"}.get(lever.unit, "an amount")
    return f"{noun} from {words.number(lever.low)} to {words.number(lever.high)}"
