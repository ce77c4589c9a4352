"""Resources and collections as schema.org objects, for search engines and other programs."""

import datetime
from collections.abc import Sequence

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.models.terms import Term
from resources.models import CollectionPage, LessonResourcePage


def learning_resource(page: LessonResourcePage, request: HttpRequest) -> dict[str, object]:
    """Return a LearningResource; what is not known is left out."""
    known = {
        "@type": "LearningResource",
        "name": page.title,
        "description": page.meta_description,
        "url": page.get_full_url(request),
        "inLanguage": page.language,
        "educationalLevel": [_("Year %(number)s") % {"number": number} for number in page.year_numbers],
        "learningResourceType": str(page.resource_type or ""),
        "timeRequired": f"PT{page.minutes}M" if page.minutes else "",
        "license": page.licence_url,
        "provider": {"@type": "Organization", "name": page.provider} if page.provider else None,
        "about": [str(subject) for subject in page.subjects.all()],
        "teaches": [str(criterion) for criterion in page.criteria.all()],
        "educationalAlignment": [
            *(aligned("educationalSubject", subject) for subject in page.subjects.all()),
            *(aligned("teaches", criterion, framework=criterion.framework) for criterion in page.criteria.all()),
        ],
        "typicalAgeRange": _ages(page),
        "datePublished": _day(page.first_published_at),
        "dateModified": _day(page.last_published_at),
        "audience": [
            {"@type": "EducationalAudience", "educationalRole": str(audience)} for audience in page.audiences.all()
        ],
        "sameAs": page.link,
    }
    resource = {key: value for key, value in known.items() if value}
    if page.cost in ("free", "paid"):
        resource["isAccessibleForFree"] = page.cost == "free"
    return resource


def aligned(kind: str, term: Term, *, framework: object = None) -> dict[str, object]:
    """Return an AlignmentObject: how a resource relates to a subject or to a point of a framework."""
    alignment: dict[str, object] = {"@type": "AlignmentObject", "alignmentType": kind, "targetName": str(term)}
    return alignment | ({"educationalFramework": str(framework)} if framework else {})


def _ages(page: LessonResourcePage) -> str:
    years = page.year_groups.all()
    return f"{min(year.age_from for year in years)}-{max(year.age_to for year in years)}" if years else ""


def _day(moment: datetime.datetime | None) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""


def collection(
    page: CollectionPage, resources: Sequence[LessonResourcePage], request: HttpRequest
) -> dict[str, object]:
    """Return an ItemList of the collection's public resources, in order."""
    return {
        "@type": "ItemList",
        "name": page.title,
        "description": page.meta_description,
        "url": page.get_full_url(request),
        "numberOfItems": len(resources),
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": resource.title, "url": resource.get_full_url(request)}
            for n, resource in enumerate(resources, start=1)
        ],
    }
