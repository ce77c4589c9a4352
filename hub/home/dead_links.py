"""The report of links that lead nowhere, and of public collections that hold nothing. For the hub's own editors."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from wagtail.models import Page, ReferenceIndex

from hub.accounts.requests import AdminRequest
from hub.publication.reports import VIEW_REPORT
from resources.models import CollectionPage
from resources.selectors import entries

# How an address names a field of Wagtail's form, which then opens there.
PLACE = ":w:contentpath="


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link of a public page to one that is not public; `target` is None where that was deleted.

    `section` names the field or block that it stands in; `place` is its name in the address of the form.
    """

    page: Page
    section: str
    place: str
    target: Page | None


def dead_links() -> list[DeadLink]:
    """Return the links of public pages, by Wagtail's index of references, that lead to no public page."""
    pages = ContentType.objects.get_for_model(Page)
    found = ReferenceIndex.objects.filter(base_content_type=pages, to_content_type=pages)
    # A collection leaves out what is not public: that is no link.
    collection = ContentType.objects.get_for_model(CollectionPage)
    found = found.exclude(content_type=collection, model_path__startswith="items")
    # Pages of every language: a translation has links of its own.
    public = set(Page.objects.live().public().values_list("pk", flat=True))
    keys = [(each, int(each.object_id), int(each.to_object_id)) for each in found.order_by("pk")]
    dead = [(each, source, target) for each, source, target in keys if source in public and target not in public]
    by_key = Page.objects.in_bulk({key for _reference, *pair in dead for key in pair})
    links = [
        DeadLink(by_key[source], each.describe_source_field(), f"{PLACE}{each.content_path}", by_key.get(target))
        for each, source, target in dead
    ]
    return sorted(links, key=lambda link: (link.page.title, link.page.pk))


def emptied_collections() -> list[CollectionPage]:
    """Return the public collections that show nothing."""
    collections = CollectionPage.objects.live().public().order_by("title")
    return [collection for collection in collections if not entries(collection)]


@never_cache
def links_report(request: AdminRequest) -> HttpResponse:
    """Show both lists."""
    if not request.user.has_perm(VIEW_REPORT):
        raise PermissionDenied
    context = {"links": dead_links(), "collections": emptied_collections()}
    return render(request, "home/admin/dead_links.html", context)
