"""write_notes: conventions, the streams in words, what stands where, and what lies behind it."""

from briefing.exports.financial_model.content import Content
from briefing.exports.financial_model.sheet import Sheet
from briefing.figures.evidence import evidence_text
from briefing.figures.measures import CONVENTIONS
from briefing.figures.money import money_sources
from briefing.figures.streams import stream_figures
from briefing.figures.words import Words
from briefing.forecast.baseline import METHOD
from briefing.forecast.basis import STREAMS, StreamBasis
from briefing.forecast.scenario import GUARDRAILS

_AS_PUBLISHED = (
    "What the briefing worked out from the same data. The difference is 0.00 until an input is "
    "changed; then it is what the change is worth."
)
_DELAY = (
    "Net present value, cash only, less that of a start one month later, both counted to the same "
    "last month: net benefit forgone, not revenue."
)
_UPLIFT = (
    "The relative improvement of a KPI at full adoption and ramp. A KPI with low, base and high of "
    "its own goes through them as the lever goes through the headline's."
)
_FULL = "All benefits that no other stream has, less what is paid and the learners' own hours."
_CONVENTIONS = (
    ("Money", f"{CONVENTIONS}."),
    ("Cash only", "The cashable share of benefits, less what is paid."),
    ("In full", _FULL),
    ("Cost of delay", _DELAY),
    ("Uplift", _UPLIFT),
)


def write_notes(sheet: Sheet, content: Content) -> None:
    """Write the notes, a heading and its lines at a time."""
    sheet.widths(30, 100)
    sheet.text(0, 0, "Notes", "title")
    row = 2
    for heading, lines in _sections(content).items():
        sheet.texts(row, 0, (heading, ""), "band")
        row += 1
        for name, text in lines:
            sheet.text(row, 0, name, "row", "wrap", "bold")
            sheet.text(row, 1, text, "row", "wrap")
            sheet.height(row, (name, 30), (text, 100))
            row += 1
        row += 1


def _sections(content: Content) -> dict[str, list[tuple[str, str]]]:
    evidence = evidence_text(content.words, content.evidence, content.scenario.uplift)
    return {
        "How to use it": _use(content),
        "Conventions": [
            *_CONVENTIONS,
            *((f"Guardrail {k}", f"{w}.") for k, w in GUARDRAILS.items()),
        ],
        "Evidence of the uplift": [(content.chosen, f"{evidence}.")],
        "Streams": [
            *(_stream(content.words, part) for part in content.basis.streams),
            *_not_priced(content),
            ("Current trajectory", f"{METHOD}."),
        ],
        "Sources": [
            ("Snapshot", content.mart.snapshot),
            *_sources(content),
        ],
    }


def _sources(content: Content) -> list[tuple[str, str]]:
    """Give the cells that the money rests on, by file."""
    found: dict[str, list[str]] = {}
    for source in dict.fromkeys(money_sources(content.mart, content.view)):
        found.setdefault(source.file, []).append(f"{source.sheet}!{source.cells}")
    return [(file, ", ".join(cells)) for file, cells in found.items()]


def _use(content: Content) -> list[tuple[str, str]]:
    still = (
        f"The horizon of {content.basis.horizon} months and the current trajectories are those of "
        "the publish; a trajectory may be overwritten on Baseline."
    )
    return [
        ("Scenario", "Choose one on Summary: all sheets show the one in use."),
        ("Inputs", "Cells in blue on yellow may be changed: all else follows."),
        (
            content.titles[-1],
            "This scenario's levers are inputs, in the last column on Assumptions.",
        ),
        ("As published", _AS_PUBLISHED),
        ("Not live", still),
    ]


def _stream(words: Words, part: StreamBasis) -> tuple[str, str]:
    said = f"{part.stream.formula}. {words.share(part.cashable, 0)} of it is cashable"
    if part.netted:
        said += f"; {words.share(part.netted, 0)} of it is not counted: {part.stream.overlap}"
    return part.stream.title, f"{said}."


def _not_priced(content: Content) -> list[tuple[str, str]]:
    """Say of each stream that is left out why it is."""
    found = {figure.key: figure.reason for figure in stream_figures(content.mart, content.view)}
    reasons = ((stream.title, found[f"{stream.kpi}.benefit.gross"]) for stream in STREAMS)
    return [(title, f"Not counted: {reason}.") for title, reason in reasons if reason]
