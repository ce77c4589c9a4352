"""The resources that stand beside a page about work in some sectors (hub.core.beside)."""

from collections.abc import Sequence

from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from hub.core.beside import MOST, Entry, Group
from hub.core.selectors import address
from resources.models import LessonResourcePage
from resources.selectors import resources_in


def resources_beside(sectors: Sequence[str], locale: Locale, request: HttpRequest) -> Group:
    """Return the public resources in a language about any of the sectors: those about the fewest others first."""
    about = resources_in(locale).filter(pk__in=LessonResourcePage.objects.filter(sectors__slug__in=sectors))
    found = about.annotate(about=Count("sectors")).select_related("resource_type").order_by("about", "path")[:MOST]
    return Group(
        _("Resources"),
        [Entry(page.title, address(page, request), str(page.resource_type or "")) for page in found],
    )
