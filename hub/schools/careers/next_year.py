"""Next year's programme: made from this year's, changed, looked at as a page, and put on the page on its day."""

import datetime
from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.panels import get_edit_handler
from wagtail.log_actions import log

from hub.accounts.models import User
from hub.accounts.requests import AdminRequest
from hub.core.publishing import PublishRefused
from hub.publication.dates import AcademicYear
from hub.schools.careers.models.next_programme import NextActivity, NextProgramme, next_programme_of
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.models.programme import ProgrammeActivity
from hub.schools.careers.totals import draft_totals

MADE, CHANGED, DISCARDED = (f"hub.next_programme_{what}" for what in ("made", "changed", "deleted"))
LOG_ACTIONS = {
    MADE: gettext_lazy("Next year's programme made"),
    CHANGED: gettext_lazy("Next year's programme changed"),
    DISCARDED: gettext_lazy("Next year's programme deleted"),
}


def make_next_programme(page: CareersPage, *, source: CareersPage, year: AcademicYear, user: User) -> NextProgramme:
    """Make the programme for `year` from that of `source`, a version of `page`; one that is there already stays.

    One for another year was overtaken and could never become public: it makes way.
    """
    for overtaken in NextProgramme.objects.filter(page=page).exclude(academic_year=str(year)):
        overtaken.delete()
        log(instance=page, action=DISCARDED, user=user, data={"year": overtaken.academic_year})
    programme, is_new = NextProgramme.objects.get_or_create(
        page=page,
        defaults={
            "academic_year": str(year),
            "programme_summary": source.programme_summary,
            "changed_by": user,
        },
    )
    if is_new:
        rows: list[ProgrammeActivity] = list(source.programme.all())
        NextActivity.objects.bulk_create(
            NextActivity(programme=programme, sort_order=at, translation_key=row.translation_key, **row.values)
            for at, row in enumerate(rows)
        )
        log(instance=page, action=MADE, user=user, data={"year": str(year)})
    return programme


def as_page(programme: NextProgramme) -> CareersPage:
    """Return the page as it will be, in memory: what everybody reads today, with the other programme."""
    page = CareersPage.objects.get(pk=programme.page_id)
    programme.put_on(page)
    return page


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of the programmes whose day has come. `refused` are reasons by page; those wait."""

    published: tuple[CareersPage, ...]
    refused: tuple[PublishRefused, ...]


def take_over(*, on: datetime.date) -> TakenOver:
    """Put every programme whose year has begun on its page, and publish that; a refusal leaves both as they are."""
    published, refused = [], []
    for programme in NextProgramme.objects.filter(page__live=True).select_related("page").order_by("page_id"):
        if programme.first_day > on or not programme.is_later:
            continue
        try:
            with transaction.atomic():
                published.append(_take_over(programme))
        except PublishRefused as refusal:
            refused.append(refusal)
    return TakenOver(tuple(published), tuple(refused))


def _take_over(programme: NextProgramme, *, user: User | None = None) -> CareersPage:
    page = CareersPage.objects.select_for_update().get(pk=programme.page_id)
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    scheduled = page.approved_schedule
    programme.put_on(page)
    revision = page.save_revision(user=user, clean=False, log_action=True)
    revision.publish(user=user, log_action=True if user else "wagtail.publish.scheduled")
    if draft is not None:
        # What somebody is working on goes on, with the programme that is public now.
        programme.put_on(draft)
        kept = draft.save_revision(clean=False)
        if scheduled:
            # Publishing takes every other version off its schedule.
            kept.publish()
    programme.delete()
    return page


class DiscardForm(forms.Form):
    """Deletes next year's programme, for good."""

    sure = forms.BooleanField(
        label=gettext_lazy("Delete it. The public page stays as it is."),
        error_messages={"required": gettext_lazy("Tick this to delete it.")},
    )


