"""Admin views of audits: the list, a school's audits, one audit, and the same on paper."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.audits.answers import beside, services
from hub.audits.answers.evidence import evidence_at
from hub.audits.answers.forms import AnswersForm, BeginForm
from hub.audits.answers.models import Answer, Audit
from hub.audits.answers.standing import Standing, answers_of, standing_of
from hub.publication.dates import AcademicYear
from hub.schools.models import School
from hub.schools.tenancy.leading import (
    check_reader,
    check_writer,
    is_staff_of_the_hub,
    may_write,
    school_read_by,
    schools_of,
)

EACH_PAGE = 50


def counted(audits: QuerySet[Audit]) -> QuerySet[Audit]:
    """Add to each audit how many of its questions are in place, gaps and not answered."""
    return audits.annotate(
        in_place=Count("answers", filter=Q(answers__state=Answer.State.IN_PLACE)),
        gaps=Count("answers", filter=Q(answers__state__in=Answer.GAPS)),
        left=Count("answers", filter=Q(answers__state="")),
    )


@never_cache
def index(request: AdminRequest) -> HttpResponse:
    """List the audits of every school for the hub's staff; lead a school's people to their own."""
    own = schools_of(request.user)
    if len(own) == 1:
        return redirect("audits_school", next(iter(own)))
    if own:
        schools = School.objects.filter(pk__in=own).order_by("name")
        return render(request, "audits/admin/schools.html", {"schools": schools, "title": _("Audit and surveys")})
    if not is_staff_of_the_hub(request.user):
        raise PermissionDenied
    audits = counted(Audit.objects.select_related("school").order_by("-academic_year", "school__name", "pk"))
    page = Paginator(audits, EACH_PAGE).get_page(request.GET.get("p"))
    return render(request, "audits/admin/index.html", {"page": page, "title": _("Audits of schools")})


@never_cache
def of_school(request: AdminRequest, school_id: int) -> HttpResponse:
    """Show a school's audits year by year; begin one."""
    school, on = school_read_by(request.user, school_id), timezone.localdate()
    writes = may_write(request.user, school.pk)
    form = BeginForm(request.POST if request.method == "POST" else None, year=AcademicYear.containing(on))
    if request.method == "POST":
        check_writer(request.user, school.pk)
        if form.is_valid():
            asked = form.cleaned_data["template"]
            audit, made = services.begin(school, asked, form.chosen_year, by=request.user, on=on)
            if not made:
                messages.info(request, _("This audit has been begun already: here it is."))
            return redirect("audits_audit", audit.pk)
    context = {
        "title": _("Audit and surveys"),
        "subtitle": school.name,
        "school": school,
        "writes": writes,
        "form": form,
        "audits": counted(Audit.objects.filter(school=school)),
        "parts": beside.parts_of(school, user=request.user, on=on),
    }
    return render(request, "audits/admin/school.html", context)


def _audit_read_by(request: AdminRequest, audit_id: int) -> Audit:
    audit = get_object_or_404(Audit.objects.select_related("school"), pk=audit_id)
    check_reader(request.user, audit.school_id)
    return audit


@never_cache
def audit(request: AdminRequest, audit_id: int) -> HttpResponse:
    """Show one audit; save its answers, finish it, open it again."""
    found = _audit_read_by(request, audit_id)
    writes = may_write(request.user, found.school_id)
    answers = answers_of(found)
    if request.method == "POST":
        check_writer(request.user, found.school_id)
        if "reopen" in request.POST:
            services.reopen(found)
            return redirect("audits_audit", found.pk)
        form = AnswersForm(found, answers, request.POST)
        if form.is_valid() and (answer := _save(request, found, form)):
            return answer
    else:
        form = AnswersForm(found, answers)
    forms = {each.instance.pk: each for each in form.forms} if writes and not found.finished_on else {}
    standing = _standing(found, answers, forms=forms)
    context = {
        "title": str(found),
        "subtitle": found.school.name,
        "standing": standing,
        "audit": found,
        "form": form,
        "writes": writes,
        "edits": bool(forms),
    }
    return render(request, "audits/admin/audit.html", context)


def _standing(found: Audit, answers: list[Answer], **shown: Any) -> Standing:
    evidence = evidence_at(found.school, on=timezone.localdate())
    return standing_of(found, answers, evidence=evidence, actions=beside.actions_by_answer(found), **shown)


def _save(request: AdminRequest, found: Audit, form: AnswersForm) -> HttpResponse | None:
    """Save what was posted; None where another has saved meanwhile."""
    try:
        services.save(found, form.changed, seen=form.seen.cleaned_data["seen"])
    except services.SavedMeanwhile:
        found.refresh_from_db()
        form.ask_again(found)
        return None
    if "finish" not in request.POST:
        messages.success(request, _("Saved. You can go on whenever you like."))
        return redirect("audits_audit", found.pk)
    left = services.finish(found, on=timezone.localdate())
    if left:
        text = ngettext(
            "Saved. %(n)d question has no answer yet: an audit is finished when each has one.",
            "Saved. %(n)d questions have no answer yet: an audit is finished when each has one.",
            left,
        )
        messages.warning(request, text % {"n": left})
    else:
        messages.success(request, _("The audit is finished. What is a gap can become an action."))
    return redirect("audits_audit", found.pk)


@never_cache
def on_paper(request: AdminRequest, audit_id: int) -> HttpResponse:
    """Show one audit to be printed: for a meeting of governors, say."""
    found = _audit_read_by(request, audit_id)
    standing = _standing(found, answers_of(found))
    return render(request, "audits/admin/paper.html", {"standing": standing, "audit": found})
