"""The sample organisation: `python data/make_sample.py [FOLDER]` writes its workbooks."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # to run as a file, from anywhere

from briefing.columns import Table
from briefing.declared import exports, learning
from data import (
    sample_activity,
    sample_briefing,
    sample_careers,
    sample_learning,
    sample_outcomes,
    sample_people,
    sample_pilot,
    sample_survey,
)
from data.sample_people import Worker
from data.sample_workbook import Row, write_workbook


def write_sample(folder: Path) -> list[Path]:
    """Write the workbooks into the folder and give their paths; every run writes the same."""
    population = sample_people.populate()
    workers = population.workers
    sample_careers.complete(workers)
    filled: list[tuple[Table, list[Row]]] = [
        (exports.WORKERS, [_row(worker) for worker in workers]),
        (exports.REQUISITIONS, sample_activity.requisitions(population)),
        (exports.FINANCE, sample_activity.finance(workers)),
        (exports.SURVEY, [*sample_survey.survey(workers)]),
        (learning.LEARNING, sample_learning.learning(workers)),
        (exports.INCIDENTS, sample_outcomes.incidents(workers)),
        (exports.MEASURES, sample_outcomes.measures()),
    ]
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for table, rows in filled:
        paths.append(folder / f"{table.name}.xlsx")
        write_workbook(paths[-1], [(table, rows)], export=True)
    for name, sheets in (
        ("pilot.xlsx", sample_pilot.sheets(workers)),
        ("briefing.xlsx", sample_briefing.sheets(workers)),
    ):
        paths.append(folder / name)
        write_workbook(paths[-1], sheets, export=False)
    return paths


def _row(worker: Worker) -> Row:
    """Give the person's cells in the order in which the columns are declared."""
    return (
        worker.employee_id,
        worker.unit,
        worker.team,
        worker.manager_id,
        worker.level,
        worker.hired,
        worker.left,
        worker.leave_type,
        worker.productive,
        worker.promoted,
        worker.moved,
    )


if __name__ == "__main__":
    goal = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("sample")
    for written in write_sample(goal):
        print(f"{written}: {written.stat().st_size / 1024:.0f} KB")
