"""For Wagtail's pages that ask whether a page is to go: what follows."""

from django import template
from django.utils import timezone
from wagtail.models import Page

from hub.core.consequences import consequences

register = template.Library()


@register.inclusion_tag("core/admin/consequences.html")
def what_follows(page: Page, deleted: bool = False) -> dict[str, object]:
    """List what follows when `page` is taken off the site, or deleted."""
    return {"sentences": consequences(page, on=timezone.localdate(), deleted=deleted)}
