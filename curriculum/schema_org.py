"""Structured data (schema.org) about a unit."""

from django.http import HttpRequest

from curriculum.models import UnitPage
from curriculum.selectors.lessons import Lesson
from hub.core.page_context import Graph

# Under which everything that is written here stands.
OPEN_GOVERNMENT_LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def course(unit: UnitPage, *, url: str | None) -> dict[str, object]:
    """Return the unit as a schema.org Course: level, ages, duration, what it teaches, what it is aligned to."""
    years, stage = unit.years, unit.key_stage
    data: dict[str, object] = {
        "@type": "Course",
        "name": unit.title,
        "description": unit.meta_description,
        "url": url,
        "inLanguage": unit.locale.language_code,
        "isAccessibleForFree": True,
        "provider": {"@type": "Organization", "name": "London Ambitions Hub"},
        "teaches": unit.outcome_list,
        "educationalAlignment": [
            {"@type": "AlignmentObject", "alignmentType": "educationalSubject", "targetName": str(subject)}
            for subject in unit.subjects.all()
        ],
    }
    if minutes := unit.minutes_total:
        data["timeRequired"] = f"PT{minutes}M"
    if stage:
        data["educationalLevel"] = f"{stage}, {', '.join(str(year) for year in years)}"
        data["typicalAgeRange"] = f"{years[0].age_from}-{years[-1].age_to}"
    return data


def learning_resource(unit: UnitPage, lesson: Lesson, *, request: HttpRequest) -> dict[str, object]:
    """Return a lesson as a schema.org LearningResource, part of its unit."""
    address = unit.get_full_url(request)
    whole = course(unit, url=address)
    kept = ("inLanguage", "isAccessibleForFree", "provider", "educationalLevel", "typicalAgeRange")
    data = {
        "@type": "LearningResource",
        "name": lesson.title,
        "url": address and address + lesson.path,
        "learningResourceType": "Lesson plan",
        "isPartOf": {"@type": "Course", "name": unit.title, "url": address},
        "position": lesson.number,
        "license": OPEN_GOVERNMENT_LICENCE,
        **{name: whole[name] for name in (*kept, "educationalAlignment") if name in whole},
    }
    if minutes := lesson.activity.minutes:
        data["timeRequired"] = f"PT{minutes}M"
    return data


def unit_schema_org(unit: UnitPage, request: HttpRequest) -> Graph:
    """Describe the unit as a course, its lessons as its parts."""
    return [course(unit, url=unit.get_full_url(request))]
