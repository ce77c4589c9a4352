"""`manage.py write_labour_market PATH...`: make the set of figures that the hub ships anew, from the published files.

It reads what `load_labour_market` reads, by the same manifests, and keeps the periods that pages need.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from hub.labour_market.loading import compact, loader, reading, reference
from hub.labour_market.loading.manifest import read_all
from hub.labour_market.loading.reading import Key
from hub.labour_market.loading.report import FileReport
from hub.labour_market.loading.values import Value
from hub.labour_market.models import Area

# How many of a measure's newest periods are kept, or which ones; by the longest beginning of its slug.
Kept = int | tuple[str, ...]
KEPT: dict[str, Kept] = {
    "jobs": ("2010", "2015", "2019", "2021", "2022", "2023"),
    "jobs-by-sector": ("2010", "2015", "2019", "2021", "2022"),
    "jobs-in-": ("2010", "2015", "2019", "2021", "2022"),
    "residents": 2,
    "residents-in-": 1,
    "residents-in-work": 2,
    "pay-week": ("2012", "2017", "2022"),
    "pay-hour": ("2012", "2017", "2022"),
    "pay-week-part-time": 0,
    "pay-hour-part-time": 0,
    "pay-week-men": 0,
    "pay-week-women": 0,
    "pay-hour-men": 0,
    "pay-hour-women": 0,
    "businesses": 1,
    "apprenticeship-starts": 3,
    "adverts": tuple(f"July {year}" for year in range(2021, 2026)),
    "projected-": ("2020", "2025", "2035", "2020 to 2035"),
    "destination-": 2,
    "neet-": 1,
    "not-known-16-17": 1,
    "in-learning-16-17": 1,
    "apprenticeship-16-17": 1,
    "qualified-level-4": 1,
}


class Command(BaseCommand):
    help = "Make the set of figures that the hub ships, from the files that load_labour_market reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--out", type=Path, default=compact.FIGURES)

    def handle(self, *, paths: list[Path], out: Path, **options: object) -> None:
        reference.load_reference()
        words = loader.vocabulary()
        places = Area.objects.values_list("slug", flat=True)
        figures: dict[Key, Value] = {}
        for task in loader.tasks(paths, read_all())[0]:
            read = reading.read_file(task.path, task.manifest, words, FileReport(task.path.name))
            figures |= {key: value for key, (value, _) in read.items() if key.place in set(places)}
        kept = select(figures)
        out.write_text(compact.written(kept, places=list(places)), encoding="utf-8")
        self.stdout.write(f"{len(kept)} of {len(figures)} figures, {out.stat().st_size / 1000:.0f} KB: {out.name}")


def select(figures: dict[Key, Value]) -> dict[Key, Value]:
    """Return the figures of the periods that are kept."""
    there: dict[str, set] = {}
    for key in figures:
        there.setdefault(key.measure, set()).add(key.period)
    wanted = {}
    for measure, found in there.items():
        rule = KEPT[max((begin for begin in KEPT if measure.startswith(begin)), key=len)] if _named(measure) else 0
        newest = sorted(found, key=lambda period: (period.end, period.start), reverse=True)
        wanted[measure] = newest[:rule] if isinstance(rule, int) else [each for each in found if each.said in rule]
    return {key: value for key, value in figures.items() if key.period in wanted[key.measure]}


def _named(measure: str) -> bool:
    return any(measure.startswith(begin) for begin in KEPT)
