"""Checks the header rows of real workbooks by others, where their folder lies beside ours."""

from pathlib import Path

import pytest

from briefing.intake.header import find_header
from briefing.intake.read import Upload, read_workbook

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
HEADERS = {
    ("hr/adoption_metrics.xlsx", "Template"): (5, 5, "Metric"),
    ("hr/employee_sample_2sheets.xlsx", "Data"): (1, 1, "EEID"),
    ("hr/employee_sample_side_summary.xlsx", "Data"): (1, 1, "EEID"),
    ("hr/governance_framework.xlsx", "Governance Framework"): (3, 3, "Governance area"),
    ("hr/ibm_hr_attrition.xlsx", "WA_Fn-UseC_-HR-Employee-Attriti"): (1, 1, "Age"),
    ("hr/kpi_template_spaced.xlsx", "2024"): (5, 5, "MONTH"),
    ("hr/nhs_eu_uk_2016.xlsx", "final"): (4, 5, "EU All staff"),
    ("hr/raid_log.xlsx", "RAID Log"): (4, 4, "ID"),
    ("hr/roi_calculator.xlsx", "Sheet1"): (5, 5, "#"),
    ("hr/stakeholder_register_title.xlsx", "Sheet1"): (6, 6, "Stakeholder"),
    ("hr/training_20k_multivalue.xlsx", "Sheet1"): (1, 1, "Training Program ID"),
    ("messy/readxl__deaths.xls", "arts"): (5, 5, "Name"),
    ("messy/readxl__deaths.xlsx", "arts"): (5, 5, "Name"),
    ("messy/readxl__deaths.xlsx", "other"): (5, 5, "Name"),
    ("messy/fastexcel__fixture-changing-header-location.xlsx", "Sheet1"): (2, 2, "Month"),
    ("messy/fastexcel__fixture-changing-header-location.xlsx", "Sheet2"): None,
    ("messy/fastexcel__fixture-changing-header-location.xlsx", "Sheet3"): (12, 12, "Month"),
    ("messy/calamine__no-header.xlsx", "Feuille 1"): None,
    ("messy/pandas__testmultiindex.xlsx", "mi_column"): (1, 2, "foo a"),
}
THERE = {place: found for place, found in HEADERS.items() if (CORPUS / place[0]).exists()}

if THERE:

    @pytest.mark.parametrize(("place", "found"), THERE.items(), ids=str)
    def test_the_headings_of_a_real_workbook_are_found(
        place: tuple[str, str], found: tuple[int, int, str] | None
    ) -> None:
        path = CORPUS / place[0]
        sheets, _ = read_workbook(Upload(path.name, path.read_bytes()))
        sheet = next(sheet for sheet in sheets if sheet.name == place[1])
        header = find_header(sheet)
        first = next((text for text in header.texts if text), "") if header else ""
        assert (header and (header.first_row, header.last_row, first)) == found
