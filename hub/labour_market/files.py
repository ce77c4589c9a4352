"""The figures of a page as files. Each row says its period and its source, so that it can be quoted by itself."""

import csv
import datetime
import io
import json
from collections.abc import Iterable
from decimal import Decimal

from hub.core.spreadsheets import harmless
from hub.labour_market.profiles import Shown

Cell = str | int | float | bool | None
Row = dict[str, Cell]


def rows(figures: Iterable[Shown]) -> list[Row]:
    """Return a row for each figure; of one that is not published the reason stands where the value would."""
    return [_row(figure) for figure in figures]


def _row(figure: Shown) -> Row:
    measure, point, source = figure.measure, figure.point, figure.measure.source
    return {
        "area": str(figure.area),
        "area_code": figure.area.gss_code,
        "measure": measure.label,
        "measure_key": measure.slug,
        "of": figure.of,
        "period": point.period,
        "from": _day(point.start),
        "to": _day(point.end),
        "value": None if point.value is None else _number(point.value),
        "not_published": point.withheld or "",
        "unit": measure.get_unit_display(),
        "counts": measure.get_basis_display(),
        "is_projection": measure.is_projection,
        "how_to_read_it": measure.reading,
        "publisher": source.publisher,
        "source": source.title,
        "source_url": source.url,
        "licence": source.licence,
        "licence_url": source.licence_url,
        "released": _day(source.released),
        "next_release": _day(source.next_release),
        "newer_figures_were_due": figure.due,
        "checked_on": _day(source.checked_on),
    }


def as_csv(figures: Iterable[Shown]) -> str:
    """Return a CSV file, with a byte order mark so that spreadsheets read its letters, safe from formulas."""
    found = rows(figures)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in found:
        writer.writerow([_cell(row[column]) for column in COLUMNS])
    return "\ufeff" + out.getvalue()


def as_json(figures: Iterable[Shown], *, title: str, url: str) -> str:
    """Return a JSON object with the page's title and address and its figures."""
    return json.dumps({"title": title, "url": url, "figures": rows(figures)}, ensure_ascii=False, indent=1)


def _cell(value: Cell) -> Cell:
    """Return a value as it stands in a spreadsheet: what is text never runs as a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return harmless(value) if isinstance(value, str) else value


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


COLUMNS = (
    "area",
    "area_code",
    "measure",
    "measure_key",
    "of",
    "period",
    "from",
    "to",
    "value",
    "not_published",
    "unit",
    "counts",
    "is_projection",
    "how_to_read_it",
    "publisher",
    "source",
    "source_url",
    "licence",
    "licence_url",
    "released",
    "next_release",
    "newer_figures_were_due",
    "checked_on",
)
