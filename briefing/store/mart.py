"""Mart: what may be shown of one snapshot, read from its file."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from briefing.store.duck import read
from briefing.store.programme import (
    Objection,
    Phase,
    Pilot,
    PilotTeam,
    PlatformScore,
    Risk,
    Skill,
    Story,
)
from briefing.store.rows import (
    AskRow,
    Assumption,
    Baseline,
    BaselineCheck,
    Cell,
    Cost,
    KpiRow,
    Origin,
    Stakeholder,
    read_loads,
)
from briefing.store.snapshots import SnapshotDamagedError

MART_FORMAT = 5
"""Raised by one with every change of what a mart holds."""

MART_DDL = """
CREATE TABLE mart.meta (snapshot VARCHAR, as_of DATE, format BIGINT);
CREATE TABLE mart.kpi_cells (
    kpi VARCHAR, scope VARCHAR, grain VARCHAR, starts_on DATE, ends_on DATE,
    numerator DOUBLE, denominator DOUBLE, n BIGINT, value DOUBLE, reason VARCHAR, small VARCHAR);
CREATE TABLE mart.baselines (
    kpi VARCHAR, scope VARCHAR, month_number BIGINT, value DOUBLE,
    low_80 DOUBLE, high_80 DOUBLE, low_95 DOUBLE, high_95 DOUBLE, spread DOUBLE);
CREATE TABLE mart.baseline_checks (
    kpi VARCHAR, scope VARCHAR, origins BIGINT, compared BIGINT, held_80 BIGINT, held_95 BIGINT,
    reason VARCHAR);
"""

SMALL_TABLES = (
    "settings", "units", "kpis", "stakeholders", "assumptions", "costs", "asks", "loads",
    "skills", "pilots", "pilot_teams", "roadmap", "risks", "stories", "objections", "platforms",
)  # fmt: skip
"""What HR keeps, and the list of loads, go into the mart as they are."""

_STRICT = 11
"""The strict preset's minimum; usual where groups of 10 must not be told apart."""

_AS_WRITTEN = "_load, _sheet, _row"
"""The order of the sheet; of several sheets, one after the other."""

_Row = TypeVar("_Row")


@dataclass(frozen=True)
class Settings:
    """What holds for the whole organisation, with this program's defaults where it is silent."""

    organisation: str = "Organisation not named"
    currency: str = ""
    locale: str = "en_GB"
    as_of: date | None = None
    horizon_months: int = 36
    discount_rate: float = 0.08
    minimum_group: int = 5
    minimum_comments: int = 10
    retention_months: int = 24
    oldest_days: int = 45
    meeting_on: date | None = None


def parse_settings(values: dict[str, str]) -> Settings:
    """Turn the checked texts of the Settings sheet into their types."""

    def day(name: str) -> date | None:
        return date.fromisoformat(values[name][:10]) if name in values else None

    default = Settings()
    if values.get("privacy") == "strict":
        default = replace(default, minimum_group=_STRICT, minimum_comments=_STRICT)
    return Settings(
        organisation=values.get("organisation", default.organisation),
        currency=values.get("currency", default.currency),
        locale=values.get("locale", default.locale),
        as_of=day("as_of"),
        horizon_months=int(float(values.get("horizon_months", default.horizon_months))),
        discount_rate=float(values.get("discount_rate", default.discount_rate)),
        minimum_group=int(float(values.get("minimum_group", default.minimum_group))),
        minimum_comments=int(float(values.get("minimum_comments", default.minimum_comments))),
        retention_months=int(float(values.get("retention_months", default.retention_months))),
        oldest_days=int(float(values.get("oldest_days", default.oldest_days))),
        meeting_on=day("meeting_on"),
    )


