"""Puts the sample library under the front page: index, resources and collections. Needs the framework's terms."""

import datetime
import re
from collections.abc import Iterable
from typing import TypeVar, cast

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from curriculum.models import Audience, Criterion, NeedType, ResourceType, Sector, Subject, YearGroup
from curriculum.models.terms import Term
from hub.home.models import HomePage
from hub.home.tree import ensure_resources
from resources.models import CollectionItem, CollectionPage, LessonResourcePage

from .reading import RESPONSIBLE, Data, DemoDataError, reviewed_until
from .resource_data import CollectionData, ResourceData, read_collections, read_resources

MANY: dict[str, type[Term]] = {
    "year_groups": YearGroup,
    "subjects": Subject,
    "sectors": Sector,
    "criteria": Criterion,
    "audiences": Audience,
    "needs": NeedType,
}
SAME_NAMED = (
    "slug",
    "title",
    "summary",
    "format",
    "cost",
    "licence",
    "provider",
    "provider_status",
    "language",
    "link",
    "sheet_kind",
)
OWN_LINK = re.compile(r'href="/resources/([\w-]+)/"')
RICH_TEXT = ("paragraph", "teacher_note")

Terms = dict[type[Term], dict[str, Term]]
AnyPage = TypeVar("AnyPage", bound=Page)


@transaction.atomic
def load(*, home: HomePage, on: datetime.date) -> None:
    """Make what is missing, by slug, and leave what exists as its editors have it.

    The day of the review of what was written here counts from `on`; `last_checked` stays empty until a person has
    checked.

    Raises:
        DemoDataError: if a file cannot be used or names a term or resource that does not exist.
    """
    resources, collections = read_resources(), read_collections()
    index = ensure_resources(home)
    keys = dict(index.get_children().values_list("slug", "pk"))
    _load_resources(index, [each for each in resources if each.slug not in keys], keys, on=on)
    for collection in collections:
        if collection.slug not in keys:
            _add(index, _collection(collection, keys))


def _load_resources(index: Page, missing: list[ResourceData], keys: dict[str, int], *, on: datetime.date) -> None:
    """Add the pages, those that link to others last: a link needs the number of the page it leads to."""
    if not missing:
        return
    terms = _all_terms()
    linking = []
    for data in missing:
        page = _page(data, terms)
        if page.is_ours:
            page.responsible, page.review_on = RESPONSIBLE, reviewed_until(on)
        own_links = any(OWN_LINK.search(text) for text in _paragraphs(data))
        if not own_links:
            page.body = list(data.body)
        keys[data.slug] = _add(index, page).pk
        if own_links:
            linking.append((data, page))
    for data, page in linking:
        page.body = _linked(list(data.body), keys, data.slug)
        page.save()


def _add(parent: Page, page: AnyPage) -> AnyPage:
    """Add a page that is public at once. A first revision and its publishing would write each page three times more;
    the editor's first save makes the first revision."""
    page.first_published_at = page.last_published_at = timezone.now()
    return parent.add_child(instance=page)


def _all_terms() -> Terms:
    models: list[type[Term]] = [*MANY.values(), ResourceType]
    return {model: {term.slug: term for term in model._default_manager.all()} for model in models}


def _page(data: ResourceData, terms: Terms) -> LessonResourcePage:
    """Build a resource's page, without its body."""
    page = LessonResourcePage(
        **{name: getattr(data, name) for name in SAME_NAMED},
        resource_type=cast("ResourceType", _found(terms, ResourceType, [data.type], data.slug)[0]),
        minutes=data.minutes,
        is_sample=data.is_sample,
    )
    slugs = {name: getattr(data, name, ()) for name in MANY} | {"year_groups": map(str, data.years)}
    for name, model in MANY.items():
        getattr(page, name).set(_found(terms, model, slugs[name], data.slug))
    return page


def _found(terms: Terms, model: type[Term], slugs: Iterable[str], where: str) -> list[Term]:
    """Return the terms with these slugs, in the slugs' order."""
    slugs = list(slugs)
    missing = [slug for slug in slugs if slug not in terms[model]]
    if missing:
        raise DemoDataError(f"{where}: no {model._meta.verbose_name} {', '.join(missing)}; has load_framework run?")
    return [terms[model][slug] for slug in slugs]


def _paragraphs(data: ResourceData) -> list[str]:
    return [block["value"] for block in data.body if block["type"] in RICH_TEXT]


def _linked(blocks: list[Data], keys: dict[str, int], where: str) -> list[Data]:
    """Turn addresses of the library's own pages into links to the page, so that a moved page stays linked."""

    def to_page(match: re.Match[str]) -> str:
        if match[1] not in keys:
            raise DemoDataError(f"{where}: links to {match[1]!r}, which does not exist")
        return f'linktype="page" id="{keys[match[1]]}"'

    return [
        {**block, "value": OWN_LINK.sub(to_page, block["value"])} if block["type"] in RICH_TEXT else block
        for block in blocks
    ]


def _collection(data: CollectionData, keys: dict[str, int]) -> CollectionPage:
    missing = [item.resource for item in data.items if item.resource not in keys]
    if missing:
        raise DemoDataError(f"{data.slug}: holds {', '.join(missing)}, which does not exist")
    page = CollectionPage(slug=data.slug, title=data.title, topic=data.topic, summary=data.summary, intro=data.intro)
    page.items = [
        CollectionItem(sort_order=place, resource_id=keys[item.resource], why=item.why, jobs=item.jobs)
        for place, item in enumerate(data.items)
    ]
    return page
