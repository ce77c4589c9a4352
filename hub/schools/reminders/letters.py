"""Writing the letters: their text, and the records that keep any of them from being written twice."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.publication.rules import Strength
from hub.schools.register.models import School
from hub.schools.reminders.models import Reminder, ReminderLetter

from .plan import Draft, Notice

SUBJECT_LENGTH = 255


@dataclass(frozen=True, slots=True)
class Section:
    """What one letter says of one school; law, guidance and the voluntary standard under headings of their own."""

    school: School
    roles: str
    calendar: str
    groups: Sequence[tuple[Strength, Sequence[Notice]]]


def absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def one_line(text: str) -> str:
    """Return `text` without line breaks: a mail's header has none."""
    return " ".join(text.split())


def sections(draft: Draft) -> list[Section]:
    ordered = sorted(draft.notices, key=lambda each: (each.school.name, each.school.pk, each.due.day, each.due.rule))
    found = []
    for school, notices in groupby(ordered, key=lambda each: each.school):
        of_school = list(notices)
        groups = [(s, [each for each in of_school if each.due.strength is s]) for s in Strength]
        roles = ", ".join(str(role.label) for role in draft.roles.get(school.pk, ()))
        calendar = absolute(reverse("school_dates", args=[school.slug]))
        found.append(Section(school, roles, calendar, [group for group in groups if group[1]]))
    return found


def subject_of(draft: Draft) -> str:
    """Return the subject: the thing itself if it is one, else how many, and at which school if it is one."""
    schools = {notice.school.pk: notice.school.name for notice in draft.notices}
    where = next(iter(schools.values())) if len(schools) == 1 else _("%d schools") % len(schools)
    if len(draft.notices) == 1:
        due = draft.notices[0].due
        said = {"what": due.finding.rule.title, "day": date_format(due.day, "j F Y"), "where": where}
        return one_line(_("Due %(day)s: %(what)s, %(where)s") % said)[:SUBJECT_LENGTH]
    count = len(draft.notices)
    text = ngettext("%(count)d date at %(where)s", "%(count)d dates at %(where)s", count)
    return one_line(text % {"count": count, "where": where})[:SUBJECT_LENGTH]


def body_of(draft: Draft, on: datetime.date) -> str:
    context = {"person": draft.addressee, "sections": sections(draft), "on": on, "base": absolute("")}
    text = render_to_string("schools/mail/reminder.txt", context)
    # The tags of the template leave their lines behind.
    return re.sub(r"\n\s*\n", "\n\n", text).strip() + "\n"


def write(drafts: Sequence[Draft], on: datetime.date) -> list[ReminderLetter]:
    """Write each person's letter and its records, all or nothing a person; what another run has written is left out."""
    written = []
    for draft in drafts:
        try:
            with transaction.atomic():
                written.append(_write(draft, on))
        except IntegrityError:
            continue  # A run beside this one was first.
    return written


def _write(draft: Draft, on: datetime.date) -> ReminderLetter:
    letter = ReminderLetter.objects.create(
        addressee=draft.addressee, on=on, subject=subject_of(draft), body=body_of(draft, on)
    )
    Reminder.objects.bulk_create(
        Reminder(
            school=notice.school,
            rule=notice.due.rule,
            due=notice.due.day,
            stage=notice.stage,
            addressee=draft.addressee,
            letter=letter,
        )
        for notice in draft.notices
    )
    return letter
