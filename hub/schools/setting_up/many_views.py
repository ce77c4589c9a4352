"""The admin's pages that set up many schools: what is asked for, what would come of it, and a run in portions."""

import io
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hub.accounts.requests import AdminRequest
from hub.schools.setting_up import runs
from hub.schools.setting_up.asking import TEMPLATE, FileForm, FilterForm
from hub.schools.setting_up.models import SetUpRun
from hub.schools.setting_up.plans import Plan, seal, unseal
from hub.schools.setting_up.rows import Problem, write_report
from hub.schools.setting_up.views import check_may_create
from hub.schools.tenancy.models import Role
from hub.schools.tenancy.provisioning import ProvisioningError

# The rest is in the file.
SHOWN_MOST = 50
# What a script calls its requests: they are answered with what changes, without the page around it.
BY_SCRIPT = "XMLHttpRequest"


@never_cache
def set_up_many(request: AdminRequest) -> HttpResponse:
    """Take a file, or boroughs and types, and show what would come of it; list the runs there are."""
    check_may_create(request)
    posted = request.method == "POST"
    by_filter = "filter" in request.POST
    file_form = FileForm(request.POST, request.FILES) if posted and not by_filter else FileForm()
    filter_form = FilterForm(request.POST) if by_filter else FilterForm()
    asked = filter_form if by_filter else file_form
    if asked.is_bound and asked.is_valid():
        return _look(request, asked.plan)
    context = {
        "file_form": file_form,
        "filter_form": filter_form,
        "roles": [role.label for role in Role],
        "runs": SetUpRun.objects.select_related("begun_by").defer("rows", "problems"),
    }
    return render(request, "schools/admin/setting_up/many.html", context)


def _look(request: AdminRequest, plan: Plan) -> HttpResponse:
    """Show what would come of a plan. The page holds all of it: nothing is written before it begins."""
    outcome = runs.foreseen(plan, at=timezone.now())
    context = {"plan": plan, "sealed": seal(plan), "outcome": outcome, **_shown(outcome.problems)}
    return render(request, "schools/admin/setting_up/dry_run.html", context)


def _shown(problems: list[Problem]) -> dict[str, object]:
    return {"problems": problems[:SHOWN_MOST], "problems_in_all": len(problems)}


@require_safe
def template(request: AdminRequest) -> HttpResponse:
    """Answer with a file to begin from."""
    check_may_create(request)
    return _csv(TEMPLATE, "schools.csv")


@require_POST
def plan_report(request: AdminRequest) -> HttpResponse:
    """Answer with all rows that nothing would come of."""
    check_may_create(request)
    plan = unseal(request.POST.get("plan", ""))
    if plan is None:
        return _too_old(request)
    return _report(runs.foreseen(plan, at=timezone.now()).problems)


@require_POST
def begin_run(request: AdminRequest) -> HttpResponse:
    """Make the run of a plan, and lead to its page, which goes on with it."""
    check_may_create(request)
    plan = unseal(request.POST.get("plan", ""))
    if plan is None:
        return _too_old(request)
    run = runs.begin(plan, by=request.user, at=timezone.now())
    # Who opens the page from the list later may only want to look: what goes on by itself is what was just begun.
    return redirect(f"{reverse('schools_set_up_run', args=[run.pk])}?begun")


def _too_old(request: AdminRequest) -> HttpResponse:
    messages.error(request, _("What you looked at is no longer valid. Upload the file, or choose the schools, again."))
    return redirect("schools_set_up_many")


@never_cache
def run_view(request: AdminRequest, run_id: int) -> HttpResponse:
    """Say how far a run is; posted to, go on with it for a moment, or discard what is left of it."""
    check_may_create(request)
    run = get_object_or_404(SetUpRun.objects.defer("rows"), pk=run_id)
    by_script = request.headers.get("X-Requested-With") == BY_SCRIPT
    refusal = ""
    if "discard" in request.POST:
        runs.discard(run.pk, at=timezone.now())
        return redirect("schools_set_up_run", run.pk)
    if request.method == "POST":
        try:
            runs.go_on(run.pk)
        except ProvisioningError as error:
            refusal = str(error)
        if not by_script and not refusal:
            return redirect("schools_set_up_run", run.pk)
        run = get_object_or_404(SetUpRun.objects.defer("rows"), pk=run_id)
    outcome = runs.outcome_of(run)
    context = {"run": run, "outcome": outcome, "refusal": refusal, **_shown(outcome.problems)}
    context["goes_on"] = "begun" in request.GET and not run.is_finished
    name = "_progress" if by_script else "run"
    return render(request, f"schools/admin/setting_up/{name}.html", context)


@require_safe
@never_cache
def run_report(request: AdminRequest, run_id: int) -> HttpResponse:
    """Answer with the rows of a run that nothing came of."""
    check_may_create(request)
    run = get_object_or_404(SetUpRun.objects.defer("rows"), pk=run_id)
    return _report(runs.outcome_of(run).problems)


def _report(problems: Iterable[Problem]) -> HttpResponse:
    text = io.StringIO()
    write_report(problems, text)
    return _csv(text.getvalue(), "not-set-up.csv")


def _csv(text: str, name: str) -> HttpResponse:
    # With the mark, or Excel reads names in Windows-1252.
    response = HttpResponse(f"\ufeff{text}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
