"""Reads a CSV as its manifest says, into readings: values with all that a figure's key is made of."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from hub.labour_market.loading import periods, values
from hub.labour_market.loading.areas import Areas, UnknownArea
from hub.labour_market.loading.manifest import Manifest, ManifestError, Rule
from hub.labour_market.loading.periods import Period, UnreadablePeriod
from hub.labour_market.loading.report import FileReport, Refusal
from hub.labour_market.loading.values import UnreadableValue, Value
from hub.labour_market.models import Measure, Withheld

LONGEST_CODE = 4


class Key(NamedTuple):
    """What a figure is of. `place` is an area's slug, or a school's URN; sector and occupation may be empty."""

    measure: str
    place: str
    sector: str
    occupation: str
    period: Period


@dataclass(frozen=True)
class Reading:
    """A value of a file: its key, which part of it (of rows that are added up), and its line."""

    key: Key
    value: Value
    line: int
    rule: Rule
    part: str = ""


class Refused(ValueError):
    """A row cannot be read; the sentence says why."""


@dataclass(frozen=True)
class Vocabulary:
    """What a row may name: the hub's areas, and the codes of its occupations."""

    areas: Areas
    occupations: frozenset[str]


def read_file(
    path: Path, manifest: Manifest, vocabulary: Vocabulary, report: FileReport
) -> dict[Key, tuple[Value, Rule]]:
    """Return the values of a file by key, and say in `report` what became of its rows.

    Raises:
        ManifestError: the file cannot be read at all, or lacks a column.
    """
    readings: list[Reading] = []
    refusals: dict[int, str] = {}
    reader = _RowReader(manifest, vocabulary)
    try:
        for line, row in _rows(path, manifest):
            report.read += 1
            try:
                found = reader.read(line, row)
            except Refused as error:
                refusals[line] = str(error)
                continue
            report.left_out += not found
            readings += found
    except csv.Error as error:
        raise ManifestError(f"It is not a CSV: {error}.") from error
    kept = _once(readings, refusals, report)
    report.refusals = [Refusal(line, reason) for line, reason in refusals.items()]
    report.kept = len({reading.line for reading in kept})
    return _summed(_added(kept), vocabulary.areas)