@never_cache
def next_year_view(request: AdminRequest, page_id: int) -> HttpResponse:
    """Change next year's programme; nothing of the public page changes before its day."""
    page, programme = _waiting(request, page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied  # it becomes public by itself
    if programme is None:
        return redirect("schools_carry_over", page.pk)
    if request.method == "POST" and "public" in request.POST:
        return _made_public(request, page, programme)
    if request.method == "POST" and "discard" in request.POST:
        discard = DiscardForm(request.POST)
        if discard.is_valid():
            programme.delete()
            log(instance=page, action=DISCARDED, user=request.user, data={"year": programme.academic_year})
            messages.success(request, _("The programme for %(year)s is deleted.") % {"year": programme.academic_year})
            return redirect("wagtailadmin_pages:edit", page.pk)
        return _shown(request, page, programme, _form(request, programme, sent=False), discard)
    form = _form(request, programme, sent=request.method == "POST")
    if form.is_bound and form.is_valid():
        form.instance.changed_by = request.user
        form.save()
        log(instance=page, action=CHANGED, user=request.user, data={"year": programme.academic_year})
        said = {"year": programme.academic_year, "day": date_format(programme.first_day)}
        messages.success(request, _("Saved. The programme for %(year)s becomes public on %(day)s.") % said)
        return redirect("schools_next_year", page.pk)
    return _shown(request, page, programme, form, DiscardForm())


def may_be_public(programme: NextProgramme, *, on: datetime.date) -> bool:
    """Tell whether it may become the page's on `on`, before its day: the law's academic year begins in August."""
    return programme.page.live and programme.is_later and on >= programme.year.may_be_shown_from


def _made_public(request: AdminRequest, page: CareersPage, programme: NextProgramme) -> HttpResponse:
    if not may_be_public(programme, on=timezone.localdate()):
        return redirect("schools_next_year", page.pk)
    try:
        with transaction.atomic():
            _take_over(programme, user=request.user)
    except PublishRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("schools_next_year", page.pk)
    said = {"year": programme.academic_year}
    messages.success(request, _("The programme for %(year)s is public: the page is for that year now.") % said)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _form(request: AdminRequest, programme: NextProgramme, *, sent: bool) -> forms.ModelForm:
    form_class = get_edit_handler(NextProgramme).get_form_class()
    return form_class(request.POST if sent else None, instance=programme, for_user=request.user)


def _shown(
    request: AdminRequest, page: CareersPage, programme: NextProgramme, form: forms.ModelForm, discard: DiscardForm
) -> HttpResponse:
    panel = get_edit_handler(NextProgramme).get_bound_panel(instance=programme, request=request, form=form)
    context = {
        "page": page,
        "programme": programme,
        "panel": panel,
        "form": form,
        "discard": discard,
        "media": panel.media + form.media,
        "totals": draft_totals(as_page(NextProgramme.objects.get(pk=programme.pk)), on=programme.first_day),
        "overtaken": not programme.is_later,
        "may_be_public": may_be_public(programme, on=timezone.localdate()),
        "admin": True,
        "page_title": _("Programme for %(year)s") % {"year": programme.academic_year},
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "calendar-alt",
        "submit_button_label": _("Save"),
        "submit_button_active_label": _("Saving…"),
        "action_url": request.path,
    }
    status = 200 if not form.errors and not discard.errors else 400
    return render(request, "schools/admin/careers/next_year.html", context, status=status)


@never_cache
def next_year_preview(request: AdminRequest, page_id: int) -> HttpResponse:
    """Show the page as everybody will read it from that day."""
    page, programme = _waiting(request, page_id)
    if programme is None:
        return redirect("schools_carry_over", page.pk)
    coming = as_page(programme)
    return coming.make_preview_request(request, coming.default_preview_mode)


def _waiting(request: HttpRequest, page_id: int) -> tuple[CareersPage, NextProgramme | None]:
    page = get_object_or_404(CareersPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page, next_programme_of(page)
