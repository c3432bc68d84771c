"""Checks that the sample's workbooks are what their generator writes."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from data.make_sample import write_sample

SAMPLE = Path(__file__).parents[1] / "data" / "sample"


def parts(workbook: Path) -> dict[str, bytes]:
    """Give what is in a workbook, whatever the machine's way of packing it."""
    with ZipFile(workbook) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the sample anew."""
    folder = tmp_path_factory.mktemp("anew")
    write_sample(folder)
    return folder


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("*.xlsx")), ids=lambda path: path.name)
def test_every_run_writes_the_same(path: Path, written: Path) -> None:
    assert parts(written / path.name) == parts(path)


def test_no_workbook_is_left_over(written: Path) -> None:
    here = {path.name for path in SAMPLE.iterdir()}
    assert here == {path.name for path in written.iterdir()}
