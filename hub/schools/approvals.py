"""Recording that a governing body approved the careers policy: the service, and the form in the admin."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from .models import Approval, CareersPolicyPage


def record_approval(
    page: CareersPolicyPage,
    *,
    body_kind: str,
    body_name: str,
    meeting_date: datetime.date,
    on: datetime.date,
    minute: str = "",
    user: Any = None,
) -> Approval:
    """Record that the policy on `page`, as it is public now, was approved; its text is kept with the record.

    Raises:
        ValidationError: for a meeting after `on`, or a policy that is not public.
    """
    if meeting_date > on:
        raise ValidationError({"meeting_date": _("The meeting cannot lie in the future.")})
    live = CareersPolicyPage.objects.live().filter(pk=page.pk).first()
    if live is None:
        raise ValidationError(_("Publish the policy first: what is approved is the text that the public can read."))
    approval = Approval(
        school=live.school,
        title=live.title,
        snapshot=_snapshot(live),
        page=live.page_ptr,
        body_kind=body_kind,
        body_name=body_name,
        meeting_date=meeting_date,
        minute=minute,
        recorded_by=user,
    )
    approval.save()
    return approval


def _snapshot(page: CareersPolicyPage) -> dict[str, Any]:
    return {
        "title": page.title,
        "summary": page.summary,
        "sections": list(page.sections.get_prep_value()),
        "published": page.last_published_at.isoformat() if page.last_published_at else None,
    }


class ApprovalForm(forms.ModelForm):
    class Meta:
        model = Approval
        fields = ["body_kind", "body_name", "meeting_date", "minute"]
        widgets = {"meeting_date": AdminDateInput}


def record_approval_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show and handle the form. Who may edit the policy may record what its governors decided."""
    page = get_object_or_404(CareersPolicyPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    form = ApprovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            approval = record_approval(page, on=timezone.localdate(), user=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            day = approval.good_until.strftime("%d %B %Y").lstrip("0")
            messages.success(request, _("Approval recorded: good until %(day)s.") % {"day": day})
            return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "form": form, "approvals": page.school.approvals.defer("snapshot")}
    return render(request, "schools/admin/record_approval.html", context)
