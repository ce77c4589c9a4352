"""Closing a school: its registration ends and all its pages are unpublished at once. Reopening it undoes that.

Unpublishing a home page alone would leave every page below it at its address.
"""

import datetime
import functools
import operator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log, registry
from wagtail.models import Locale, Page, PageQuerySet, Revision, WorkflowState

from hub.accounts.models import User
from hub.core.publishing import PublishRefused
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.microsites.selectors import home_above
from hub.schools.register.models import School

CLOSE, REOPEN = "schools.close", "schools.reopen"


class ClosingError(ValueError):
    """A school cannot be closed or opened as asked; the message is for the person who asked."""


@dataclass(frozen=True)
class Reopened:
    """What opening a school again did: the pages that are public again, and what kept others from it."""

    published: tuple[Page, ...]
    refused: tuple[PublishRefused, ...]


def pages_of(school: School) -> PageQuerySet[Page]:
    """Return every page of `school` in every language, live or not, the deepest first."""
    paths = SchoolHomePage.objects.filter(school=school).values_list("path", flat=True)
    below = functools.reduce(operator.or_, (Q(path__startswith=path) for path in paths), Q(pk__in=()))
    return Page.objects.filter(below).order_by("-depth", "path")


def closed_but_public() -> QuerySet[School]:
    """Return the schools that the register calls closed and whose home page is live, with the number of that page."""
    homes = SchoolHomePage.objects.live().filter(school=OuterRef("pk")).order_by("path").values("pk")
    closed = School.objects.filter(status=School.Status.CLOSED).annotate(home_page=Subquery(homes[:1]))
    return closed.filter(home_page__isnull=False)


def is_closed(school: School) -> bool:
    """Tell whether there is nothing left to close."""
    return school.status == School.Status.CLOSED and not pages_of(school).live().exists()


def refused_while_closed(page: Page, on: datetime.date) -> list[str]:
    """Say why a page of a school that was closed here is not published: a gate of hub.core.publishing, on any day."""
    home = home_above(page)
    if home is None or home.live or home.school is None or home.school.status != School.Status.CLOSED:
        return []
    return [_("The school has closed. The hub's editors can open it again, from its home page.")]


@transaction.atomic
def close_school(*, school: School, on: datetime.date, today: datetime.date, user: User | None = None) -> list[Page]:
    """Close `school`, whose last day was `on`; return the pages that were public until now.

    Nothing is deleted. What was to go live later will not, and what waits for a decision waits no longer. A school
    that the register has closed already keeps the register's day.

    Raises:
        ClosingError: when there is nothing to close, or `on` is still to come.
    """
    school = School.objects.select_for_update().get(pk=school.pk)
    if is_closed(school):
        raise ClosingError(_("%s is closed, and none of its pages is public.") % school)
    if on > today:
        raise ClosingError(_("Its pages serve pupils and parents until then: close the school on that day or later."))
    last = school.latest_registration()
    before: dict[str, object] = {"status": school.status, "registration": None}
    if last and last.ends_on is None:
        if last.starts_on and on < last.starts_on:
            raise ClosingError(_("Its registration began later, on %s.") % date_format(last.starts_on, "j F Y"))
        before["registration"], last.ends_on = last.pk, on
        last.save(update_fields=["ends_on"])
    school.status = School.Status.CLOSED
    school.save(update_fields=["status"])
    _stop_what_is_under_way(school, user)
    public = list(pages_of(school).live())
    for page in public:
        # An alias has gone with the page whose alias it is.
        if (specific := page.specific).live:
            specific.unpublish(user=user)
    shown = [[page.pk, page.live_revision_id] for page in public]
    log(instance=school, action=CLOSE, user=user, data={**before, "on": on.isoformat(), "pages": shown})
    return public


@transaction.atomic
def reopen_school(*, school: School, user: User | None = None) -> Reopened:
    """Undo the last closing: the school is what it was, and the pages that were public then are published again.

    A page that the rules refuse today stays a draft, and the refusal is returned.

    Raises:
        ClosingError: when the school is not closed.
    """
    school = School.objects.select_for_update().get(pk=school.pk)
    if school.status != School.Status.CLOSED:
        raise ClosingError(_("%s is not closed.") % school)
    entries = registry.get_logs_for_instance(school).filter(action__in=(CLOSE, REOPEN))
    entry = entries.order_by("-timestamp", "-pk").first()
    # An earlier closing that was undone does not apply to this one, which was the register's.
    closing = entry.data if entry and entry.action == CLOSE else {}
    was = closing.get("status")
    school.status = was if was and was != School.Status.CLOSED else School.Status.OPEN
    school.save(update_fields=["status"])
    if ended := closing.get("registration"):
        school.registrations.filter(pk=ended).update(ends_on=None)
    reopened = _publish_again(dict(reversed(closing.get("pages", []))), user)
    log(instance=school, action=REOPEN, user=user, data={"pages": [page.pk for page in reopened.published]})
    return reopened


def _stop_what_is_under_way(school: School, user: User | None) -> None:
    keys = [str(pk) for pk in pages_of(school).values_list("pk", flat=True)]
    kind = ContentType.objects.get_for_model(Page)
    for state in WorkflowState.objects.active().filter(base_content_type=kind, object_id__in=keys):
        state.cancel(user=user)
    waiting = Revision.page_revisions.filter(object_id__in=keys, approved_go_live_at__isnull=False)
    waiting.update(approved_go_live_at=None)


def _publish_again(shown: dict[int, int | None], user: User | None) -> Reopened:
    """Publish pages, given as the version that was public by page, in that order. A page gone since stays gone.

    An alias follows the page whose alias it is, and a translation the English page.
    """
    pages = Page.objects.not_live().filter(alias_of=None).in_bulk(list(shown))
    english, refused = Locale.get_default().pk, []
    in_order = sorted((pages[pk] for pk in shown if pk in pages), key=lambda page: page.locale_id != english)
    for page in (each.specific for each in in_order):
        public = page.revisions.filter(pk=shown[page.pk]).first()
        revision = public or page.get_latest_revision() or page.save_revision()
        try:
            revision.publish(user=user)
        except PublishRefused as refusal:
            refused.append(refusal)
    published = Page.objects.live().filter(pk__in=shown).order_by("path")
    return Reopened(tuple(published), tuple(refused))
