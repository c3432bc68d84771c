"""Checks the command line: exit statuses, JSON shape, and plain words for whatever goes wrong."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.store.snapshots import Home
from tests.workbooks import Rows, Sheets, excel_error, workbook

UNITS: Rows = [["unit", "headcount"], ["Sales", 40], ["Operations", 60]]
MORE: Rows = [["unit"], ["Sales"], ["Operations"], ["Office"]]
BAD: Rows = [[], [None, "unit", "headcount"], [None, "Sales", excel_error("#N/A")]]
ODD: Rows = [["unit", "headcout"], ["Sales", 1]]
SHAPE = ["published", "tables", "problems", "groups", "rows", "moves", "error"]
EMPTY: dict[str, object] = {
    "published": None, "tables": {}, "problems": [], "groups": [], "rows": {}, "moves": [],
    "error": None,
}  # fmt: skip
ID = re.compile(r"20[0-9]{6}-[0-9a-f]{6}")
FILES: dict[str, Sheets] = {
    "units.xlsx": {"Units": UNITS},
    "more.xlsx": {"Units": MORE},
    "bad.xlsx": {"Units": BAD},
    "odd.xlsx": {"Units": ODD},
    "other.xlsx": {"Notes": [["a"], [1]]},
    "a'b;--.xlsx": {"O'Brien": UNITS},
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of workbooks, good and bad, as the current one, with a home of its own."""
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    for name, sheets in FILES.items():
        (tmp_path / name).write_bytes(workbook(sheets))
    (tmp_path / "empty.xlsx").write_bytes(b"")
    (tmp_path / "letter.xlsx").write_bytes(b"Dear board")
    (tmp_path / "folder.xlsx").mkdir()
    return tmp_path


def home() -> Home:
    return Home.default()


def snapshot_files() -> list[str]:
    return sorted(path.name for path in home().snapshots.iterdir())


LOADS = [
    (["units.xlsx"], 0, True),
    (["units.xlsx", "--check"], 0, False),
    (["odd.xlsx"], 0, True),
    (["a'b;--.xlsx"], 0, True),
    (["bad.xlsx"], 1, False),
    (["bad.xlsx", "--check"], 1, False),
    (["other.xlsx"], 1, False),
    (["units.xlsx", "bad.xlsx"], 1, False),
    (["units.xlsx", "more.xlsx"], 1, False),
    (["empty.xlsx"], 3, False),
    (["letter.xlsx"], 3, False),
    (["folder.xlsx"], 3, False),
    (["missing.xlsx"], 3, False),
    (["units.xlsx", "missing.xlsx"], 3, False),
    (["units.xlsx", "letter.xlsx"], 3, False),
    (["bad.xlsx", "letter.xlsx", "--check"], 3, False),
]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "status", "last"),
    [
        (["units.xlsx"], 0, "Published as snapshot"),
        (["units.xlsx", "--check"], 0, "Clean; nothing was published."),
        (["bad.xlsx"], 1, "Nothing was published."),
        (["other.xlsx"], 1, "Nothing was published."),
        (["empty.xlsx"], 3, "Nothing was published."),
        (["missing.xlsx"], 3, "Nothing was published."),
    ],
)
def test_load_in_words(
    capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, last: str
) -> None:
    assert main(["load", *arguments]) == status
    said = capsys.readouterr()
    assert said.out.splitlines()[-1].startswith(last)
    assert said.err == ""


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("arguments", "status", "published"), LOADS)
def test_load_as_json(
    capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, *, published: bool
) -> None:
    assert main(["load", "--json", *arguments]) == status
    outcome = json.loads(capsys.readouterr().out)
    assert list(outcome) == SHAPE
    current = home().current()
    assert outcome["published"] == (current.id if current else None)
    assert (current is not None) is published
    assert len(snapshot_files()) == 2 * published
    levels = [problem["level"] for problem in outcome["problems"]]
    assert ("error" in levels) is (status != 0)
    for problem in outcome["problems"]:
        names = ["file", "sheet", "cell", "found", "expected", "mend", "level", "correction"]
        assert list(problem) == names
        assert {type(problem[name]) for name in names[:-1]} == {str}
        assert problem["file"]
        assert problem["mend"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("file", "outcome"),
    [
        ("units.xlsx", {"tables": {"units": 2}, "problems": []}),
        (
            "bad.xlsx",
            {
                "tables": {"units": 1},
                "problems": [
                    {
                        "file": "bad.xlsx",
                        "sheet": "Units",
                        "cell": "C3",
                        "found": "#N/A",
                        "expected": "a whole number of at least 0",
                        "mend": "Write digits only, without a decimal point or a unit.",
                        "level": "error",
                        "correction": None,
                    }
                ],
            },
        ),
        (
            "odd.xlsx",
            {
                "tables": {"units": 1},
                "problems": [
                    {
                        "file": "odd.xlsx",
                        "sheet": "Units",
                        "cell": "B1",
                        "found": "a column 'headcout'",
                        "expected": "headcount, to whose name 'headcount' it is alike by 94%",
                        "mend": "It was taken for headcount. Rename it if it is not.",
                        "level": "warning",
                        "correction": None,
                    }
                ],
            },
        ),
        (
            "missing.xlsx",
            {
                "tables": {},
                "problems": [
                    {
                        "file": "missing.xlsx",
                        "sheet": "",
                        "cell": "",
                        "found": "no such file or directory",
                        "expected": "an Excel workbook",
                        "mend": "Check the name, and that you may read it.",
                        "level": "error",
                        "correction": None,
                    }
                ],
            },
        ),
    ],
)
def test_the_json_says_what_was_found(
    capsys: pytest.CaptureFixture[str], file: str, outcome: dict[str, object]
) -> None:
    main(["load", "--json", "--check", file])
    said = json.loads(capsys.readouterr().out)
    groups = said.pop("groups")
    assert said == {name: value for name, value in EMPTY.items() if name != "groups"} | outcome
    problems = outcome["problems"]
    assert isinstance(problems, list)
    assert [group["count"] for group in groups] == [1] * len(problems)
    for group, problem in zip(groups, problems, strict=True):
        named = {key: group[key] for key in problem if key != "cell"}
        assert named == {key: value for key, value in problem.items() if key != "cell"}
        assert group["cells"] == ([problem["cell"]] if problem["cell"] else [])


