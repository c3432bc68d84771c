"""Checks what `diff`, `history` and `undo` say in words and as JSON, and that nothing is left."""

import json
from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.store.snapshots import Home
from tests.workbooks import Rows, Sheets, workbook

UNITS: Rows = [["unit", "headcount"], ["Sales", 40], ["Operations", 60]]
MORE: Rows = [["unit", "headcount"], ["Sales", 50], ["Operations", 60], ["Office", 5]]
FINANCE: Rows = [
    ["unit", "month", "revenue", "fte"],
    *(["Sales", f"2025-{month:02}-01", 200_000, 24] for month in range(1, 13)),
]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a folder with workbooks as the current one, and a home of its own."""
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    files: dict[str, Sheets] = {
        "units.xlsx": {"Units": UNITS, "Finance": FINANCE},
        "more.xlsx": {"Units": MORE},
        "bad.xlsx": {"Units": [*UNITS, ["Office", -1]]},
    }
    for name, sheets in files.items():
        Path(name).write_bytes(workbook(sheets))
    Path("empty.xlsx").write_bytes(b"")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, object]]:
    capsys.readouterr()
    status = main([*arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_diff_says_in_words_which_rows_and_figures_would_change(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["load", "units.xlsx"])
    files = sorted(Home.default().snapshots.iterdir())
    capsys.readouterr()
    assert main(["diff", "more.xlsx"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "units: 1 added, 1 changed, 0 removed",
        "  added unit: Office",
        "  changed unit: Sales",
    ]
    assert lines[3].endswith(" figures would move.")
    assert lines[-1] == "Clean; nothing was published."
    # Its files are gone again, and nothing was written down.
    assert sorted(Home.default().snapshots.iterdir()) == files
    assert len(Home.default().history()) == 1


def test_diff_as_json_has_rows_by_key_and_moves(capsys: pytest.CaptureFixture[str]) -> None:
    main(["load", "units.xlsx"])
    richer = [[*row[:2], 300_000, row[3]] if row[2] == 200_000 else row for row in FINANCE]
    Path("richer.xlsx").write_bytes(workbook({"Finance": richer}))
    status, outcome = said(capsys, "diff", "richer.xlsx")
    assert (status, outcome["published"], outcome["error"]) == (0, None, None)
    assert outcome["tables"] == {"finance": 12}
    assert outcome["rows"] == {
        "finance": {
            "before": 12,
            "after": 12,
            "added": 0,
            "changed": 12,
            "removed": 0,
            "added_keys": [],
            "changed_keys": [f"Sales · 2025-{month:02}-01" for month in range(1, 6)],
            "removed_keys": [],
        }
    }
    moves = outcome["moves"]
    assert isinstance(moves, list)
    assert moves
    assert {type(move["title"]) for move in moves} == {str}
    assert all(move["before"] != move["after"] for move in moves)


def test_diff_against_nothing_adds_all(capsys: pytest.CaptureFixture[str]) -> None:
    status, outcome = said(capsys, "diff", "units.xlsx")
    rows = outcome["rows"]
    assert isinstance(rows, dict)
    assert status == 0
    assert {name: (row["before"], row["added"]) for name, row in rows.items()} == {
        "finance": (0, 12),
        "units": (0, 2),
    }
    assert Home.default().history() == []


@pytest.mark.parametrize(
    ("files", "status"),
    [
        (["bad.xlsx"], 1),
        (["empty.xlsx"], 3),
        (["missing.xlsx"], 3),
        (["more.xlsx", "missing.xlsx"], 3),
    ],
)
def test_diff_of_what_could_not_be_published_says_why_and_compares_nothing(
    capsys: pytest.CaptureFixture[str], files: list[str], status: int
) -> None:
    main(["load", "units.xlsx"])
    found, outcome = said(capsys, "diff", *files)
    assert (found, outcome["rows"], outcome["moves"]) == (status, {}, [])
    problems = outcome["problems"]
    assert isinstance(problems, list)
    assert "error" in [problem["level"] for problem in problems]
    assert main(["diff", *files]) == status
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing was published."


def test_history_as_json_lists_every_publish_with_its_state(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said(capsys, "history")[1]["history"] == []
    main(["load", "units.xlsx"])
    main(["load", "more.xlsx"])
    first, second = Home.default().history()
    status, outcome = said(capsys, "history")
    assert (status, outcome["published"], outcome["error"]) == (0, second.id, None)
    assert outcome["history"] == [
        {
            "id": first.id, "at": first.at, "who": first.who, "files": ["units.xlsx"],
            "tables": {"finance": 12, "units": 2}, "state": "",
        },
        {
            "id": second.id, "at": second.at, "who": second.who, "files": ["more.xlsx"],
            "tables": {"units": 3}, "state": "current",
        },
    ]  # fmt: skip


def test_undo_as_json_says_what_was_taken_back_and_what_is_current(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["load", "units.xlsx"])
    main(["load", "more.xlsx"])
    first, second = Home.default().history()
    status, outcome = said(capsys, "undo")
    assert (status, outcome["published"], outcome["taken_back"]) == (0, first.id, second.id)
    listed = said(capsys, "history")[1]["history"]
    assert isinstance(listed, list)
    assert [one["state"] for one in listed] == ["current", "taken back"]
    status, outcome = said(capsys, "undo")
    assert (status, outcome["published"], outcome["taken_back"]) == (0, None, first.id)
    status, outcome = said(capsys, "undo")
    assert (status, outcome["error"]) == (1, "There is nothing to take back.")
    assert "taken_back" not in outcome


def test_a_load_that_jumped_is_published_with_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    main(["load", "units.xlsx"])
    thousands = [[*row[:2], 200, row[3]] if row[2] == 200_000 else row for row in FINANCE]
    Path("thousands.xlsx").write_bytes(workbook({"Finance": thousands}))
    capsys.readouterr()
    assert main(["load", "thousands.xlsx"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "thousands.xlsx › Finance!C1: found a median revenue of 200, expected about 200,000, as in "
        "the last load; it is 1,000 times smaller  [warning] Check the unit: single ones, "
        "thousands or millions; 5% is 0.05."
    )
