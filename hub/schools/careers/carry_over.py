"""Copies last year's programme into a draft for a new school year."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.models import Page

from hub.accounts.models import User
from hub.accounts.requests import AdminRequest, RequestUser
from hub.core.versions import GoOnForm, said_of_version
from hub.publication.dates import AcademicYear
from hub.schools.careers.models.next_programme import next_programme_of
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.next_year import make_next_programme
from hub.schools.careers.totals import draft_totals
from hub.schools.duties.published import is_judged

SCHEDULE = ("go_live_at", "expire_at")


@dataclass(frozen=True)
class Plan:
    """What carrying over would do.

    `draft` is the latest version of the page, which the new one goes on from; `into` the year it would be for, None
    where the draft says no year; `is_done`: that year's page is there already, as a draft or for everybody to read.
    `emptied` are names of fields whose dates have passed. `apart`: the public page stays this year's, and next year's
    programme is made beside it (hub.schools.careers.next_year).
    """

    draft: CareersPage
    into: AcademicYear | None
    is_done: bool
    emptied: tuple[str, ...] = ()
    apart: bool = False

    @property
    def emptied_labels(self) -> list[str]:
        return [str(self.draft._meta.get_field(name).verbose_name) for name in self.emptied]


def plan_for(page: CareersPage, *, on: datetime.date) -> Plan:
    """Return what carrying `page` over on `on` would do: into this year if its year is over, else into the next."""
    draft = page.get_latest_revision_as_object()
    year, now = AcademicYear.parse_or_none(draft.academic_year), AcademicYear.containing(on)
    if year is None:
        return Plan(draft, None, is_done=False)
    public_year = AcademicYear.parse_or_none(page.academic_year) if page.live else None
    if year > now or (public_year is not None and year > public_year):
        return Plan(draft, year, is_done=True)
    into = now if year < now else AcademicYear(now.start + 1)
    if into > now and public_year == now:
        waiting = next_programme_of(page)
        return Plan(draft, into, is_done=waiting is not None and waiting.year == into, apart=True)
    return Plan(draft, into, is_done=False, emptied=tuple(_lapsed(draft, on)))


def _lapsed(draft: CareersPage, on: datetime.date) -> list[str]:
    dates = {"next_review": draft.next_review}
    dates |= {name: getattr(draft, name) and timezone.localdate(getattr(draft, name)) for name in SCHEDULE}
    return [name for name, day in dates.items() if day and day < on]


@transaction.atomic
def carry_over(page: CareersPage, *, seen: int | None, on: datetime.date, user: User) -> Plan | None:
    """Write the plan as the newest draft, or beside the page; nothing is published. Idempotent: what is done stays.

    `seen` is the version that the person was shown as the latest; None is returned when another one is by now.
    """
    locked = CareersPage.objects.select_for_update().get(pk=page.pk)
    if locked.latest_revision_id != seen:
        return None
    plan = plan_for(locked, on=on)
    if plan.into is None or plan.is_done:
        return plan
    if plan.apart:
        make_next_programme(locked, source=plan.draft, year=plan.into, user=user)
    else:
        plan.draft.academic_year = str(plan.into)
        for name in plan.emptied:
            setattr(plan.draft, name, None)
        # A draft may lack what a public page may not: the editor's form says so.
        plan.draft.save_revision(user=user, log_action=True, clean=False)
    return plan


def can_carry_over(page: Page, user: RequestUser, *, on: datetime.date) -> bool:
    """Tell whether `user` may: change that page, which is one in English; a translation follows it.

    Beside a page that is public for this year only those who may publish.
    """
    if not isinstance(page, CareersPage) or not is_judged(page):
        return False
    may = page.permissions_for_user(user)
    apart = page.live and AcademicYear.parse_or_none(page.academic_year) == AcademicYear.containing(on)
    return may.can_edit() and (may.can_publish() or not apart)


@never_cache
def carry_over_view(request: AdminRequest, page_id: int) -> HttpResponse:
    """Show what would be copied and what emptied, then make the draft."""
    page, on = _editable(request, page_id), timezone.localdate()
    if not is_judged(page):
        raise Http404("carried over with the English page")
    plan, may = plan_for(page, on=on), page.permissions_for_user(request.user)
    # What is made beside the page becomes public by itself.
    if may.page_locked() or (plan.apart and not may.can_publish()):
        raise PermissionDenied
    form = GoOnForm(request.POST if request.method == "POST" else None, page=page)
    moved = form.has_moved()
    if form.is_bound and not moved and form.is_valid() and plan.into is not None and not plan.is_done:
        made = carry_over(page, seen=page.latest_revision_id, on=on, user=request.user)
        if made is not None:
            messages.success(request, _said_of(made))
            return redirect("schools_next_year" if made.apart else "wagtailadmin_pages:edit", page.pk)
        moved = True
    if moved:
        form = form.asked_again()
    context = {
        "page": page,
        "plan": plan,
        "today": on,
        "form": form,
        "totals": draft_totals(plan.draft, on=on),
        "latest": said_of_version(page.latest_revision),
    }
    return render(request, "schools/admin/careers/carry_over.html", context)


def _said_of(made: Plan) -> str:
    if made.into is None or not made.apart:
        return _("The draft for %(year)s is made. Nothing is published.") % {"year": made.into}
    said = {"year": made.into, "day": date_format(made.into.first_day, "j F Y")}
    return _("The programme for %(year)s is made. It becomes public on %(day)s.") % said


def _editable(request: HttpRequest, page_id: int) -> CareersPage:
    page = get_object_or_404(CareersPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page