def _rows(path: Path, manifest: Manifest) -> Iterator[tuple[int, dict[str, str]]]:
    """Return each row with the line it ends on."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ManifestError(f"It cannot be opened: {error.strerror}.") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    table = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""))
    header = [name.strip().strip("\N{ZERO WIDTH SPACE}") for name in next(table, [])]
    manifest.check_columns(header)
    first, last = manifest.lines or (2, None)
    for cells in table:
        if table.line_num < first or not any(cell.strip() for cell in cells):
            continue
        if last and table.line_num > last:
            return
        # A row of another length reads as one that lacks its measure's columns: `_RowReader` refuses it.
        yield table.line_num, dict(zip(header, cells, strict=True)) if len(cells) == len(header) else {}


class _RowReader:
    """Reads rows by the rules of a manifest."""

    def __init__(self, manifest: Manifest, vocabulary: Vocabulary) -> None:
        self.manifest = manifest
        self.vocabulary = vocabulary
        # Rules by the columns that they look at, so that a row is compared once and not with every rule.
        self.wanted: dict[tuple[str, ...], dict[tuple[str, ...], list[Rule]]] = defaultdict(lambda: defaultdict(list))
        for rule in manifest.rules:
            where = tuple(sorted(rule.where))
            self.wanted[tuple(column for column, _ in where)][tuple(value for _, value in where)].append(rule)

    def read(self, line: int, row: dict[str, str]) -> list[Reading]:
        """Return what a row holds; nothing where no measure wants it.

        Raises:
            Refused: it cannot be read.
        """
        if not row:
            raise Refused("it has more or fewer cells than the header.")
        if any(row[column].strip() in values for column, values in self.manifest.leave_out):
            return []
        rules = [rule for rule in self._rules(row) if self._has_part(rule, row)]
        if not rules:
            return []
        place = self._place(row)
        return [reading for rule in rules for reading in self._readings(line, row, rule, place)]

    def _rules(self, row: dict[str, str]) -> Iterator[Rule]:
        for columns, by_value in self.wanted.items():
            yield from by_value.get(tuple(row[column].strip() for column in columns), ())

    def _has_part(self, rule: Rule, row: dict[str, str]) -> bool:
        """Whether the row is of a sector, an occupation or a part that the rule names."""
        if rule.sectors and row[rule.sector_column].strip() not in dict(rule.sectors):
            return False
        if rule.occupation_column and not _code(row[rule.occupation_column]):
            return False
        return not rule.parts or row[rule.part_column].strip() in rule.parts

    def _place(self, row: dict[str, str]) -> str:
        columns = self.manifest.columns
        if "urn" in columns:
            urn = row[columns["urn"]].strip()
            if not (urn.isascii() and urn.isdigit() and len(urn) in (5, 6)):
                raise Refused(f'"{urn[:20]}" is not a URN.')
            return urn
        if self.manifest.area:
            return self.manifest.area
        try:
            return self.vocabulary.areas.find(
                code=row.get(columns.get("code", ""), ""), name=row.get(columns.get("area", ""), "")
            ).slug
        except UnknownArea as error:
            raise Refused(str(error)) from error

    def _readings(self, line: int, row: dict[str, str], rule: Rule, place: str) -> Iterator[Reading]:
        occupation = _code(row[rule.occupation_column]) if rule.occupation_column else ""
        if occupation and occupation not in self.vocabulary.occupations:
            raise Refused(f"{occupation} is no group of SOC 2020.")
        sector = dict(rule.sectors)[row[rule.sector_column].strip()] if rule.sectors else ""
        part = row[rule.part_column].strip() if rule.part_column else ""
        note = row.get(self.manifest.columns.get("note", ""), "")
        for column, said in rule.values:
            try:
                period = periods.parse(said or self.manifest.period or row[self.manifest.columns["period"]])
                value = values.parse(row[column], note=note, times=rule.times)
            except (UnreadablePeriod, UnreadableValue) as error:
                raise Refused(f"{error}" if isinstance(error, UnreadablePeriod) else f"{column}: {error}") from error
            _check(value, rule, column)
            yield Reading(Key(rule.measure.slug, place, sector, occupation, period), value, line, rule, part)


def _code(cell: str) -> str:
    """Return the SOC code that a cell is or begins with: "22", "22 - Health professionals"; "" where it has none."""
    begins = cell.strip().split(" ")[0]
    return begins if begins.isascii() and begins.isdigit() and len(begins) <= LONGEST_CODE else ""


def _check(value: Value, rule: Rule, column: str) -> None:
    if value.number is None:
        return
    if value.number < 0:
        raise Refused(f"{column}: {value.number} is below nothing.")
    if rule.measure.unit == Measure.Unit.PERCENT and value.number > 100:
        raise Refused(f"{column}: {value.number} per cent is more than all.")


def _once(readings: Iterable[Reading], refusals: dict[int, str], report: FileReport) -> list[Reading]:
    """Return readings without those said twice; lines that say the same thing differently are refused, all of them."""
    by_key: dict[tuple[Key, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        by_key[reading.key, reading.part].append(reading)
    for same in by_key.values():
        if len({reading.value for reading in same}) > 1:
            for reading in same:
                others = ", ".join(str(other.line) for other in same if other.line != reading.line)
                refusals[reading.line] = f"line {others} has another value of the same figure; neither is taken."
    kept = [next((r for r in same if r.line not in refusals), None) for same in by_key.values()]
    lines = {reading.line for reading in kept if reading}
    report.repeated = len({reading.line for same in by_key.values() for reading in same} - lines - refusals.keys())
    return [reading for reading in kept if reading]


def _added(readings: Iterable[Reading]) -> dict[Key, tuple[Value, Rule]]:
    """Add up the parts of a figure; where one is not published or not there, neither is their sum."""
    by_key: dict[Key, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_key[reading.key].append(reading)
    added = {}
    for key, parts in by_key.items():
        rule = parts[0].rule
        whole = len(rule.parts) or sum(sector == key.sector for _, sector in rule.sectors) or 1
        added[key] = (_sum([part.value for part in parts], whole=whole), rule)
    return added


def _summed(figures: dict[Key, tuple[Value, Rule]], areas: Areas) -> dict[Key, tuple[Value, Rule]]:
    """Add the sums of boroughs that a rule asks for, where every borough of the larger area has a value."""
    boroughs: dict[str, list[str]] = defaultdict(list)
    for area in areas.all:
        if area.level == area.Level.BOROUGH:
            for larger in areas.above(area):
                boroughs[larger.slug].append(area.slug)
    sums: dict[Key, tuple[Value, Rule]] = {}
    for key, (_, rule) in figures.items():
        for larger in (area for area in areas.all if area.level in rule.sums):
            whole = key._replace(place=larger.slug)
            if whole in figures or whole in sums:
                continue
            parts = [figures.get(key._replace(place=slug)) for slug in boroughs[larger.slug]]
            if parts and all(part and part[0].number is not None for part in parts):
                sums[whole] = (_sum([part[0] for part in parts if part], whole=len(parts)), rule)
    return figures | sums


def _sum(parts: list[Value], *, whole: int) -> Value:
    if whole == len(parts) == 1:
        return parts[0]
    if len(parts) < whole or any(part.number is None for part in parts):
        reason = next((part.withheld for part in parts if part.withheld), Withheld.NOT_PUBLISHED)
        return Value(withheld=reason)
    return Value(sum((part.number for part in parts if part.number is not None), Decimal(0)))