class Mart:
    """Reads one mart file. Safe to share between threads: every query takes its own cursor."""

    def __init__(self, path: Path) -> None:
        """Open the file read-only. Raises SnapshotDamagedError for another version's file."""
        self._con = read(path)
        self._made: dict[str, list[Any]] = {}
        self._kept: dict[tuple[str, tuple[object, ...]], list[tuple[Any, ...]]] = {}
        self.snapshot: str
        self.as_of: date
        self.snapshot, self.as_of, made_for = self._all("FROM meta")[0]
        if made_for != MART_FORMAT:
            message = f"{path.name} was made by another version; load the workbooks again"
            raise SnapshotDamagedError(message)
        self.settings = parse_settings(dict(self._all("SELECT name, value FROM settings")))
        self.loads = read_loads(self._con)

    @property
    def sample(self) -> str:
        """The mark of invented data: "Sample organisation", "Partly sample data", or nothing."""
        samples = {load.sample for load in self.loads}
        if samples == {True}:
            return "Sample organisation"
        return "Partly sample data" if True in samples else ""

    def scopes(self) -> list[str]:
        """Give the units that are shown, the pool of small ones and the organisation."""
        rows = self._all(
            "SELECT DISTINCT scope FROM kpi_cells SEMI JOIN scope_of USING (scope) ORDER BY 1"
        )
        return [row[0] for row in rows]

    def measured(self) -> list[str]:
        """Give the keys of the measures that have a cell, hidden ones included."""
        return [row[0] for row in self._all("SELECT DISTINCT kpi FROM kpi_cells ORDER BY 1")]

    def cells(self, kpi: str, scope: str, grain: str) -> list[Cell]:
        """Give a KPI's cells of one scope and grain, oldest first."""
        rows = self._all(
            "SELECT kpi, scope, grain, starts_on, ends_on, numerator, denominator, n, value, "
            "reason FROM kpi_cells WHERE kpi = ? AND scope = ? AND grain = ? ORDER BY starts_on",
            kpi, scope, grain,
        )  # fmt: skip
        return [Cell(*row) for row in rows]

    def scope_of(self, unit: str | None, organisation: str) -> str:
        """Give the scope in which a unit is shown: its own, the pool's, or the organisation."""
        if not unit:
            return organisation
        rows = self._all(
            "SELECT scope FROM scope_of WHERE unit = ? AND scope <> ?", unit, organisation
        )
        return rows[0][0] if rows and rows[0][0] in self.scopes() else unit

    def units_in(self, scope: str) -> tuple[str, ...]:
        """Give the units that a scope is made of."""
        rows = self._all("SELECT unit FROM scope_of WHERE scope = ? ORDER BY unit", scope)
        return tuple(row[0] for row in rows)

    def baseline(self, kpi: str, scope: str) -> Baseline:
        """Give the current trajectory month by month from the month after the last cell."""
        rows = self._all(
            "SELECT value, low_80, high_80, low_95, high_95, spread FROM baselines "
            "WHERE kpi = ? AND scope = ? ORDER BY month_number",
            kpi, scope,
        )  # fmt: skip
        return Baseline(*zip(*rows, strict=True)) if rows else Baseline()

    def baseline_check(self, kpi: str, scope: str) -> BaselineCheck | None:
        """Give how often the baseline's interval held before; None where it has no 12 months."""
        rows = self._all(
            "SELECT origins, compared, held_80, held_95, reason FROM baseline_checks "
            "WHERE kpi = ? AND scope = ?",
            kpi, scope,
        )  # fmt: skip
        return BaselineCheck(*rows[0]) if rows else None

    def stakeholders(self) -> list[Stakeholder]:
        """Give every rating, by stakeholder and day."""
        return self._rows(Stakeholder, "stakeholders", "stakeholder, as_of")

    def assumptions(self) -> dict[str, Assumption]:
        """Give the assumptions by name."""
        rows = self._rows(Assumption, "assumptions", "assumption")
        return {row.assumption: row for row in rows}

    def costs(self) -> list[Cost]:
        """Give the programme's costs."""
        return self._rows(Cost, "costs", "item")

    def asks(self) -> dict[str, AskRow]:
        """Give the asks by page."""
        return {row.page: row for row in self._rows(AskRow, "asks", "page")}

    def kpi_rows(self) -> dict[str, KpiRow]:
        """Give the organisation's own words on its KPIs, by key."""
        return {row.kpi: row for row in self._rows(KpiRow, "kpis", "kpi")}

    def pilots(self) -> list[Pilot]:
        """Give the pilots, the latest first."""
        return self._rows(Pilot, "pilots", "starts_on DESC, pilot")

    def pilot_teams(self) -> list[PilotTeam]:
        """Give the teams of all pilots."""
        return self._rows(PilotTeam, "pilot_teams", "pilot, arm, team")

    def roadmap(self) -> list[Phase]:
        """Give the phases in the order in which they start."""
        return self._rows(Phase, "roadmap", "starts_on, phase")

    def risks(self) -> list[Risk]:
        """Give the risks, the gravest first."""
        return self._rows(Risk, "risks", "likelihood * impact DESC, risk")

    def stories(self) -> list[Story]:
        """Give the stories in the order of the sheet."""
        return self._rows(Story, "stories", _AS_WRITTEN)

    def objections(self) -> list[Objection]:
        """Give the objections in the order of the sheet."""
        return self._rows(Objection, "objections", _AS_WRITTEN)

    def unit_heads(self) -> dict[str, str]:
        """Give the role that leads each unit, where Units says it."""
        return dict(self._all("SELECT unit, head FROM units WHERE head IS NOT NULL ORDER BY unit"))

    def platforms(self) -> list[PlatformScore]:
        """Give every platform's scores in the order of the sheet."""
        return self._rows(PlatformScore, "platforms", _AS_WRITTEN)

    def skills(self) -> list[Skill]:
        """Give the skills of the units that are shown on their own, the widest gap first."""
        return self._rows(Skill, "skills", "round(needed - held, 3) DESC, unit, skill")

    def close(self) -> None:
        """Let go of the file."""
        self._con.close()

    def _rows(self, kind: Callable[..., _Row], table: str, order: str) -> list[_Row]:
        """Give a sheet's rows as values; they are made once, too, since pages ask often."""
        if table not in self._made:
            names = [field.name for field in fields(kind) if field.name != "origin"]  # type: ignore[arg-type]
            columns = ", ".join(f'"{name}"' for name in names)
            rows = self._all(
                f'SELECT {columns}, _load, _sheet, _row FROM "{table}" ORDER BY {order}'
            )
            self._made[table] = [
                kind(**dict(zip(names, row, strict=False)), origin=Origin(*row[len(names) :]))
                for row in rows
            ]
        return list(self._made[table])

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Give a query's rows; the file never changes, so each query is put to it once."""
        kept = self._kept.get((sql, values))
        if kept is None:
            cursor: duckdb.DuckDBPyConnection = self._con.cursor()
            try:
                kept = cursor.execute(sql, list(values)).fetchall()
            finally:
                cursor.close()
            self._kept[sql, values] = kept
        return kept
