"""The employer's own pages of requests and visits, for who has come in by a mailed link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.opportunities.organisations.models import Organisation, Representative
from hub.opportunities.organisations.sessions import for_representatives
from hub.opportunities.requests.models import VisitRequest
from hub.opportunities.visits import afterwards, services
from hub.opportunities.visits.acting import act, desk
from hub.opportunities.visits.admin_views import WITH, calendar_response
from hub.opportunities.visits.briefing import parts
from hub.opportunities.visits.forms import StoryForm, WriteForm
from hub.opportunities.visits.models import Side, Visit

PAGES = "pages/opportunities"


@for_representatives
def answer(request: HttpRequest, person: Representative, request_id: int) -> HttpResponse:
    """Show a request to somebody who speaks for an organisation, and take the answer."""
    on = timezone.localdate()
    rows = VisitRequest.objects.open(on=on).with_terms().filter(organisation__in=_meant(person))
    rows = rows | VisitRequest.objects.public(on=on).with_terms()
    asked = get_object_or_404(rows.distinct(), pk=request_id)
    form = WriteForm(request.POST if request.method == "POST" else None, school=asked.school, on=on, need_day=True)
    note = "" if person.organisation.is_approved else _("The hub checks your organisation first. Answer after that.")
    if not note and form.is_bound and form.is_valid() and not form.is_from_a_program:
        try:
            visit = services.answer(asked, person, words=form.cleaned_data["words"], wishes=form.wishes, on=on)
            return redirect("opportunities_manage_visit", visit.pk)
        except services.NotNow:
            note = _("This request has been closed in the meantime.")
    context = {"request_": asked, "form": form, "note": note}
    return render(request, f"{PAGES}/answer.html", context, status=400 if form.errors or note else 200)


def _meant(person: Representative) -> list[Organisation]:
    return [person.organisation]


def _own(person: Representative, visit_id: int) -> Visit:
    rows = Visit.objects.select_related(*WITH).filter(organisation=person.organisation)
    return get_object_or_404(rows, pk=visit_id)


@for_representatives
def visit(request: HttpRequest, person: Representative, visit_id: int) -> HttpResponse:
    """Show a visit's thread, and take what the employer does."""
    own, on = _own(person, visit_id), timezone.localdate()
    at = desk(request, own, Side.EMPLOYER, on=on)
    story = StoryForm(request.POST if "story" in request.POST else None, story=own.story)
    if request.method == "POST":
        if story.is_bound and story.is_valid() and own.state == Visit.State.DONE:
            afterwards.offer_story(own, story.cleaned_data["story"])
            return redirect("opportunities_manage_visit", own.pk)
        act(request, at, on=on)
        if at.said:
            return redirect("opportunities_manage_visit", own.pk)
    context = {
        "visit": own,
        "desk": at,
        "story": story,
        "parts": parts(own.briefing),
        "theirs": own.feedback.filter(side=Side.SCHOOL).first(),
    }
    wrong = at.has_errors or story.errors
    return render(request, f"{PAGES}/visit.html", context, status=400 if wrong else 200)


@for_representatives
def sheet(request: HttpRequest, person: Representative, visit_id: int) -> HttpResponse:
    """Show the sheet for the visitor, to read and to print."""
    own = _own(person, visit_id)
    return render(request, f"{PAGES}/briefing.html", {"visit": own, "parts": parts(own.briefing)})


@for_representatives
def calendar_file(request: HttpRequest, person: Representative, visit_id: int) -> HttpResponse:
    """Answer with the day of an agreed visit as a calendar file."""
    return calendar_response(_own(person, visit_id))
