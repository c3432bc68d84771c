"""Checks the exit status and the one shape of JSON of every way in which a load can end."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from briefing.__main__ import main
from tests.intake.locked import LOCKED
from tests.intake.test_reading_formats import zipped
from tests.test_main import SHAPE
from tests.workbooks import workbook

ROOT = Path(__file__).parents[1]
GOOD = workbook({"Units": [["unit", "headcount"], ["Sales", 40]]})
BAD = workbook({"Units": [["unit", "headcount"], ["Sales", "many"]]})
OTHER = workbook({"Notes": [["a"], [1]]})
FILES = {
    "good.xlsx": GOOD,
    "bad.xlsx": BAD,
    "other.xlsx": OTHER,
    "empty.xlsx": b"",
    "cut.xlsx": GOOD[:900],
    "empty.zip": zipped({}),
    "none.zip": zipped({"picture.png": b"x"}),
    "good.zip": zipped({"good.xlsx": GOOD}),
    "half.zip": zipped({"good.xlsx": GOOD, "cut.xlsx": GOOD[:900]}),
    "locked.xls": LOCKED["rc4.xls"][0],
    "=cmd|' ,.xlsx": GOOD,
}
AS_NOBODY = """
import os, sys
sys.path.insert(0, sys.argv[1])
from briefing.__main__ import main
if os.geteuid() == 0:
    os.setuid(65534)
sys.exit(main(sys.argv[2:]))
"""
OUTCOMES = [
    (["good.xlsx"], 0, ""),
    (["good.zip"], 0, ""),
    (["=cmd|' ,.xlsx"], 0, ""),
    (["good.xlsx", "good.xlsx"], 0, "the same bytes as good.xlsx"),
    (["good.xlsx", "--annotate", "out.xlsx"], 0, ""),
    (["bad.xlsx"], 1, "'many'"),
    (["bad.xlsx", "--annotate", "out.xlsx"], 1, "'many'"),
    (["other.xlsx"], 1, "no sheet that is one of ours"),
    (["good.xlsx", "bad.xlsx"], 1, "'many'"),
    (["good.xlsx", "--annotate", "no/such/out.xlsx"], 1, "no/such/out.xlsx cannot be written"),
    (["good.xlsx", "--annotate", "folder.xlsx"], 1, "folder.xlsx cannot be written"),
    (["good.xlsx", "--annotate", "/proc/out.xlsx"], 1, "/proc/out.xlsx cannot be written"),
    ([], 2, "the following arguments are required: FILE"),
    (["good.xlsx", "--annotate", "good.xlsx"], 2, "give the annotated workbook another name"),
    (["good.xlsx", "--password-env", "NO_SUCH"], 2, "no environment variable NO_SUCH"),
    (["missing.xlsx"], 3, "no such file or directory"),
    (["folder.xlsx"], 3, "is a directory"),
    (["good.xlsx", "missing.xlsx"], 3, "no such file or directory"),
    (["empty.xlsx"], 3, "an empty file of 0 bytes"),
    (["cut.xlsx"], 3, "a damaged zip"),
    (["good.xlsx", "cut.xlsx"], 3, "a damaged zip"),
    (["bad.xlsx", "cut.xlsx"], 3, "a damaged zip"),
    (["cut.xlsx", "--annotate", "out.xlsx"], 3, "a damaged zip"),
    (["empty.zip"], 3, "an empty zip"),
    (["none.zip"], 3, "a zip without a workbook"),
    (["half.zip"], 3, "a damaged zip"),
    (["locked.xls"], 3, "protected by a password"),
    (["good.xlsx\n"], 3, "no such file or directory"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of files that each end a load in another way."""
    made = tmp_path_factory.mktemp("files")
    for name, content in FILES.items():
        (made / name).write_bytes(content)
    (made / "folder.xlsx").mkdir()
    return made


@pytest.mark.parametrize(("arguments", "status", "words"), OUTCOMES)
@pytest.mark.parametrize("more", [[], ["--json"], ["--check", "--json"]])
def test_a_load_ends_with_its_status_in_words_and_in_json(  # noqa: PLR0913, PLR0917 a case and its fixtures
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    more: list[str],
    status: int,
    words: str,
) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(folder)
    try:
        ended = main(["load", *arguments, *more])
    except SystemExit as exit_:
        ended = int(exit_.code or 0)
    said = capsys.readouterr()
    assert ended == status
    assert "Traceback" not in said.out + said.err
    if "--json" not in more:
        assert words in said.out + said.err
        return
    outcome = json.loads(said.out)
    assert list(outcome) == SHAPE
    assert (outcome["published"] is None) is (status != 0 or "--check" in more)
    told = [problem for problem in outcome["problems"] if problem["level"] == "error"]
    assert bool(told or outcome["error"]) is (status != 0)
    found = [problem["found"] for problem in outcome["problems"]]
    assert any(words in text for text in [*found, outcome["error"] or ""]) or not words


def test_a_file_that_may_not_be_read_is_told() -> None:
    """Root may read everything, so that the command runs as nobody where root runs the tests."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        (folder / "shut.xlsx").write_bytes(GOOD)
        (folder / "shut.xlsx").chmod(0o000)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(ROOT), "load", "--json", "shut.xlsx"],
            cwd=folder,
            env=os.environ | {"BRIEFING_HOME": str(folder / "home")},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert (done.returncode, done.stderr) == (3, "")
    outcome = json.loads(done.stdout)
    assert list(outcome) == SHAPE
    (problem,) = outcome["problems"]
    assert (problem["file"], problem["found"]) == ("shut.xlsx", "permission denied")
