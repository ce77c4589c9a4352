"""A school's own visits in the admin, and the hub's check of stories."""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.core.url_keys import key_in
from hub.opportunities.people.own import need_own_schools, own_row, own_rows
from hub.opportunities.visits import afterwards, services
from hub.opportunities.visits.acting import act, desk
from hub.opportunities.visits.briefing import parts
from hub.opportunities.visits.calendar import FILE_TYPE, calendar_of
from hub.opportunities.visits.forms import BriefingForm, FinishForm
from hub.opportunities.visits.models import Side, Visit
from hub.schools.careers.drafting import OtherYear
from hub.schools.careers.models.page import CareersPage

SHOWN = 200
CHECK = "opportunities.change_offer"
WITH = ("school", "request", "representative", "offer")


@never_cache
def visits(request: AdminRequest) -> HttpResponse:
    """List the visits of the user's own schools, those that still come first."""
    schools = need_own_schools(request.user)
    rows = list(own_rows(Visit.objects.select_related(*WITH), request.user)[:SHOWN])
    context = {
        "open": [each for each in rows if each.state in (Visit.State.TALKING, Visit.State.AGREED)],
        "ended": [each for each in rows if each.state in (Visit.State.DONE, Visit.State.CANCELLED)],
        "several": len(schools) > 1,
    }
    return render(request, "opportunities/admin/visits.html", context)


def _own(request: AdminRequest, visit_id: int) -> Visit:
    return own_row(Visit.objects.select_related(*WITH), request.user, visit_id)


@never_cache
def visit(request: AdminRequest, visit_id: int) -> HttpResponse:
    """Show a visit's thread, and take what the school does."""
    own, on = _own(request, visit_id), timezone.localdate()
    at = desk(request, own, Side.SCHOOL, on=on)
    finish = FinishForm(request.POST if "finish" in request.POST else None, minutes=own.minutes)
    if request.method == "POST":
        if "programme" in request.POST:
            return _put_into_programme(request, own)
        if finish.is_bound and finish.is_valid():
            _finish(request, own, finish)
            return redirect("opportunities_visit", own.pk)
        act(request, at, on=on)
        if at.said:
            messages.success(request, at.said)
            return redirect("opportunities_visit", own.pk)
    context = {
        "visit": own,
        "desk": at,
        "finish": finish,
        "may_finish": own.state == Visit.State.AGREED and own.agreed_on is not None and own.agreed_on <= on,
        "record": afterwards.record_address(own),
        "theirs": own.feedback.filter(side=Side.EMPLOYER).first(),
    }
    wrong = at.has_errors or finish.errors
    return render(request, "opportunities/admin/visit.html", context, status=400 if wrong else 200)


def _finish(request: AdminRequest, own: Visit, form: FinishForm) -> None:
    said = form.cleaned_data
    try:
        afterwards.finish(own, learned=said["learned"], minutes=said["minutes"], on=timezone.localdate())
        messages.success(request, _("Thanked. Now put it into the programme, and say how it was."))
    except services.NotNow:
        messages.error(request, _("Only an agreed visit whose day has come can be finished."))


def _put_into_programme(request: AdminRequest, own: Visit) -> HttpResponse:
    drafted = put_into_draft(request, partial(afterwards.put_into_programme, own, user=request.user))
    return drafted or redirect("opportunities_visit", own.pk)


def put_into_draft(request: AdminRequest, put: Callable[[], CareersPage | None]) -> HttpResponse | None:
    """Put a visit into the draft of a programme and lead there; None where that cannot be, which is told."""
    try:
        page = put()
    except OtherYear:
        messages.error(request, _("The draft of your careers page is for another school year: carry it over first."))
    except services.NotNow:
        messages.error(request, _("It is in the programme already, or is of no kind that a programme has."))
    else:
        if page is not None:
            messages.success(request, _("The activity is in the draft of your programme. Nothing is published."))
            return redirect("wagtailadmin_pages:edit", page.pk)
        messages.error(request, _("Your school has no careers page yet."))
    return None


@never_cache
def briefing(request: AdminRequest, visit_id: int) -> HttpResponse:
    """Write the sheet for the visitor; it begins with words for the age group."""
    own = _own(request, visit_id)
    form = BriefingForm(request.POST if request.method == "POST" else None, said=own.briefing)
    if form.is_valid():
        own.briefing = form.cleaned_data
        own.save(update_fields=["briefing"])
        messages.success(request, _("Saved. The visitor sees it on the page of the visit."))
        return redirect("opportunities_visit", own.pk)
    context = {"visit": own, "form": form}
    return render(request, "opportunities/admin/briefing.html", context, status=400 if form.errors else 200)


@never_cache
def sheet(request: AdminRequest, visit_id: int) -> HttpResponse:
    """Show the sheet as the visitor reads and prints it."""
    own = _own(request, visit_id)
    return render(request, "pages/opportunities/briefing.html", {"visit": own, "parts": parts(own.briefing)})


@never_cache
def calendar_file(request: AdminRequest, visit_id: int) -> HttpResponse:
    """Answer with the day of an agreed visit as a calendar file."""
    return calendar_response(_own(request, visit_id))


def calendar_response(own: Visit) -> HttpResponse:
    """Return the calendar file of a visit as an answer."""
    response = HttpResponse(calendar_of(own, on=timezone.localdate()), content_type=f"{FILE_TYPE}; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="visit.ics"'
    return response


@never_cache
def stories(request: AdminRequest) -> HttpResponse:
    """List the stories that wait for the hub's check, and publish or refuse one."""
    if not request.user.has_perm(CHECK):
        raise PermissionDenied
    waiting = Visit.objects.filter(story_state=Visit.Story.WAITING).select_related(*WITH)
    if request.method == "POST":
        one = waiting.filter(pk=key_in(request.POST.get("visit", ""))).first()
        if one is not None and afterwards.decide_story(one, publish="publish" in request.POST):
            messages.success(request, _("Decided."))
        return redirect("opportunities_stories_to_check")
    return render(request, "opportunities/admin/stories.html", {"waiting": waiting})
