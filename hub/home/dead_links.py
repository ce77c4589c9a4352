"""The report of links that lead nowhere, and of public collections that hold nothing. For the hub's own editors."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, ReferenceIndex

from hub.accounts.requests import AdminRequest
from hub.publication.reports import VIEW_REPORT
from resources.models import CollectionPage
from resources.selectors import entries


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A public page with a link to one that is not public; `target` is None where that was deleted."""

    page: Page
    target: Page | None


def dead_links() -> list[DeadLink]:
    """Return the links of public pages, by Wagtail's index of references, that lead to no public page."""
    pages = {each.pk for each in ContentType.objects.get_for_models(*_page_types()).values()}
    found = ReferenceIndex.objects.filter(base_content_type__in=pages, to_content_type__in=pages)
    # A collection leaves out what is not public: that is no link.
    collection = ContentType.objects.get_for_model(CollectionPage)
    found = found.exclude(content_type=collection, model_path__startswith="items")
    pairs = {(int(source), int(target)) for source, target in found.values_list("object_id", "to_object_id")}
    live = set(Page.objects.live().values_list("pk", flat=True))
    dead = sorted((source, target) for source, target in pairs if source in live and target not in live)
    by_key = Page.objects.in_bulk({key for pair in dead for key in pair})
    return [DeadLink(by_key[source], by_key.get(target)) for source, target in dead]


def _page_types() -> list[type[Page]]:
    return [Page, *(each.model_class() for each in ContentType.objects.all() if _is_page(each.model_class()))]


def _is_page(model: type | None) -> bool:
    return model is not None and issubclass(model, Page)


def emptied_collections() -> list[CollectionPage]:
    """Return the public collections that show nothing."""
    collections = CollectionPage.objects.live().public().order_by("title")
    return [collection for collection in collections if not entries(collection)]


class LinksReportItem(MenuItem):
    """Shown to those who may read the reports; the view checks again."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW_REPORT)


@never_cache
def links_report(request: AdminRequest) -> HttpResponse:
    """Show both lists."""
    if not request.user.has_perm(VIEW_REPORT):
        raise PermissionDenied
    context = {"links": dead_links(), "collections": emptied_collections()}
    return render(request, "home/admin/dead_links.html", context)
