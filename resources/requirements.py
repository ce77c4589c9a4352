"""What a resource needs before it may go live. Drafts may lack all of it."""

import datetime

from django.utils.translation import gettext as _
from wagtail.models import Page

from resources.models import LessonResourcePage


def missing(page: Page, on: datetime.date) -> list[str]:
    """Return a sentence for each thing a resource lacks; a gate in the sense of hub.core.publishing."""
    if not isinstance(page, LessonResourcePage):
        return []
    reasons = []
    if page.resource_type_id is None:
        reasons.append(_("Choose a type."))
    if not page.format:
        reasons.append(_("Choose a format."))
    if not page.year_numbers:
        reasons.append(_("Choose at least one year."))
    if not (page.link or page.file_id or page.body):
        reasons.append(_("Give a link, a file or content: a reader must get something."))
    if page.last_checked and page.last_checked > on:
        reasons.append(_("A check cannot lie in the future."))
    return reasons
