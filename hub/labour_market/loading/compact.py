"""The set of figures that the hub ships: one row for a measure and period, one column for each area.

`of` is empty for all work, a sector's slug, or a code of SOC 2020. An empty cell has no figure; a mark says why there
is no number (`hub.labour_market.loading.values`). Where the figures are from stands in the manifests, as for any file.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.db import transaction

from hub.labour_market.loading import papers, periods, reference, values, writing
from hub.labour_market.loading.manifest import read_all
from hub.labour_market.loading.reading import Key
from hub.labour_market.loading.report import FileReport
from hub.labour_market.loading.values import Value
from hub.labour_market.models import Measure, Withheld

FIGURES = reference.DATA / "figures" / "figures.csv"
COLUMNS = ("measure", "of", "period")
# How a mark is written; `values.MARKS` reads each back.
MARKS = {
    Withheld.SUPPRESSED: "c",
    Withheld.UNRELIABLE: "u",
    Withheld.LOW: "low",
    Withheld.NOT_APPLICABLE: "z",
    Withheld.NOT_PUBLISHED: "x",
}


def read(path: Path = FIGURES) -> dict[Key, Value]:
    """Return the values of such a file by key."""
    figures: dict[Key, Value] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            measure, of, said = (row.pop(name) for name in COLUMNS)
            sector, occupation = ("", of) if of.isdigit() else (of, "")
            period = periods.parse(said)
            for place, cell in row.items():
                if cell:
                    figures[Key(measure, place, sector, occupation, period)] = values.parse(cell)
    return figures


def written(figures: Mapping[Key, Value], *, places: Sequence[str]) -> str:
    """Return the file that says these figures, with the areas in this order."""
    rows: dict[tuple[str, str, periods.Period], dict[str, str]] = {}
    for key, value in figures.items():
        rows.setdefault((key.measure, key.sector or key.occupation, key.period), {})[key.place] = _cell(value)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([*COLUMNS, *places])
    for (measure, of, period), cells in sorted(rows.items(), key=lambda row: (row[0][:2], row[0][2].start)):
        table.writerow([measure, of, period.said, *(cells.get(place, "") for place in places)])
    return out.getvalue()


def _cell(value: Value) -> str:
    if value.number is None:
        return MARKS[Withheld(value.withheld)]
    whole = value.number.to_integral_value()
    return str(whole if whole == value.number else value.number.normalize())


def load(path: Path = FIGURES) -> FileReport:
    """Load areas, occupations and the figures that ship; what is there is left as it is, so a newer figure stays.

    Boroughs and sectors must be loaded before (`load_framework`).
    """
    report = FileReport(path.name)
    with transaction.atomic():
        reference.load_reference()
        figures = read(path)
        named = {key.measure for key in figures}
        manifests = [each for each in read_all() if named & {rule.measure.slug for rule in each.rules}]
        measures: dict[str, Measure] = {}
        for each in manifests:
            measures |= papers.write(each, report, keep_sources=True)
        writing.write(figures, {slug: measures[slug] for slug in named}, report, keep=True)
        papers.say_latest([source for each in manifests for source in each.sources], report)
    return report
