"""Loads files of figures: each is matched to its manifests by name, read, and written in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from hub.labour_market.loading import papers, reading, writing
from hub.labour_market.loading.areas import Areas
from hub.labour_market.loading.manifest import Manifest, ManifestError
from hub.labour_market.loading.reading import Vocabulary
from hub.labour_market.loading.report import FileReport
from hub.labour_market.models import Occupation


class NothingToLoad(ValueError):
    """A path is not there, or no manifest names its file."""


@dataclass(frozen=True)
class Task:
    """A file and the manifest to read it by."""

    path: Path
    manifest: Manifest


def tasks(
    paths: Iterable[Path], manifests: Sequence[Manifest], *, by_name: bool = True
) -> tuple[list[Task], list[Path]]:
    """Return what to load, and the files of folders that no manifest names.

    A file that is named itself is read by the one manifest that is given (`by_name` false), whatever its name.

    Raises:
        NothingToLoad: naming the path.
    """
    found: list[Task] = []
    unknown: list[Path] = []
    for path in paths:
        if not path.exists():
            raise NothingToLoad(f"{path} is not there.")
        for file in sorted(path.rglob("*.csv")) if path.is_dir() else [path]:
            named = [manifest for manifest in manifests if file.name in manifest.files]
            if not named and not by_name and not path.is_dir():
                named = list(manifests)
            found += [Task(file, manifest) for manifest in named]
            if named:
                continue
            if not path.is_dir():
                raise NothingToLoad(f"No manifest names {file.name}: name one with --manifest.")
            unknown.append(file)
    return found, unknown


def vocabulary() -> Vocabulary:
    """Return what a row may name: the areas and occupations there are."""
    return Vocabulary(Areas.stored(), frozenset(Occupation.objects.values_list("code", flat=True)))


def load(task: Task, words: Vocabulary) -> FileReport:
    """Load one file, all or nothing, and say what it did; a second time changes nothing.

    Figures of other periods stay.
    """
    report = FileReport(task.path.name, task.manifest.name)
    try:
        figures = reading.read_file(task.path, task.manifest, words, report)
    except ManifestError as error:
        report.error = str(error)
        return report
    with transaction.atomic():
        measures = papers.write(task.manifest, report)
        writing.write({key: value for key, (value, _) in figures.items()}, measures, report)
        papers.say_latest(task.manifest.sources, report)
    return report
