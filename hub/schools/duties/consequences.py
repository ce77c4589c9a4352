"""What the law, and guidance, ask a school to publish and would no longer be met without some of its pages."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from hub.core.consequences import named
from hub.publication.rules import Finding, Status, Strength
from hub.publication.sources import findings_of, source_of
from hub.schools.duties.published import is_judged

WORDS = {
    Strength.MUST: gettext_lazy("The law asks for what is said here. Without it this is missing: %s."),
    Strength.SHOULD: gettext_lazy("Guidance asks for what is said here. Without it this is missing: %s."),
}


def met_here(page: Page, *, on: datetime.date) -> list[Finding]:
    """Return what is met or under way on `on` by what stands on `page`; [] for one that is not judged, or not live."""
    source = source_of(page)
    if source is None or not page.live:
        return []
    found = [each for each in findings_of(page, on=on) if each.where.page == source.kind]
    return [each for each in found if each.status.satisfied or each.status is Status.UNDER_WAY]


def duties_unmet(pages: Sequence[Page], on: datetime.date, deleted: bool) -> list[str]:
    """Say what would be missing, the law's apart from guidance; of several schools only how many they are."""
    judged = [page for page in pages if page.live and source_of(page) is not None and is_judged(page)]
    schools = {page.school_id for page in judged}
    if len(schools) > 1:
        words = _("%(n)d schools publish here what the law or guidance asks of them: all of it would be missing.")
        return [words % {"n": len(schools)}]
    found = [finding for page in judged for finding in met_here(page, on=on)]
    said = []
    for strength, missing in WORDS.items():
        titles = list(dict.fromkeys(str(each.rule.title) for each in found if each.strength is strength))
        if titles:
            said.append(missing % named(titles))
    return said
