"""What a school's head reads: who used the school's admin and who changed what, day by day."""

import csv
import datetime
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from hub.accounts.models import User
from hub.core.spreadsheets import harmless
from hub.schools.access_log.models import AccessRecord
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.register.models import School
from hub.schools.tenancy.models import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody did something on a day, to a page if `page` is not empty, so many `times` (0: not counted)."""

    day: datetime.date
    who: str
    role: str
    what: str
    page: str = ""
    times: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry whose person is known by a key alone."""

    day: datetime.date
    person: int | None
    what: str
    page: str = ""
    times: int = 0


def entries(school: School, *, first: datetime.date, last: datetime.date) -> list[Entry]:
    """Return what was done from `first` to `last`, the latest day first, in a number of queries that does not grow."""
    found = [*_opened(school, first, last), *_changed_pages(school, first, last), *_changed_school(school, first, last)]
    said = _people(school, {each.person for each in found if each.person})
    unknown = (_("Somebody whose account is deleted"), "")
    shown = [Entry(each.day, *said.get(each.person or 0, unknown), each.what, each.page, each.times) for each in found]
    return sorted(shown, key=lambda each: (-each.day.toordinal(), each.who, each.what, each.page))


def _opened(school: School, first: datetime.date, last: datetime.date) -> list[_Found]:
    rows = list(AccessRecord.objects.filter(school=school, day__range=(first, last)))
    titles = dict(Page.objects.filter(pk__in={row.page_key for row in rows}).values_list("pk", "draft_title"))
    gone = _("a page that is no more")
    return [
        _Found(row.day, row.user_id, row.get_what_display(), titles.get(row.page_key, gone) if row.page_key else "")
        for row in rows
    ]


def _changed_pages(school: School, first: datetime.date, last: datetime.date) -> list[_Found]:
    """Return what is in the history of the pages; what is alike on a day is one, for autosave makes many."""
    homes = SchoolHomePage.objects.filter(school=school).values_list("path", flat=True)
    pages = Page.objects.none()
    for path in homes:
        pages = pages | Page.objects.filter(path__startswith=path)
    rows = _within(PageLogEntry.objects.filter(page__in=pages.values("pk")), first, last)
    # Saves of one sitting carry one mark, by which Wagtail too shows them as one.
    sittings = Count("uuid", distinct=True) + Count("pk", filter=Q(uuid=None))
    alike = rows.values("day", "user_id", "action", "label").annotate(times=sittings)
    return [_Found(row["day"], row["user_id"], _said(row["action"]), row["label"], row["times"]) for row in alike]


def _changed_school(school: School, first: datetime.date, last: datetime.date) -> list[_Found]:
    """Return what is in the history of the school itself: who was given and who gave up which role."""
    kind = ContentType.objects.get_for_model(School)
    rows = _within(ModelLogEntry.objects.filter(content_type=kind, object_id=str(school.pk)), first, last)
    names = dict(Role.choices)
    found = []
    for day, person, action, data in rows.values_list("day", "user_id", "action", "data"):
        whose = [data.get("person", ""), str(names.get(data.get("role", ""), data.get("role", "")))]
        words = ", ".join(filter(None, whose))
        said = _("%(what)s: %(whose)s") % {"what": _said(action), "whose": words} if words else _said(action)
        found.append(_Found(day, person, said))
    return found


def _within(rows: QuerySet, first: datetime.date, last: datetime.date) -> QuerySet:
    """Return entries of Wagtail's history that a person has made in these days, each with its `day`."""
    begin = timezone.make_aware(datetime.datetime.combine(first, datetime.time.min))
    end = timezone.make_aware(datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time.min))
    found = rows.filter(timestamp__gte=begin, timestamp__lt=end).exclude(user=None).order_by()
    return found.annotate(day=TruncDate("timestamp"))


def _said(action: str) -> str:
    """Return an action of the history in words; one that no room knows any more by its key."""
    registry.scan_for_actions()
    known = registry.formatters.get(action)
    if known is None:
        return action
    return str(known.label if callable(known.message) or not known.message else known.message)


def _people(school: School, keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return the name and the role of each person. Who works for the hub is told by role, without a name."""
    people = User.objects.filter(pk__in=set(keys))
    roles: dict[int, list[str]] = {}
    for membership in school.memberships.filter(user__in=people).order_by("role"):
        roles.setdefault(membership.user_id, []).append(str(membership.get_role_display()))
    return {
        person.pk: _said_of(person, roles.get(person.pk)) for person in people.prefetch_related("groups", "hub_roles")
    }


def _said_of(person: User, roles: list[str] | None) -> tuple[str, str]:
    if roles:
        return str(person), ", ".join(roles)
    if person.is_superuser:
        return _("The hub’s staff"), _("Administrator of the hub")
    if of_the_hub := sorted({str(role.get_kind_display()) for role in person.hub_roles.all()}):
        return _("The hub’s staff"), ", ".join(of_the_hub)
    if person.groups.all():
        return _("The hub’s staff"), _("Hub editor")
    return str(person), _("No longer at the school")


def as_csv(found: Iterable[Entry]) -> str:
    """Return entries as a file for a spreadsheet."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([_("Day"), _("Who"), _("Role"), _("What"), _("Page"), _("Times")])
    for each in found:
        words = [each.who, each.role, each.what, each.page]
        writer.writerow([each.day.isoformat(), *map(harmless, words), each.times or ""])
    return file.getvalue()
