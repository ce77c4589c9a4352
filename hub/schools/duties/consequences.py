"""What the law, and guidance, ask a school to publish and would no longer be met without one of its pages."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from hub.publication.rules import Finding, Status, Strength
from hub.publication.sources import findings_of, source_of

SHOWN = 4
WORDS = {
    Strength.MUST: gettext_lazy("The law asks for what this page says. Without the page this is missing: %s."),
    Strength.SHOULD: gettext_lazy("Guidance asks for what this page says. Without the page this is missing: %s."),
}


def met_here(page: Page, *, on: datetime.date) -> list[Finding]:
    """Return what is met or under way on `on` by what stands on `page`; [] for one that is not judged, or not live."""
    source = source_of(page)
    if source is None or not page.live:
        return []
    found = [each for each in findings_of(page, on=on) if each.where.page == source.kind]
    return [each for each in found if each.status.satisfied or each.status is Status.UNDER_WAY]


def duties_unmet(page: Page, on: datetime.date, deleted: bool) -> list[str]:
    """Say what would be missing, the law's apart from guidance."""
    found = met_here(page, on=on)
    said = []
    for strength, words in WORDS.items():
        titles = [str(each.rule.title) for each in found if each.strength is strength]
        if titles:
            more = _("and %d more") % (len(titles) - SHOWN)
            listed = [*titles[:SHOWN], *([more] if len(titles) > SHOWN else [])]
            said.append(words % "; ".join(listed))
    return said
