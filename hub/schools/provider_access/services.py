"""Writes a meeting that was agreed elsewhere into the draft of a provider access page. Nothing is published here."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from hub.accounts.models import User
from hub.publication.rules import LazyText
from hub.schools.duties.closed_days import calendar
from hub.schools.microsites.forms import years_taught
from hub.schools.provider_access.forms import terms_of
from hub.schools.provider_access.models import Encounter, ProviderAccessPage
from hub.schools.provider_access.school_days import no_school
from hub.schools.register.models import School


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedMeeting:
    """A meeting with one provider on a day. `covers`: which of the four things the provider was asked for."""

    date: datetime.date
    years: tuple[int, ...]
    provider: str
    title: str = ""
    starts: datetime.time | None = None
    ends: datetime.time | None = None
    technical: bool = False
    apprenticeships: bool = False
    covers: frozenset[str] = frozenset()


def access_page_of(school: School) -> ProviderAccessPage | None:
    """Return the page of a school that holds its meetings: the one in English, live or not."""
    pages = ProviderAccessPage.objects.filter(
        school=school, locale__language_code=settings.LANGUAGE_CODE, alias_of=None
    )
    return pages.order_by("-live", "path").first()


def meeting_problems(page: ProviderAccessPage, meeting: AgreedMeeting, *, on: datetime.date) -> dict[str, LazyText]:
    """Return, by the name of the field, what is wrong with a meeting that is still to come on `on`."""
    problems: dict[str, LazyText] = {}
    draft = page.get_latest_revision_as_object()
    row = Encounter(date=meeting.date)
    if meeting.date < on:
        problems["date"] = _("This day is past.")
    elif odd := row.odd_date():
        problems["date"] = odd
    else:
        closed = no_school(meeting.date, terms_of(vars(each) for each in draft.terms.all()), calendar())
        if closed:
            problems["date"] = closed.why
    if meeting.starts and meeting.ends and meeting.ends <= meeting.starts:
        problems["ends"] = _("The meeting ends before it starts.")
    taught = years_taught(page.school, meeting.date)
    strangers = [year for year in meeting.years if taught is not None and year not in taught]
    if strangers:
        years = ", ".join(str(year) for year in strangers)
        problems["years"] = _("The school does not teach Year %(years)s.") % {"years": years}
    return problems


@transaction.atomic
def draft_meeting(page: ProviderAccessPage, *, meeting: AgreedMeeting, user: User | None) -> ProviderAccessPage:
    """Add `meeting` to the latest draft of `page` as a new draft, and return that; what is public stays as it is."""
    locked = ProviderAccessPage.objects.select_for_update().get(pk=page.pk)
    draft = locked.get_latest_revision_as_object()
    providers = {
        "name": meeting.provider,
        "technical": meeting.technical,
        "apprenticeships": meeting.apprenticeships,
    }
    row = Encounter(
        date=meeting.date,
        starts=meeting.starts,
        ends=meeting.ends,
        years=sorted(meeting.years),
        title=meeting.title,
        **{f"covers_{thing}": True for thing in meeting.covers},
    )
    row.providers = [("provider", providers)]
    row.locale_id = draft.locale_id
    draft.encounters.add(row)
    # A draft may lack what a public page may not: the editor's form says so.
    draft.save_revision(user=user, log_action=user is not None, clean=False)
    return draft
