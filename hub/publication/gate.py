"""What stands between a page and the public: gaps a must forbids, on every way to publish."""

import datetime
from collections.abc import Sequence

from wagtail.models import Page

from .rules import Finding
from .sources import Children, findings_of, source_of


def gaps(page: Page, *, on: datetime.date, children: Children | None = None) -> list[Finding]:
    """Return the gating findings that are mended on this very page."""
    source = source_of(page)
    found = findings_of(page, on=on, children=children)
    return [f for f in found if f.gates and source and f.where.page == source.kind]


def new_gaps(page: Page, *, on: datetime.date, children: Children | None = None) -> list[Finding]:
    """Return the gaps that the page as it stands now has not got already in public.

    A live page may be corrected while an old gap waits: refusing would keep the wrong telephone number online.
    """
    found = gaps(page, on=on, children=children)
    if not found or page.pk is None or getattr(page, "judged_as_new", False):
        return found
    live = type(page)._default_manager.filter(pk=page.pk, live=True).first()
    known = {f.rule.id for f in gaps(live, on=on)} if live else set()
    return [f for f in found if f.rule.id not in known]


def refusal_reasons(page: Page, on: datetime.date) -> Sequence[str]:
    """Gate for `hub.core.publishing`: the reasons against publishing `page` on `on`."""
    return [finding.message for finding in new_gaps(page, on=on)]
