"""Loads what figures are of, from committed data: areas, and occupations with the sectors they belong to."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model

from curriculum.models import Borough, Sector
from hub.labour_market.models import Area, Occupation

DATA = Path(__file__).resolve().parent.parent / "data"
LEVELS = {1: Occupation.Level.MAJOR, 2: Occupation.Level.SUB_MAJOR, 3: Occupation.Level.MINOR, 4: Occupation.Level.UNIT}
# Boroughs come after London, England and the sub-regions.
BOROUGHS_BEGIN = 100


@dataclass
class ReferenceOutcome:
    """How many rows of a kind were added and changed, and how many there are in the data."""

    name: str
    there: int = 0
    added: int = 0
    changed: int = 0


def load_reference(*, data: Path = DATA) -> tuple[ReferenceOutcome, ReferenceOutcome]:
    """Bring areas and occupations to what the data say; boroughs must be loaded before (`load_framework`)."""
    with transaction.atomic():
        return _load_areas(_json(data / "areas.json")), _load_occupations(data)


def _json(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _load_areas(told: dict[str, Any]) -> ReferenceOutcome:
    outcome = ReferenceOutcome("areas")
    held = {area.slug: area for area in Area.objects.all()}
    for order, row in enumerate(told["areas"]):
        parent = held[row["parent"]].pk if "parent" in row else None
        facts = {key: row[key] for key in ("label", "level") if key in row}
        facts |= {"gss_code": row.get("gss_code", ""), "also": row.get("also", []), "borough_id": None}
        _save(held, Area, "slug", row["slug"], facts | {"parent_id": parent, "order": order}, outcome)
    by_label = {area.label: area.pk for area in held.values() if area.level == Area.Level.SUB_REGION}
    for order, borough in enumerate(Borough.objects.filter(retired=False).order_by("order"), start=BOROUGHS_BEGIN):
        facts = {"label": borough.label, "level": Area.Level.BOROUGH, "gss_code": borough.gss_code, "order": order}
        facts |= {"also": told["boroughs"].get(borough.slug, []), "borough_id": borough.pk}
        parent = by_label.get(borough.sub_region)
        _save(held, Area, "slug", borough.slug, facts | {"parent_id": parent}, outcome)
    return outcome


def _load_occupations(data: Path) -> ReferenceOutcome:
    outcome = ReferenceOutcome("occupations")
    held = {occupation.code: occupation for occupation in Occupation.objects.all()}
    new = []
    for row in _json(data / "occupations.json")["occupations"]:
        facts = {"level": LEVELS[len(row["code"])], "title": row["title"], "description": row.get("description", "")}
        facts |= {"entry_routes": row.get("entry", ""), "tasks": row.get("tasks", [])}
        facts["job_titles"] = row.get("jobs", [])
        if row["code"] in held:
            _save(held, Occupation, "code", row["code"], facts, outcome)
        else:
            new.append(Occupation(code=row["code"], **facts))
    held |= {occupation.code: occupation for occupation in Occupation.objects.bulk_create(new)}
    outcome.there += len(new)
    outcome.added += len(new)
    _link(held, _json(data / "sectors.json")["sectors"])
    return outcome


def _link(held: dict[str, Occupation], told: dict[str, Any]) -> None:
    """Bring the links of occupations and sectors to what the judgement says."""
    sectors = dict(Sector.objects.values_list("slug", "pk"))
    through = Occupation.sectors.through
    wanted = {(held[c].pk, sectors[s]) for s, row in told.items() if s in sectors for c in row["occupations"]}
    there = {(link.occupation_id, link.sector_id): link.pk for link in through.objects.all()}
    through.objects.filter(pk__in=[pk for pair, pk in there.items() if pair not in wanted]).delete()
    through.objects.bulk_create(
        [through(occupation_id=occupation, sector_id=sector) for occupation, sector in wanted - there.keys()]
    )


def _save(
    held: dict, model: type[Model], key: str, name: str, facts: dict[str, Any], outcome: ReferenceOutcome
) -> None:
    """Save a row where it is new or differs."""
    outcome.there += 1
    row = held.get(name)
    if row is None:
        held[name] = model._default_manager.create(**{key: name}, **facts)
        outcome.added += 1
    elif differs := {field: value for field, value in facts.items() if getattr(row, field) != value}:
        for field, value in differs.items():
            setattr(row, field, value)
        row.save(update_fields=list(differs))
        outcome.changed += 1
