"""Step: bring, map, check, difference, publish; what waits at each, and the row to move by."""

from enum import StrEnum

import streamlit as st

from briefing.grouping import grouped
from briefing.store.snapshots import Home
from briefing.ui.desk import STEP, Brought, put_aside


class Step(StrEnum):
    """A step on the way from a file to the board's pages."""

    BRING = "Bring"
    MAP = "Map"
    CHECK = "Check"
    DIFFERENCE = "Difference"
    PUBLISH = "Publish"


_ALL = tuple(Step)


def current_step(brought: Brought) -> Step:
    """Give the step that was chosen, else the first at which something waits for a person."""
    chosen = st.session_state.get(STEP)
    if chosen and _reachable(Step(chosen), brought):
        return Step(chosen)
    if brought.candidate is None or brought.locked:
        return Step.BRING
    if brought.asking:
        return Step.MAP
    return Step.DIFFERENCE if brought.publishable else Step.CHECK


def show_steps(home: Home, now: Step, brought: Brought) -> None:
    """Show the five steps, and the way to the next and out."""
    with st.container(key="steps", horizontal=True, vertical_alignment="center"):
        for number, step in enumerate(_ALL, start=1):
            waits = _waits(step, brought)
            st.button(
                f"{number} {step}{' · ' if waits else ''}{waits}",
                key=f"step_{step}",
                type="primary" if step is now else "tertiary",
                disabled=not _reachable(step, brought),
                on_click=_go,
                args=(step,),
            )
        st.space("stretch")
        if brought.uploads:
            st.button("Put aside", on_click=put_aside, args=(home,), help="Nothing has changed")
        following = _ALL[_ALL.index(now) + 1 :][:1]
        for step in following:
            if brought.candidate and _reachable(step, brought):
                st.button(f"Next: {step}", on_click=_go, args=(step,))


def _go(step: Step) -> None:
    st.session_state[STEP] = str(step)


def _reachable(step: Step, brought: Brought) -> bool:
    if step is Step.BRING:
        return True
    if step in {Step.MAP, Step.CHECK}:
        return brought.candidate is not None
    return brought.publishable


def _waits(step: Step, brought: Brought) -> str:
    """Say in a word or two what there is at a step."""
    if brought.candidate is None:
        return ""
    asking = len(brought.asking)
    warnings = len(grouped(brought.problems))
    moves = len(brought.changes.moves)
    return {
        Step.BRING: _counted(len(brought.uploads), "file"),
        Step.MAP: f"{_counted(asking, 'sheet')} to confirm" if asking else "✓",
        Step.CHECK: _counted(brought.errors, "error") if brought.errors
        else _counted(warnings, "warning") if warnings else "✓",
        Step.DIFFERENCE: _counted(moves, "figure") if brought.publishable else "",
        Step.PUBLISH: "",
    }[step]  # fmt: skip


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
