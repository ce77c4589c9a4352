"""A manifest: where a file's figures come from and which of its columns hold which measure; parsed once from JSON.

`hub/labour_market/data/manifests/README.md` says what each key means.
"""

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from hub.labour_market.loading import periods
from hub.labour_market.models import Area, Measure

MANIFESTS = Path(__file__).resolve().parent.parent / "data" / "manifests"


class ManifestError(ValueError):
    """A manifest cannot be used, or names a column that its file does not have."""


@dataclass(frozen=True)
class SourceFacts:
    """What a manifest says of a source; None and "" are what it does not say."""

    slug: str
    publisher: str
    title: str
    licence: str
    licence_url: str = ""
    url: str = ""
    released: datetime.date | None = None
    next_release: datetime.date | None = None
    checked_on: datetime.date | None = None
    withdrawn_on: datetime.date | None = None
    note: str = ""


@dataclass(frozen=True)
class MeasureFacts:
    """What a manifest says of a measure; `source` is a source's slug."""

    slug: str
    source: str
    label: str
    unit: str
    basis: str
    reading: str = ""
    is_projection: bool = False
    order: int = 0


@dataclass(frozen=True)
class Rule:
    """Which rows and columns hold a measure.

    `where` narrows rows by column. `values` are the columns with numbers, each with its period where no other column
    says it. `sectors` turns a value of `sector_column` into a sector; rows that differ only in `part_column` are added.
    `sums` are the levels of area that are the sum of all their boroughs.
    """

    measure: MeasureFacts
    where: tuple[tuple[str, str], ...]
    values: tuple[tuple[str, str], ...]
    times: Decimal = Decimal(1)
    occupation_column: str = ""
    sector_column: str = ""
    sectors: tuple[tuple[str, str], ...] = ()
    part_column: str = ""
    parts: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()

    @property
    def columns(self) -> set[str]:
        """The columns that it reads."""
        named = {self.occupation_column, self.sector_column, self.part_column} - {""}
        return named | {column for column, _ in (*self.where, *self.values)}


@dataclass(frozen=True)
class Manifest:
    """How to read the files of these names. `columns` names those of area, code, urn, period and note."""

    name: str
    files: tuple[str, ...]
    sources: tuple[SourceFacts, ...]
    rules: tuple[Rule, ...]
    columns: Mapping[str, str]
    area: str = ""
    period: str = ""
    lines: tuple[int, int] | None = None
    leave_out: tuple[tuple[str, frozenset[str]], ...] = ()

    def check_columns(self, header: Iterable[str]) -> None:
        """See that a file has every column that is named.

        Raises:
            ManifestError: naming those it lacks, and those there are.
        """
        there = list(header)
        wanted = set(self.columns.values()) | {column for column, _ in self.leave_out}
        wanted |= {column for rule in self.rules for column in rule.columns}
        if missing := sorted(wanted - set(there)):
            raise ManifestError(
                f"{self.name} names columns that are not there: {', '.join(missing)}. "
                f"The file has: {', '.join(there) or 'none'}."
            )


