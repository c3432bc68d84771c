"""Cells: what was read of one sheet, and how it comes over from the process that read it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import pyarrow as pa

from briefing.intake.refusals import Refusal

_SHEET, _END = b"sheet", b"end"


class Out(Protocol):
    """Something that bytes are written to."""

    def write(self, data: Any, /) -> int:  # noqa: ANN401 Arrow hands over its own buffers
        """Write bytes."""


@dataclass(frozen=True)
class Marks:
    """What stands about a sheet beside its cells' texts; rows are Excel's, columns from 0."""

    formulas: tuple[tuple[int, int], ...] = ()
    merged: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cells:
    """A sheet's cells as text from Excel's row 1, with the first column's number from 0."""

    name: str
    batch: pa.RecordBatch
    first_column: int = 0
    errors: tuple[tuple[int, int, str], ...] = ()
    """(Excel row, index in `batch`, text) of each cell that holds an error."""
    marks: Marks = Marks()
    hidden: bool = False


def from_columns(name: str, columns: Sequence[Sequence[str | None]], **more: Any) -> Cells:  # noqa: ANN401 the fields of Cells
    """Give a sheet from the texts of its columns, all of one length."""
    arrays = [pa.array(column, pa.string()) for column in columns]
    names = [str(index) for index in range(len(arrays))]
    return Cells(name, pa.RecordBatch.from_arrays(arrays, names=names), **more)


def write_cells(out: Out, cells: Cells) -> None:
    """Write a sheet as an Arrow stream that tells the rest about it in its schema."""
    about = {
        "name": cells.name,
        "first_column": cells.first_column,
        "errors": cells.errors,
        "formulas": cells.marks.formulas,
        "merged": cells.marks.merged,
        "hidden": cells.hidden,
    }
    _write(out, cells.batch, _SHEET, about)


def write_end(out: Out, refusal: Refusal | None) -> None:
    """Write that all was read, or why it was not."""
    nothing = pa.RecordBatch.from_arrays([], names=[])
    _write(out, nothing, _END, asdict(refusal) if refusal else {})


def read_all(data: bytes) -> tuple[list[Cells], Refusal | None] | None:
    """Read what was written, without copying it; None where the writer did not come to its end."""
    source = pa.BufferReader(pa.py_buffer(data))
    sheets: list[Cells] = []
    try:
        for batch in _batches(source):
            about: dict[str, Any] = json.loads(next(iter(batch.schema.metadata.values())))
            if _END in batch.schema.metadata:
                return sheets, Refusal(**about) if about else None
            batch.validate(full=True)
            sheets.append(_cells(batch, about))
    except (pa.ArrowException, OSError, StopIteration):
        return None
    return None


def _write(out: Out, batch: pa.RecordBatch, key: bytes, about: object) -> None:
    text = json.dumps(about, separators=(",", ":")).encode()
    batch = batch.replace_schema_metadata({key: text})
    with pa.ipc.new_stream(out, batch.schema) as writer:
        writer.write_batch(batch)


def _batches(source: pa.BufferReader) -> Iterator[pa.RecordBatch]:
    while source.tell() < source.size():
        with pa.ipc.open_stream(source) as stream:
            # One batch is written to a stream; reading on takes the mark of its end.
            yield from list(stream)


def _cells(batch: pa.RecordBatch, about: dict[str, Any]) -> Cells:
    return Cells(
        name=about["name"],
        batch=batch,
        first_column=about["first_column"],
        errors=tuple((row, index, text) for row, index, text in about["errors"]),
        marks=Marks(
            tuple((row, column) for row, column in about["formulas"]), tuple(about["merged"])
        ),
        hidden=about["hidden"],
    )
