"""Admin views for approving a careers policy, and for recording an approval that was given elsewhere."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.blocks import StreamValue

from hub.accounts.models import User
from hub.accounts.requests import AdminRequest
from hub.core.page_context import Context
from hub.core.publishing import PublishRefused
from hub.publication.panels import checklist_context
from hub.publication.sources import findings_of
from hub.schools.policy.approvals.forms import ApprovalForm, GovernorsForm, HeadForm, SendBackForm
from hub.schools.policy.approvals.questions import ALWAYS, of_the_law
from hub.schools.policy.approvals.recording import (
    DecisionMoved,
    Waiting,
    approve,
    pass_on,
    record_approval,
    role_at,
    send_back,
    waiting_at,
)
from hub.schools.policy.approvals.selectors import approvals_of, read_section, sections_of, stream_of
from hub.schools.policy.blocks import sections_in
from hub.schools.policy.fitness import names_of
from hub.schools.policy.models.approval import Approval
from hub.schools.policy.models.page import CareersPolicyPage
from hub.schools.tenancy.models import Role
from hub.schools.word.drafting import dates_in_original

# What an approval keeps of a text, and so what can be compared with it.
COMPARED = ("title", "summary", "sections")
DecisionForm = GovernorsForm | HeadForm | SendBackForm
Forms = dict[str, DecisionForm]


def _page(request: HttpRequest, page_id: int) -> CareersPolicyPage:
    page = get_object_or_404(CareersPolicyPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


@never_cache
def record_approval_view(request: AdminRequest, page_id: int) -> HttpResponse:
    """Show and handle the form. Who may edit the policy may record what its governors decided, but a school editor."""
    page = _page(request, page_id)
    if role_at(page.school, request.user) == Role.SCHOOL_EDITOR:
        raise PermissionDenied
    initial = {"change_note": page.change_note}
    form = ApprovalForm(request.POST, request.FILES) if request.method == "POST" else ApprovalForm(initial=initial)
    form.tell_dates(dates_in_original(page, request.user, "approved"))
    if form.is_bound and form.is_valid():
        try:
            approval = record_approval(
                page,
                decided=form.decided,
                on=timezone.localdate(),
                change_note=form.cleaned_data["change_note"],
                user=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            day = date_format(approval.good_until, "j F Y")
            messages.success(request, _("Approval recorded: good until %(day)s.") % {"day": day})
            return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "form": form, "approvals": approvals_of(page.school, on=timezone.localdate())}
    return render(request, "schools/admin/approvals/record.html", context)


@never_cache
def decide_view(request: AdminRequest, page_id: int) -> HttpResponse:
    """Show what is to be decided on, beside what was approved last; who may decide does so here."""
    page = _page(request, page_id)
    waiting = waiting_at(page)
    may_decide = waiting is not None and waiting.task.may_decide(page, request.user)
    forms = _forms(request, waiting) if waiting and may_decide else {}
    if request.method == "POST" and waiting is not None:
        if not may_decide:
            raise PermissionDenied
        done = _decide(request, page, forms)
        if done is not None:
            messages.success(request, done)
            return redirect("wagtailadmin_home")
        waiting = waiting_at(page)
    context = {"page": page, "waiting": waiting, "may_decide": may_decide, **forms}
    return render(request, "schools/admin/approvals/decide.html", {**context, **_decision_context(request, page)})


def _forms(request: HttpRequest, waiting: Waiting) -> Forms:
    """Return the form that sends the policy on and the one that sends it back; the one that was posted is bound."""
    onward = GovernorsForm if waiting.is_for_governors else HeadForm
    initial = {"mark": waiting.mark}
    posted = request.POST.get("decision") if request.method == "POST" else None
    return {
        "onward": onward(request.POST, request.FILES) if posted == "onward" else onward(initial=initial),
        "back": SendBackForm(request.POST) if posted == "back" else SendBackForm(initial=initial),
    }


def _decide(request: AdminRequest, page: CareersPolicyPage, forms: Forms) -> str | None:
    """Do what was posted and return the message; None if a form has errors."""
    form = next((each for each in forms.values() if each.is_bound), None)
    if form is None or not form.is_valid():
        return None
    try:
        return _do(page, form, request.user)
    except DecisionMoved:
        form.add_error(None, _("It has been decided on or changed since you opened it. Read it again, then decide."))
    except PublishRefused as refusal:
        form.add_error(None, [_("It cannot be published yet:"), *refusal.reasons])
    except ValidationError as error:
        form.add_error(None, error)
    _show_anew(form, page)
    return None


def _show_anew(form: DecisionForm, page: CareersPolicyPage) -> None:
    waiting = waiting_at(page)
    form.data = {**form.data.dict(), "mark": waiting.mark if waiting else ""}  # type: ignore[attr-defined]


def _do(page: CareersPolicyPage, form: DecisionForm, user: User) -> str:
    if isinstance(form, SendBackForm):
        return _send_back(page, form, user)
    return _approve(page, form, user) if isinstance(form, GovernorsForm) else _pass_on(page, form, user)


def _approve(page: CareersPolicyPage, form: GovernorsForm, user: User) -> str:
    mark, on = form.cleaned_data["mark"], timezone.localdate()
    approval = approve(page, mark=mark, decided=form.decided, on=on, user=user)
    page.refresh_from_db()
    day = {"day": date_format(approval.good_until, "j F Y")}
    if page.live and not page.has_unpublished_changes:
        return _("Approved and published. The approval is good until %(day)s.") % day
    return _("Approved. It goes live on the day that is set; the approval is good until %(day)s.") % day


def _pass_on(page: CareersPolicyPage, form: HeadForm, user: User) -> str:
    pass_on(page, mark=form.cleaned_data["mark"], comment=form.cleaned_data["comment"], user=user)
    return _("Sent on to the governing body.")


def _send_back(page: CareersPolicyPage, form: SendBackForm, user: User) -> str:
    send_back(page, mark=form.cleaned_data["mark"], comment=form.cleaned_data["comment"], user=user)
    return _("Sent back, with your comments.")


def _decision_context(request: HttpRequest, page: CareersPolicyPage) -> Context:
    """Return what is shown before a decision: text, changes, checklist, questions, comments so far."""
    on, text = timezone.localdate(), page.get_latest_revision_as_object()
    last = next((each for each in approvals_of(page.school, on=on) if each.is_by_governors), None)
    state = page.current_workflow_state or page.workflow_states.order_by("-created_at").first()
    said = state.task_states.select_related("task", "finished_by").order_by("started_at", "pk") if state else []
    return {
        "text": text,
        "sections": sections_in(text.sections),
        "unplaced": names_of(text.unplaced),
        "last": last,
        "comparison": comparison(request, text, last) if last else [],
        "of_the_law": of_the_law(findings_of(text, on=on)),
        "questions": ALWAYS,
        "workflow_state": state,
        "said": [each for each in said if each.comment or each.finished_at],
        **checklist_context(text, today=on, own_only=True),
    }


def comparison(request: HttpRequest, text: CareersPolicyPage, approval: Approval) -> list[FieldComparison]:
    """Return Wagtail's own comparison, field by field, of the approved text with `text`, each as it is read."""
    kept = approval.snapshot
    before = _as_read(kept.get("title"), kept.get("summary"), sections_of(approval, like=text))
    after = _as_read(text.title, text.summary, text.sections)
    panels = ObjectList([FieldPanel(name) for name in COMPARED]).bind_to_model(CareersPolicyPage)
    compared = panels.get_bound_panel(instance=after, request=request, form=None).get_comparison()
    found = [each(before, after) for each in compared]
    return [each for each in found if each.has_changed()]


def _as_read(title: str | None, summary: str | None, sections: StreamValue) -> CareersPolicyPage:
    found = stream_of(read_section(each) for each in sections.get_prep_value())
    return CareersPolicyPage(title=title or "", summary=summary or "", sections=found)