def read(path: Path) -> Manifest:
    """Return the manifest of a file.

    Raises:
        ManifestError: it cannot be opened, is no JSON, or says what cannot be.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ManifestError(f"{path.name} cannot be read: {error}") from error
    try:
        return _manifest(path.name, told)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        detail = f"{error.args[0]!r} is missing or unknown" if isinstance(error, KeyError) else error
        raise ManifestError(f"{path.name}: {detail}.".replace("..", ".")) from error


def read_all(folder: Path = MANIFESTS) -> tuple[Manifest, ...]:
    """Return the manifests of a folder, by name."""
    return tuple(read(path) for path in sorted(folder.glob("*.json")))


def _manifest(name: str, told: dict[str, Any]) -> Manifest:
    known = {"files", "sources", "columns", "area", "period", "lines", "leave_out", "measures"}
    _only(told, known, "the manifest")
    _only(told["columns"], {"area", "code", "urn", "period", "note"}, "columns")
    sources = tuple(_source(row) for row in told["sources"])
    slugs = {source.slug for source in sources}
    rules = tuple(rule for row in told["measures"] for rule in _rules(row, sources[0].slug))
    for rule in rules:
        if rule.measure.source not in slugs:
            raise ValueError(f'the measure "{rule.measure.slug}" has the source "{rule.measure.source}", not described')
        if not told.get("period") and "period" not in told["columns"] and not all(said for _, said in rule.values):
            raise ValueError(f'the measure "{rule.measure.slug}" has no period')
    if "area" not in told and not {"area", "code", "urn"} & set(told["columns"]):
        raise ValueError("no column says which area a row is of, nor does the manifest")
    return Manifest(
        name=name,
        files=tuple(told["files"]),
        sources=sources,
        rules=rules,
        columns=dict(told["columns"]),
        area=told.get("area", ""),
        period=told.get("period", ""),
        lines=tuple(told["lines"]) if "lines" in told else None,
        leave_out=tuple((column, frozenset(values)) for column, values in told.get("leave_out", {}).items()),
    )


def _source(row: dict[str, Any]) -> SourceFacts:
    _only(row, {field.name for field in fields(SourceFacts)}, "a source")
    days = {"released", "next_release", "checked_on", "withdrawn_on"}
    facts: dict[str, Any] = {
        key: datetime.date.fromisoformat(value) if key in days else str(value) for key, value in row.items()
    }
    for key in ("slug", "publisher", "title", "licence"):
        if not facts[key]:
            raise ValueError(f"a source has an empty {key}")
    return SourceFacts(**facts)


# England is more than the sum of its boroughs.
SUMMED = {Area.Level.SUB_REGION.value, Area.Level.LONDON.value}
MEASURE_KEYS = {"slug", "label", "unit", "basis", "reading", "is_projection", "order"}
RULE_KEYS = {"source", "where", "value", "times", "each", "sector", "occupation", "parts", "sum"}


def _rules(row: dict[str, Any], source: str) -> Iterable[Rule]:
    """Return a measure's rule; of "each", one for every value that its column may have."""
    _only(row, MEASURE_KEYS | RULE_KEYS, f'the measure "{row.get("slug")}"')
    measure = MeasureFacts(**{"source": source} | {key: row[key] for key in (MEASURE_KEYS | {"source"}) & row.keys()})
    if measure.unit not in Measure.Unit.values or measure.basis not in Measure.Basis.values:
        raise ValueError(f'the measure "{measure.slug}" has the unit {measure.unit} and the basis {measure.basis}')
    rule = _rule(row, measure)
    if "each" not in row:
        return [rule]
    _only(row["each"], {"column", "values"}, "each")
    return [
        replace(
            rule,
            where=(*rule.where, (row["each"]["column"], value)),
            measure=replace(
                measure,
                slug=measure.slug.replace("{slug}", slug),
                label=measure.label.replace("{name}", name),
                order=measure.order + place,
            ),
        )
        for place, (value, (slug, name)) in enumerate(row["each"]["values"].items())
    ]


def _rule(row: dict[str, Any], measure: MeasureFacts) -> Rule:
    value = row["value"]
    values = tuple(value.items()) if isinstance(value, dict) else ((value, ""),)
    for _, said in values:
        if said:
            periods.parse(said)
    sector, parts = row.get("sector", {}), row.get("parts", {})
    if unknown := set(row.get("sum", [])) - SUMMED:
        raise ValueError(f'the measure "{measure.slug}" is summed to {", ".join(sorted(unknown))}')
    return Rule(
        measure=measure,
        where=tuple(row.get("where", {}).items()),
        values=values,
        times=Decimal(str(row.get("times", 1))),
        occupation_column=row.get("occupation", ""),
        sector_column=sector.get("column", ""),
        sectors=tuple(sector.get("values", {}).items()),
        part_column=parts.get("column", sector.get("column", "")),
        parts=tuple(parts.get("values", ())),
        sums=tuple(row.get("sum", ())),
    )


def _only(told: Mapping[str, Any], known: set[str], what: str) -> None:
    if unknown := sorted(set(told) - known):
        raise ValueError(
            f"{what} has keys that are not known: {', '.join(unknown)}; known are {', '.join(sorted(known))}"
        )
