"""What a unit needs before it may go live, on every way to publish. Drafts may lack all of it."""

import datetime

from django.utils.translation import gettext as _
from wagtail.models import Page

from curriculum.models import UnitPage


def missing(page: Page, on: datetime.date) -> list[str]:
    """Return a sentence for each thing a unit lacks; a gate in the sense of hub.core.publishing."""
    if not isinstance(page, UnitPage):
        return []
    needed = (
        (page.title.strip(), _("Give the unit a title.")),
        (page.year_numbers, _("Choose at least one year.")),
        (page.outcome_list, _("Say at least one thing pupils can do by the end.")),
        (page.lessons, _("Add at least one lesson.")),
    )
    return [sentence for present, sentence in needed if not present]
