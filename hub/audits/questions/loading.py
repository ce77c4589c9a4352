"""Loads the templates that the hub ships; what an editor has changed stays as it is."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from curriculum.models import Criterion
from hub.audits.questions.models import AuditTemplate, Question

DATA = Path(__file__).parent / "data"


def shipped() -> list[Mapping[str, Any]]:
    """Return the templates as the files have them."""
    return [json.loads(file.read_text()) for file in sorted(DATA.glob("*.json"))]


@transaction.atomic
def load_templates() -> int:
    """Add the templates that lack and bring those nobody has edited up to date; return how many there are."""
    criteria = {each.slug: each for each in Criterion.objects.all()}
    found = shipped()
    for data in found:
        template = AuditTemplate.objects.filter(slug=data["slug"]).first() or AuditTemplate(slug=data["slug"])
        if template.is_edited:
            continue
        for name in ("title", "kind", "introduction"):
            setattr(template, name, data[name])
        template.save()
        _load_questions(template, data["questions"], criteria)
    return len(found)


def _load_questions(template: AuditTemplate, rows: list[Mapping[str, Any]], criteria: dict[str, Criterion]) -> None:
    keys = [row["key"] for row in rows]
    Question.objects.filter(template=template).exclude(key__in=keys).delete()
    for place, row in enumerate(rows):
        Question.objects.update_or_create(
            template=template,
            key=row["key"],
            defaults={
                "sort_order": place,
                "text": row["text"],
                "shows": row.get("shows", ""),
                "asked_by": row["asked_by"],
                "benchmark": criteria[row["benchmark"]] if "benchmark" in row else None,
                "element": criteria[row["element"]] if "element" in row else None,
            },
        )
