"""Checks that any damage to a file ends in its sheets or in a problem, and nothing is raised."""

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.intake.read import Upload, read_workbook
from tests.intake.locked import BOOK, DATA
from tests.intake.test_reading_formats import zipped

TEXT = 'unit;head\r\nZürich;"Ana\r\nMaria"\r\n'.encode("cp1252")
ODS = zipped(
    {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": (
            b'<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            b'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            b'xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:spreadsheet>'
            b'<t:table t:name="Units"><t:table-row><t:table-cell o:value-type="string">'
            b"<x:p>unit</x:p></t:table-cell></t:table-row></t:table>"
            b"</o:spreadsheet></o:body></o:document-content>"
        ),
    }
)
WHOLE = {
    "units.xlsx": BOOK,
    "units.xls": (DATA / "units.xls").read_bytes(),
    "units.ods": ODS,
    "units.csv": TEXT,
    "units.zip": zipped({"units.csv": TEXT, "units.xlsx": BOOK}),
    "locked.xls": (DATA / "locked-rc4.xls").read_bytes(),
    "locked.ods": (DATA / "locked.ods").read_bytes(),
}


@st.composite
def damaged(draw: st.DrawFn) -> Upload:
    """Give a file with bits turned, its end cut off, or a piece of another set in."""
    name = draw(st.sampled_from(sorted(WHOLE)))
    content = bytearray(WHOLE[name])
    places = st.integers(0, len(content) - 1)
    match draw(st.sampled_from(["bits", "cut", "spliced", "repeated"])):
        case "bits":
            for at in draw(st.lists(places, min_size=1, max_size=8)):
                content[at] ^= draw(st.integers(1, 255))
        case "cut":
            del content[draw(places) :]
        case "spliced":
            other = WHOLE[draw(st.sampled_from(sorted(WHOLE)))]
            start = draw(st.integers(0, len(other) - 1))
            at = draw(places)
            content[at : at + draw(st.integers(0, 600))] = other[start : start + 600]
        case _:
            at = draw(places)
            content[at:at] = content[at : at + 600] * draw(st.integers(1, 9))
    return Upload(name, bytes(content), draw(st.sampled_from(["", "Secret7"])))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(damaged())
def test_a_damaged_file_is_read_or_told(file: Upload) -> None:
    sheets, problem = read_workbook(file)
    if problem:
        assert sheets == []
        assert problem.file.startswith(file.name)
        assert problem.found
        assert problem.mend
    for sheet in sheets:
        assert len(sheet.column_letters) == sheet.cells.num_columns
        assert {field.type for field in sheet.cells.schema} <= {pa.string(), pa.large_string()}
