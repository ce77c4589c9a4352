"""For Wagtail's pages that ask whether pages are to go: what follows."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils import timezone
from wagtail.models import Page

from hub.core.consequences import consequences

register = template.Library()


@register.inclusion_tag("core/admin/consequences.html")
def what_follows(page: Page, deleted: bool = False) -> dict[str, object]:
    """List what follows when `page` is taken off the site, or deleted; and with the pages below it, if it has any."""
    return _said([page], deleted=deleted)


@register.inclusion_tag("core/admin/consequences.html")
def what_follows_together(items: Iterable[dict[str, Any]], deleted: bool = False) -> dict[str, object]:
    """List what follows when the pages of Wagtail's bulk action go together."""
    return _said([each["item"] for each in items], deleted=deleted)


def _said(pages: list[Page], *, deleted: bool) -> dict[str, object]:
    on = timezone.localdate()
    has_more = not deleted and any(page.get_descendants().live().exists() for page in pages)
    return {
        "sentences": consequences(*pages, on=on, deleted=deleted),
        "has_more": has_more,
        "with_below": consequences(*pages, on=on, below=True) if has_more else [],
    }
