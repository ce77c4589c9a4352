"""Which sources are past their next release, and on which pages blocks show their figures."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from hub.core.figures import asked_in
from hub.labour_market.models import Measure, Source


@dataclass(frozen=True)
class PastRelease:
    """A source of which newer figures are due, what it measures, and the public pages with a block that shows it."""

    source: Source
    measures: tuple[Measure, ...]
    pages: tuple[Page, ...]


def past_sources(on: datetime.date) -> list[Source]:
    """Return the sources whose next release was before a day, the longest overdue first; withdrawn ones left out."""
    due = Source.objects.filter(next_release__lt=on, withdrawn_on__isnull=True)
    return list(due.order_by("next_release", "slug"))


def past_releases(on: datetime.date) -> list[PastRelease]:
    """Return each source that is past its release, with where it is used."""
    measures: dict[int, list[Measure]] = defaultdict(list)
    for measure in Measure.objects.filter(source__in=(found := past_sources(on))):
        measures[measure.source_id].append(measure)
    used = pages_by_measure() if found else {}
    return [
        PastRelease(
            source=source,
            measures=tuple(measures[source.pk]),
            pages=tuple(
                sorted(
                    {page for measure in measures[source.pk] for page in used.get(measure.slug, ())},
                    key=lambda page: (page.title, page.pk),
                )
            ),
        )
        for source in found
    ]


def pages_by_measure() -> dict[str, set[Page]]:
    """Return the public pages by the measures that their stored blocks ask for."""
    found: dict[str, set[Page]] = defaultdict(set)
    for model, name in _streams():
        rows = model.objects.live().public().annotate(stored=Cast(name, TextField()))
        for page in rows.filter(Q(stored__contains='"measure"')):
            for asked in asked_in(getattr(page, name).raw_data):
                found[asked.measure].add(page.page_ptr)
    return found


def _streams() -> Iterator[tuple[type[Page], str]]:
    for model in get_page_models():
        for field in model._meta.local_fields:
            if isinstance(field, StreamField):
                yield model, field.name
