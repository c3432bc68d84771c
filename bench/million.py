"""How long a whole load of up to a million workers takes, against readers that only read it.

Each run is a fresh process, and the ways take turns in one run: fastexcel alone to Arrow, and
recognising, checking and publishing into a new home. pandas with openpyxl takes minutes for a
million rows, so it reads a tenth and is scaled; `--whole` lets it read them all.
"""

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[1]
CACHE = Path(tempfile.gettempdir()) / "briefing-million"
SIZES = (10_000, 100_000, 300_000, 1_000_000)
HEADINGS = (
    "Employee ID", "Unit", "Team", "Manager ID", "Level", "Hire Date", "Termination Date",
    "Leave Type", "Productive On", "Promoted On", "Moved On", "Cost Centre",
)  # fmt: skip
BAD = 0.01
"""Share of the cells that are spoilt in the bad workbook."""

MOST_TIMES_FASTEXCEL, LEAST_TIMES_PANDAS, MOST_BYTES, MOST_TIMES_CLEAN = 2, 8, 2 * 10**9, 1.3
MOST_BEND = 1.3
"""How much longer a row of a million may take than one of a hundred thousand."""

MEASURED = """
import sys, time
from pathlib import Path
start = time.perf_counter()
{work}
print(time.perf_counter() - start)
"""
LOOK_EVERY = 0.02
FASTEXCEL = """
import fastexcel
start = time.perf_counter()
fastexcel.read_excel(sys.argv[1]).load_sheet(0).to_arrow()
"""
PANDAS = """
import pandas
start = time.perf_counter()
pandas.read_excel(sys.argv[1], engine="openpyxl")
"""
LOAD = """
import tempfile
from briefing.access import at_this_machine
from briefing.intake.read import Upload
from briefing.publish import commit, prepare
from briefing.store.snapshots import Home
start = time.perf_counter()
path = Path(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    home = Home(Path(folder))
    candidate = prepare(home, [Upload(path.name, path.read_bytes())])
    if candidate.publishable:
        commit(home, candidate, at_this_machine("bench"))
    elif "bad" not in path.name:
        raise SystemExit(str(candidate.problems[0]))
"""


def workbook(rows: int, *, bad: float = 0) -> Path:
    """Write a sheet of workers as Excel would, once, and give its path."""
    path = CACHE / f"workers-{rows}{'-bad' if bad else ''}.xlsx"
    if not path.exists():
        CACHE.mkdir(exist_ok=True)
        aside = path.with_suffix(".part")
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
            for name, text in PARTS.items():
                book.writestr(name, text)
            texts: dict[str, int] = {}
            with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
                sheet.write(b'<worksheet xmlns="%s"><sheetData>' % MAIN.encode())
                sheet.write(_row(1, HEADINGS, texts).encode())
                dice = random.Random(1)  # noqa: S311 the same workbook each time
                for row in range(2, rows + 2):
                    sheet.write(_row(row, _worker(row, dice, bad), texts).encode())
                sheet.write(b"</sheetData></worksheet>")
            items = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
            book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{items}</sst>')
        aside.replace(path)
    return path


def _worker(row: int, dice: random.Random, bad: float) -> list[str | int | None]:
    unit = dice.randrange(40)
    hired = dice.randrange(TODAY - 4000, TODAY - 400)
    left = dice.randrange(hired + 200, TODAY + 600)
    left_on = left if left <= TODAY else None
    moved = dice.random() < 0.1
    cells: list[str | int | None] = [
        f"E{row:07}", f"Unit {unit:02}", f"Team {unit:02}-{dice.randrange(12):02}",
        f"E{row // 10 + 2:07}", f"L{dice.randrange(1, 8)}", hired, left_on,
        dice.choice(LEAVES) if left_on else None,
        hired + dice.randrange(30, 150), hired + 180 if moved else None,
        hired + 190 if moved else None, f"CC{dice.randrange(300)}",
    ]  # fmt: skip
    if bad:
        for at in (5, 6, 7, 8, 9, 10):
            # Half of the columns take text of any kind: the others have their share, too.
            if dice.random() < bad * 2:
                cells[at] = f"see note {dice.randrange(500)}"
    return cells


