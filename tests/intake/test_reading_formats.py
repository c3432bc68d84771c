"""Checks that files are read by their content, whatever their name, encoding and delimiter."""

import io
import zipfile

import msoffcrypto
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from briefing.intake.read import RawSheet, Upload, read_workbook, unpack
from tests.workbooks import upload, workbook

BOOK = workbook({"Units": [["unit", "head"], ["Sales", 7]]})
TABLE = [["unit", "head"], ["Zürich", "Ana"]]


def zipped(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def locked(password: str) -> bytes:
    content = io.BytesIO()
    OOXMLFile(io.BytesIO(BOOK)).encrypt(password, content)
    return content.getvalue()


def rows(sheet: RawSheet) -> list[list[str | None]]:
    return [list(row) for row in zip(*(c.to_pylist() for c in sheet.cells.columns), strict=True)]


def only(name: str, content: bytes, password: str = "") -> RawSheet:
    sheets, problem = read_workbook(Upload(name, content, password))
    assert problem is None, problem
    (sheet,) = sheets
    return sheet


def found(name: str, content: bytes, password: str = "") -> str:
    sheets, problem = read_workbook(Upload(name, content, password))
    assert sheets == []
    assert problem is not None
    assert problem.mend
    return problem.found


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_text_is_read_in_its_encoding_and_with_its_delimiter(delimiter: str, encoding: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in TABLE)
    assert rows(only("units.csv", text.encode(encoding))) == TABLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b\n"x\ny",2\n', [["a", "b"], ["x\ny", "2"]]),
        ('a,b\n"say ""x""",2\n', [["a", "b"], ['say "x"', "2"]]),
        ("sep=;\na;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        ("a;b\n1,5;2,5\n", [["a", "b"], ["1,5", "2,5"]]),
        ("Title\n\na,b\n1,2\n", [["Title", None], [None, None], ["a", "b"], ["1", "2"]]),
        ("a,b\n0012,\n", [["a", "b"], ["0012", None]]),
        ('a;b\r\n"x\r\ny";"1;2"\r\n', [["a", "b"], ["x\r\ny", "1;2"]]),
        ("\ufeffsep=;\r\na;b\r\n1,5;2\r\n", [["a", "b"], ["1,5", "2"]]),
        ("SEP=^\na^b\n1^2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        ('a,b\n5" pipe,2\n', [["a", "b"], ['5" pipe', "2"]]),
        ('a,b\n1,"x\ny"\n', [["a", "b"], ["1", "x\ny"]]),
    ],
)
def test_a_text_tables_cells_stand_where_they_stood(
    text: str, expected: list[list[str | None]]
) -> None:
    assert rows(only("t.csv", text.encode())) == expected


@pytest.mark.parametrize("name", ["units.xls", "units.ods", "units.csv", "units", "units.xlsm"])
def test_a_workbook_is_read_under_any_name(name: str) -> None:
    assert only(name, BOOK).headings == ("unit", "head")


def test_a_text_table_is_read_under_a_workbooks_name() -> None:
    sheet = only("units.xlsx", b"unit,head\nSales,Ana\n")
    assert (sheet.name, sheet.headings) == ("units", ("unit", "head"))


def test_a_workbook_in_strict_office_xml_is_read() -> None:
    strict = {
        "schemas.openxmlformats.org/spreadsheetml/2006/": "purl.oclc.org/ooxml/spreadsheetml/",
        "schemas.openxmlformats.org/officeDocument/2006/": "purl.oclc.org/ooxml/officeDocument/",
    }
    parts = {}
    with zipfile.ZipFile(io.BytesIO(BOOK)) as book:
        for name in book.namelist():
            text = book.read(name).decode()
            for usual, other in strict.items():
                text = text.replace(usual, other)
            parts[name] = text.encode()
    assert rows(only("units.xlsx", zipped(parts))) == [["unit", "head"], ["Sales", "7"]]


def test_columns_in_great_number_are_read_up_to_excels_own() -> None:
    header = ",".join(f"c{number}" for number in range(16_384))
    sheet = only("wide.csv", f"{header}\n{',' * 16_383}\n".encode())
    assert (sheet.cells.num_columns, sheet.column_letters[-1]) == (16_384, "XFD")
    assert "'wide' of more than 16,384 columns" in found("wide.csv", f"{header},x\n".encode())


def test_an_archives_files_are_read_each_as_its_own() -> None:
    archive = Upload("all.zip", zipped({"a/one.xlsx": BOOK, "two.csv": b"unit,head\nA,1\n"}))
    sheets, problem = read_workbook(archive)
    assert problem is None
    assert [(s.upload.name, s.name) for s in sheets] == [
        ("all.zip › a/one.xlsx", "Units"),
        ("all.zip › two.csv", "two"),
    ]
    assert len({sheet.upload.load_id for sheet in sheets}) == 2
    assert len(unpack(archive)[0]) == 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("~$book.xlsx", b"\x03Ana" + bytes(161), "lock file"),
        ("a.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00", "Excel 4.0"),
        ("a.xls", b"<html><body><table><tr><td>1</td></tr></table>", "a web page (HTML)"),
        (
            "a.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "Excel 2003 XML",
        ),
        ("a.xls", b"\xef\xbb\xbf \r\n<HTML><BODY></BODY></HTML>", "a web page (HTML)"),
        ("a.xls", "<html><table>".encode("utf-16"), "a web page (HTML)"),
        ("a.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a web page (HTML)"),
        ("a.docx", zipped({"word/document.xml": b"<a/>"}), "a Word document"),
        ("a.zip", zipped({"b.zip": zipped({"c.xlsx": BOOK})}), "a zip inside a zip"),
        ("a.zip", zipped({"picture.png": b"x"}), "without a workbook"),
        ("a.xlsx", zipped({}), "an empty zip"),
        ("a.xlsx", zipped({"xl/worksheets/sheet1.xml": b"<a/>"}), "[Content_Types].xml is missing"),
        ("a.xlsx", b"Dear board", "text without columns"),
        ("a.csv", b'a,b\n1,"x\n3,4\n5,6\n', 'a quotation mark (") that is never closed'),
        ("a.csv", b'a,b\n"1,x\n3,4\n5,6\n', 'a quotation mark (") that is never closed'),
        ("a.csv", b'a,b\n1,"' + b"x" * 10_000_001, 'a quotation mark (") that is never closed'),
        ("a.csv", bytes(range(1, 200)), "neither a workbook nor text"),
    ],
)
def test_what_is_not_read_is_named(name: str, content: bytes, words: str) -> None:
    assert words in found(name, content)


def test_a_password_opens_a_workbook_and_is_shown_nowhere() -> None:
    content = locked("Secret7")
    assert msoffcrypto.OfficeFile(io.BytesIO(content)).is_encrypted()
    assert only("book.xlsx", content, "Secret7").headings == ("unit", "head")
    assert "Secret7" not in repr(Upload("book.xlsx", content, "Secret7"))
    same = Upload("book.xlsx", content, "Secret7").load_id
    assert same == Upload("book.xlsx", content).load_id


def test_hidden_sheets_merged_ranges_and_uncalculated_formulas_are_told() -> None:
    (sheet,), problem = read_workbook(upload({"S": [[None, "a"], [None, "=1+1"]]}))
    assert problem is None
    assert (sheet.formula_cells, sheet.merged, sheet.hidden) == (((2, 0),), (), False)
