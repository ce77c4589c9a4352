"""Reads the vocabulary files: JSON in, checked rows out. Nothing here touches the database."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models

from curriculum.models import (
    ActivityKind,
    Audience,
    Borough,
    Criterion,
    Framework,
    KeyStage,
    NeedType,
    ResourceType,
    Sector,
    Subject,
    Term,
    YearGroup,
)

DATA = Path(__file__).parent / "data"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# A term of a file by the names of its fields; what kind of value each holds, the vocabulary says.
Row = dict[str, Any]
COMMON: dict[str, type] = {"slug": str, "label": str, "labels": dict, "synonyms": list}


class FrameworkError(Exception):
    """A vocabulary file cannot be loaded; the message names the file, the term and what to mend."""


@dataclass(frozen=True)
class Vocabulary:
    """One vocabulary: its file, its model, the fields it has beside the common ones, and which point at other terms."""

    name: str
    model: type[Term]
    fields: Mapping[str, type | tuple[type, ...]] = field(default_factory=dict)
    one: Mapping[str, str] = field(default_factory=dict)
    many: Mapping[str, str] = field(default_factory=dict)


# In the order of loading: what is pointed at comes first.
VOCABULARIES = (
    Vocabulary("key_stages", KeyStage, {"number": int, "age_from": int, "age_to": int, "brief": str}),
    Vocabulary("year_groups", YearGroup, {"number": int, "happens": str}, one={"key_stage": "key_stages"}),
    Vocabulary("subjects", Subject, {"status": str}, many={"key_stages": "key_stages"}),
    Vocabulary("frameworks", Framework, {"source": str}),
    Vocabulary(
        "criteria", Criterion, {"code": str, "brief": str}, one={"framework": "frameworks", "parent": "criteria"}
    ),
    Vocabulary(
        "activity_kinds",
        ActivityKind,
        {
            "needs_employer": bool,
            "in_workplace": bool,
            "counts": bool,
            "everyday": bool,
            "typical_minutes": (int, type(None)),
        },
    ),
    Vocabulary("resource_types", ResourceType),
    Vocabulary("sectors", Sector),
    Vocabulary("need_types", NeedType, {"code": str, "abbreviation": str, "area": str}),
    Vocabulary("audiences", Audience),
    Vocabulary("boroughs", Borough, {"gss_code": str, "la_code": str, "sub_region": str, "careers_hub": str}),
)


def read_all(folder: Path = DATA) -> dict[str, list[Row]]:
    """Return the checked rows of every vocabulary by its name, in file order.

    Raises:
        FrameworkError: at the first file or term that is not what it should be.
    """
    raw = {v.name: _read(folder / f"{v.name}.json") for v in VOCABULARIES if v.name != "criteria"}
    raw["criteria"] = [row for framework in raw["frameworks"] for row in _criteria(framework)]
    slugs = {name: [row.get("slug") for row in rows] for name, rows in raw.items()}
    for vocabulary in VOCABULARIES:
        _check(vocabulary, raw[vocabulary.name], slugs)
    return raw


def _read(path: Path) -> list[Row]:
    try:
        terms = json.loads(path.read_text(encoding="utf-8"))["terms"]
    except FileNotFoundError as error:
        raise FrameworkError(f"{path.name}: the file is missing.") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise FrameworkError(f"{path.name}: not readable as JSON ({error}).") from error
    except (KeyError, TypeError) as error:
        raise FrameworkError(f'{path.name}: expected an object with a list "terms".') from error
    if not isinstance(terms, list) or not terms or not all(isinstance(row, dict) for row in terms):
        raise FrameworkError(f'{path.name}: "terms" should be a list of objects, and not empty.')
    return terms


def _criteria(framework: Row) -> Iterator[Row]:
    """Take the criteria out of a framework, parents before their children."""

    def walk(rows: object, parent: str | None) -> Iterator[Row]:
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            name = framework.get("slug")
            raise FrameworkError(f'frameworks.json: criteria and children of "{name}" should be lists of objects.')
        for row in rows:
            children = row.pop("children", [])
            yield {**row, "framework": framework.get("slug"), **({"parent": parent} if parent else {})}
            yield from walk(children, row.get("slug"))

    return walk(framework.pop("criteria", []), None)


def _check(vocabulary: Vocabulary, rows: list[Row], slugs: Mapping[str, list[object]]) -> None:
    where = "frameworks.json" if vocabulary.name == "criteria" else f"{vocabulary.name}.json"
    known = {**COMMON, **vocabulary.fields}
    seen: set[str] = set()
    for position, row in enumerate(rows, start=1):
        name = f'{where}, term {position} ("{row.get("slug", "without a slug")}")'
        if unknown := sorted(set(row) - set(known) - set(vocabulary.one) - set(vocabulary.many)):
            raise FrameworkError(f"{name}: unknown field {', '.join(unknown)}.")
        for key in sorted({"slug", "label", *_required(vocabulary)} - set(row)):
            raise FrameworkError(f"{name}: {key} is missing.")
        for key, kind in known.items():
            if key in row and (not isinstance(row[key], kind) or (isinstance(row[key], bool) and kind is int)):
                raise FrameworkError(f"{name}: {key} has the wrong kind of value ({row[key]!r}).")
        if not SLUG.fullmatch(row["slug"]):
            raise FrameworkError(f"{name}: a slug is lower-case letters, digits and single hyphens.")
        if row["slug"] in seen:
            raise FrameworkError(f"{name}: the slug stands twice in the file.")
        seen.add(row["slug"])
        _check_targets(name, row, vocabulary, slugs)


def _required(vocabulary: Vocabulary) -> set[str]:
    """Return the fields the model cannot do without."""
    meta = vocabulary.model._meta
    names = [*vocabulary.fields, *vocabulary.one]
    fields = [meta.get_field(name) for name in names]
    return {f.name for f in fields if isinstance(f, models.Field) and not (f.blank or f.null or f.has_default())}


def _check_targets(name: str, row: Row, vocabulary: Vocabulary, slugs: Mapping[str, list[object]]) -> None:
    targets = [(key, target, [row[key]]) for key, target in vocabulary.one.items() if key in row]
    for key, target in vocabulary.many.items():
        values = row.get(key, [])
        if not isinstance(values, list):
            raise FrameworkError(f"{name}: {key} should be a list of slugs.")
        targets.append((key, target, values))
    for key, target, values in targets:
        for value in values:
            if value not in slugs[target]:
                raise FrameworkError(f'{name}: {key} names "{value}", which {target} does not have.')