def _row(row: int, cells: list[str | int | None] | tuple[str, ...], texts: dict[str, int]) -> str:
    made = []
    for letter, cell in zip("ABCDEFGHIJKL", cells, strict=True):
        if isinstance(cell, str):
            made.append(
                f'<c r="{letter}{row}" t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'
            )
        elif cell is not None:
            made.append(f'<c r="{letter}{row}" s="1"><v>{cell}</v></c>')
    return f'<row r="{row}">{"".join(made)}</row>'


TODAY = (date(2026, 1, 31) - date(1899, 12, 30)).days
LEAVES = ("voluntary", "voluntary", "involuntary", "retired", "other")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{WORDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{WORDS}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{WORDS}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{WORDS}.sharedStrings+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{LINKS}"><Relationship Id="rId1" '
        f'Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{LINKS}">'
        f'<Relationship Id="rId1" Type="{RELATED}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATED}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{RELATED}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>'
        '<sheet name="Workers" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    ),
}


def measure(work: str, path: Path) -> tuple[float, int]:
    """Give the seconds of one run in a fresh process, and the bytes it and its child had at most.

    Both are looked at together, again and again: their own peaks differ in time.
    """
    command = [sys.executable, "-c", MEASURED.format(work=work), str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            time.sleep(LOOK_EVERY)
        said = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise SystemExit(process.returncode)
    return float(said.splitlines()[-1]), peak


def resident(pid: int) -> int:
    """Give the bytes of memory that a process and all that it started have now."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        started = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text(encoding="ascii").split()
        ]
    except OSError:  # it ended meanwhile
        return 0
    return pages * resource.getpagesize() + sum(map(resident, started))


def main() -> None:
    """Print times, ratios and memory; exit 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--whole", action="store_true", help="let pandas read the million rows")
    asked = parser.parse_args()
    missed = False
    per_row: dict[int, float] = {}
    for rows in SIZES:
        runs = [
            (measure(FASTEXCEL, workbook(rows)), measure(LOAD, workbook(rows)))
            for _ in range(asked.rounds)
        ]
        alone, whole = (statistics.median(run[way][0] for run in runs) for way in (0, 1))
        peak = max(run[1][1] for run in runs)
        per_row[rows] = whole / rows
        print(
            f"{rows:>9,} rows: fastexcel {alone:.2f} s, loaded and published {whole:.2f} s, "
            f"{rows / whole:,.0f} rows/s, {peak / 1e9:.2f} GB"
        )
    ratios = [load[0] / alone[0] for alone, load in runs]
    bad = [measure(LOAD, workbook(rows, bad=BAD))[0] for _ in range(asked.rounds)]
    part = rows if asked.whole else rows // 10
    pandas = measure(PANDAS, workbook(part))[0] * (rows / part)
    scaled = "" if asked.whole else f", scaled from {part:,} rows"
    for name, value, reached, target in (
        ("load / fastexcel", statistics.median(ratios), MOST_TIMES_FASTEXCEL, "at most"),
        (f"pandas with openpyxl{scaled} / load", pandas / whole, LEAST_TIMES_PANDAS, "at least"),
        ("memory, GB", peak / 1e9, MOST_BYTES / 1e9, "at most"),
        ("1% bad cells / clean", statistics.median(bad) / whole, MOST_TIMES_CLEAN, "at most"),
        ("a row of 1,000,000 / of 100,000", per_row[rows] / per_row[100_000], MOST_BEND, "at most"),
    ):
        good = value <= reached if target == "at most" else value >= reached
        missed |= not good
        print(f"{name}: {value:.2f} ({target} {reached:g}){'' if good else ' MISSED'}")
    sys.exit(missed)


if __name__ == "__main__":
    main()