@pytest.mark.usefixtures("folder")
def test_a_problem_in_words_names_the_cell_and_the_mend(capsys: pytest.CaptureFixture[str]) -> None:
    main(["load", "bad.xlsx"])
    assert capsys.readouterr().out.splitlines() == [
        (
            "bad.xlsx › Units!C3: found #N/A, expected a whole number of at least 0  [error] "
            "Write digits only, without a decimal point or a unit."
        ),
        "units: 1 rows",
        "Nothing was published.",
    ]


def test_many_problems_alike_are_one_line_in_words_and_whole_in_json(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: Rows = [["unit", "headcount"], *([f"U{row}", -1] for row in range(50))]
    (folder / "many.xlsx").write_bytes(workbook({"Units": rows}))
    assert main(["load", "many.xlsx"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        (
            "many.xlsx › Units!B2, B3, B4 and 47 more: found '-1', expected a whole number of at "
            "least 0  [error] Write it without the minus sign."
        ),
        "units: 50 rows",
        "Nothing was published.",
    ]
    main(["load", "many.xlsx", "--json"])
    said = json.loads(capsys.readouterr().out)
    assert len(said["problems"]) == 50
    (group,) = said["groups"]
    assert (group["where"], group["count"]) == ("Units!B2, B3, B4 and 47 more", 50)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["publish"],
        ["load"],
        ["load", "--json"],
        ["load", "units.xlsx", "--force"],
        ["history", "x"],
        ["undo", "1"],
        ["figures", "--scenario"],
        ["diff"],
        ["diff", "units.xlsx", "--check"],
        ["load", "units.xlsx", "--annotate"],
        ["load", "units.xlsx", "--annotate", "out.pdf"],
        ["undo", "--json", "1"],
    ],
)
def test_a_command_that_there_is_not_is_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2
    said = capsys.readouterr()
    assert said.err.startswith("usage: python -m briefing")
    if "--json" in arguments:
        outcome = json.loads(said.out)
        assert outcome == EMPTY | {"error": said.err.strip()}


