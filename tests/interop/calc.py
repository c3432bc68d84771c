"""recalculated: workbooks as LibreOffice works them out anew, without the values written before."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""LibreOffice would otherwise keep the values that a workbook brings."""


def recalculated(folder: Path, books: Mapping[str, bytes]) -> dict[str, Workbook]:
    """Give the values of workbooks by name after one run of LibreOffice over all of them."""
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is not installed: run tests/interop/install.py"
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    written, found = folder / "written", folder / "found"
    written.mkdir()
    for name, content in books.items():
        (written / f"{name}.xlsx").write_bytes(content)
    command = [
        soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx",
        "--outdir", str(found), *map(str, sorted(written.iterdir())),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return {name: openpyxl.load_workbook(found / f"{name}.xlsx", data_only=True) for name in books}
