"""Checks that each promise of SECURITY.md and docs/privacy.md names a test, and that it exists."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("SECURITY.md", "docs/privacy.md")
_NAMED = re.compile(r"`([^`\s]+\.py)::([^`\s]+)`")
_PROMISES = re.compile(r"^\| promise \| tests \|\n\|---\|---\|\n((?:\|.*\n)+)", re.MULTILINE)


def named(text: str) -> list[tuple[str, str]]:
    return _NAMED.findall(text)


def promises(text: str) -> list[str]:
    """Give each line of the tables of promises."""
    return [line for table in _PROMISES.findall(text) for line in table.splitlines()]


def known(path: str) -> set[str]:
    """Give the names of a file's tests, without running it; none where it is no file of tests."""
    file = ROOT / path
    if not (file.exists() and file.name.startswith("test_")):
        return set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_test_that_is_named_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert len(named(text)) > 10
    missing = [f"{path}::{name}" for path, name in named(text) if name not in known(path)]
    assert missing == []
    assert text.count("::test_") == len(named(text)), "each is written so that it is found"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_promise_names_its_test(document: str) -> None:
    found = promises((ROOT / document).read_text(encoding="utf-8"))
    assert len(found) > 10
    assert [line for line in found if not named(line)] == []


def test_a_promise_without_a_test_would_be_found() -> None:
    table = (
        "| promise | tests |\n|---|---|\n| Nothing is lost | `tests/a.py::test_b` |\n| Honest | |\n"
    )
    assert [bool(named(line)) for line in promises(table)] == [True, False]
    assert known("tests/test_promises.py") >= {"test_every_promise_names_its_test"}
    assert known("tests/not_there.py") == set()
