"""Admin views of actions: one from a gap, and one that is changed, closed, opened again or taken away."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.audits.actions.forms import ActionForm, DoneForm
from hub.audits.actions.models import Action
from hub.audits.answers.models import Answer
from hub.publication.dates import add_months
from hub.schools.tenancy.leading import check_reader, check_writer, may_write

USUAL_MONTHS = 3


def back_to(action: Action) -> str:
    """Return where an action came from: the gap in its audit, else the school's page."""
    if action.answer is None:
        return reverse("audits_school", args=[action.school_id])
    return f"{reverse('audits_audit', args=[action.answer.audit_id])}#answer-{action.answer_id}"


@never_cache
def add_action(request: AdminRequest, answer_id: int) -> HttpResponse:
    """Make an action of a gap: the form is filled in with the question, its sender and a day in three months."""
    answer = get_object_or_404(Answer.objects.select_related("audit__school"), pk=answer_id)
    audit, on = answer.audit, timezone.localdate()
    check_writer(request.user, audit.school_id)
    if not answer.is_gap:
        raise Http404("not a gap")
    action = Action(school=audit.school, answer=answer, begun_on=on, begun_by=request.user)
    usual = {"what": answer.text, "owner": request.user.pk, "due": add_months(on, USUAL_MONTHS)}
    form = ActionForm(request.POST if request.method == "POST" else None, instance=action, initial=usual, on=on)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("The action stands in the school's agenda until it is done."))
        return redirect(back_to(action))
    context = {
        "title": _("An action for a gap"),
        "subtitle": audit.school.name,
        "form": form,
        "answer": answer,
        "back": back_to(action),
    }
    return render(request, "audits/admin/add_action.html", context)


@never_cache
def action(request: AdminRequest, action_id: int) -> HttpResponse:
    """Show one action; change it, close it with what was done, open it again, take it away."""
    found = get_object_or_404(Action.objects.select_related("school", "owner", "answer__audit"), pk=action_id)
    check_reader(request.user, found.school_id)
    on, back = timezone.localdate(), back_to(found)
    closing = "close" in request.POST
    data = request.POST if request.method == "POST" else None
    if request.method == "POST":
        check_writer(request.user, found.school_id)
        if "reopen" in request.POST:
            Action.objects.filter(pk=found.pk).update(done_on=None)
            return redirect("audits_action", found.pk)
        if "delete" in request.POST:
            found.delete()
            messages.success(request, _("The action is taken away."))
            return redirect(back)
    form = ActionForm(None if closing else data, instance=found, on=on)
    done = DoneForm(data if closing else None, instance=found)
    sent = done if closing else form
    if sent.is_bound and sent.is_valid():
        saved = sent.save(commit=False)
        saved.done_on = on if closing else saved.done_on
        saved.save()
        messages.success(request, _("Closed.") if closing else _("Saved."))
        return redirect(back)
    if sent.is_bound:
        found.refresh_from_db()  # What a refused form wrote on the row is not shown as if it were stored.
    context = {
        "title": _("Action"),
        "subtitle": found.school.name,
        "action": found,
        "form": form,
        "done": done,
        "back": back,
        "writes": may_write(request.user, found.school_id),
    }
    return render(request, "audits/admin/action.html", context)