@pytest.mark.usefixtures("folder")
def test_history_lists_each_publish_and_undo_takes_the_last_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def said(*arguments: str) -> tuple[int, list[str]]:
        status = main(arguments)
        return status, capsys.readouterr().out.splitlines()

    assert said("history") == (0, [])
    said("load", "units.xlsx")
    said("load", "more.xlsx")
    first, second = (snapshot.id for snapshot in home().history())
    status, lines = said("history")
    assert status == 0
    for line, snapshot_id, words in zip(
        lines, (first, second), ("2 rows  units.xlsx  ", "3 rows  more.xlsx  current"), strict=True
    ):
        assert line.startswith(f"{snapshot_id}  20")
        assert line.endswith(words)
    assert said("undo") == (
        0,
        [f"Snapshot {second} was taken back.", f"Snapshot {first} is current again."],
    )
    _, lines = said("history")
    assert [line.split("  ")[-1] for line in lines] == ["current", "taken back"]
    assert said("undo") == (0, [f"Snapshot {first} was taken back.", "No snapshot is current."])
    assert said("undo") == (1, ["There is nothing to take back."])


@pytest.mark.usefixtures("folder")
def test_history_says_which_entry_was_altered(capsys: pytest.CaptureFixture[str]) -> None:
    main(["load", "units.xlsx"])
    ledger = home().root / "ledger.db"
    ledger.write_bytes(ledger.read_bytes().replace(b"units.xlsx", b"Units.xlsx"))
    capsys.readouterr()
    assert main(["history"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        "The ledger was altered: entry 1 is not as it was written."
    )


def missing_mart(home: Home) -> None:
    next(home.snapshots.glob("mart-*")).unlink()


def damaged_mart(home: Home) -> None:
    next(home.snapshots.glob("mart-*")).write_bytes(b"x")


def damaged_facts(home: Home) -> None:
    next(home.snapshots.glob("facts-*")).write_bytes(b"x")


def damaged_ledger(home: Home) -> None:
    (home.root / "ledger.db").write_bytes(b"not a database" * 1000)


def file_for_home(home: Home) -> None:
    shutil.rmtree(home.root)
    home.root.write_bytes(b"")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("damage", "command"),
    [
        (missing_mart, ["figures", "--json"]),
        (damaged_mart, ["figures"]),
        (damaged_facts, ["load", "units.xlsx", "--check", "--json"]),
        (damaged_ledger, ["history"]),
        (damaged_ledger, ["load", "units.xlsx"]),
        (file_for_home, ["history"]),
        (file_for_home, ["load", "units.xlsx"]),
    ],
)
def test_a_damaged_home_is_said_in_words(
    capsys: pytest.CaptureFixture[str], damage: Callable[[Home], None], command: list[str]
) -> None:
    main(["load", "units.xlsx"])
    damage(home())
    capsys.readouterr()
    assert main(command) == 1
    out = capsys.readouterr().out
    if "--json" in command:
        said = json.loads(out)
        assert said == EMPTY | {"error": said["error"]}
        assert said["error"]
        return
    assert len(out.strip().splitlines()) == 1


def test_the_sample_is_published_once_and_only_where_there_is_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["load", "units.xlsx"])
    assert main(["sample"]) == 0
    assert len(home().history()) == 1
    shutil.rmtree(folder / "home")
    capsys.readouterr()
    assert (main(["sample"]), main(["sample"])) == (0, 0)
    (snapshot,) = home().history()
    assert capsys.readouterr().out == f"Published the sample as snapshot {snapshot.id}.\n"


def test_the_command_runs_as_a_process(folder: Path) -> None:
    def run(*arguments: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "briefing", *arguments],
            cwd=Path(__file__).parents[1],
            env=os.environ,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    status, out, err = run("load", "--json", str(folder / "units.xlsx"))
    published = json.loads(out)["published"]
    assert (status, err) == (0, "")
    assert ID.fullmatch(published)
    status, out, err = run("load", str(folder / "letter.xlsx"))
    assert (status, err) == (3, "")
    assert out.startswith("letter.xlsx: found text without columns,")
