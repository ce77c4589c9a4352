"""Labour market information: the school's own links, or the figures that the hub shows on the careers page."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.publication.dates import add_months
from hub.publication.rules import Outcome, Status, good_until, met, missing
from hub.schools.careers.rules.publishing import facts, present
from hub.schools.duties.subject import SchoolSubject

LMI_MONTHS = 24


def labour_market(subject: SchoolSubject, on: datetime.date) -> Outcome:
    """The school's two links show it, or the figures on the page, some for pupils and some for parents."""
    own = _own_links(subject, on)
    return own if own.status is Status.MET else _figures(subject, on) or own


def teachers_labour_market(subject: SchoolSubject, on: datetime.date) -> Outcome:
    """The school's own link shows it, or the figures on the page, which lead to all of them."""
    own = present(facts(subject).lmi_teachers_url)
    return own if own.status is Status.MET else _figures(subject, on) or own


def _own_links(subject: SchoolSubject, on: datetime.date) -> Outcome:
    page = facts(subject)
    if not page.lmi_pupils_url or not page.lmi_parents_url:
        return missing(_("One link for pupils, one for parents and carers."))
    if page.lmi_checked_on is None:
        return missing(_("Both links are there; say on which day they were last checked."))
    if page.lmi_checked_on > on:
        day = date_format(page.lmi_checked_on, "j F Y")
        return missing(_("Both links are there; the day of the last check, %(day)s, is still to come.") % {"day": day})
    return good_until(_last_day(page.lmi_checked_on), on, evidence=date_format(page.lmi_checked_on, "j F Y"))


def _figures(subject: SchoolSubject, on: datetime.date) -> Outcome | None:
    """Met by the hub's figures if they were checked in the last two years; nobody at the school has a day to keep."""
    checked = facts(subject).figures_checked_on
    if checked is None or not checked <= on <= _last_day(checked):
        return None
    day = date_format(checked, "j F Y")
    return met(day, message=_("The careers page shows the hub's own figures, checked on %(day)s.") % {"day": day})


def _last_day(checked: datetime.date) -> datetime.date:
    return add_months(checked, LMI_MONTHS) - datetime.timedelta(days=1)
