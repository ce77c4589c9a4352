"""Admin views: let an audit count in a group's sums or no longer, and read the sums."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.audits.answers.models import Answer, Audit
from hub.audits.sharing.models import SharedAudit
from hub.audits.sharing.selectors import LEAST, sums_of
from hub.schools.tenancy.groups import SharingGroup, groups_of
from hub.schools.tenancy.leading import check_writer, school_read_by


def _group(school: int, key: str) -> SharingGroup:
    """Return the group with this key, if the school belongs to it; else raise Http404."""
    found = next((group for group in groups_of([school]) if str(group.page) == key), None)
    if found is None:
        raise Http404("no such group here")
    return found


def share(request: AdminRequest, audit_id: int) -> HttpResponse:
    """Let a finished audit count in the sums of the posted group, or no longer."""
    audit = get_object_or_404(Audit, pk=audit_id)
    check_writer(request.user, audit.school_id)
    if request.method != "POST":
        return redirect("audits_school", audit.school_id)
    group = _group(audit.school_id, request.POST.get("group", ""))
    if "stop" in request.POST:
        SharedAudit.objects.filter(audit=audit, group=group.page).delete()
        messages.success(
            request, _("%(audit)s no longer counts in %(group)s.") % {"audit": audit, "group": group.title}
        )
    elif audit.finished_on is None:
        raise PermissionDenied
    else:
        SharedAudit.objects.get_or_create(
            audit=audit, group_id=group.page, defaults={"since": timezone.localdate(), "shared_by": request.user}
        )
        messages.success(request, _("%(audit)s counts in %(group)s.") % {"audit": audit, "group": group.title})
    return redirect("audits_school", audit.school_id)


@never_cache
def sums(request: AdminRequest, school_id: int, group_id: int) -> HttpResponse:
    """Show what the audits of a group's members come to, to people of a member."""
    school = school_read_by(request.user, school_id)
    group = _group(school.pk, str(group_id))
    context = {
        "title": _("Audits of the members together"),
        "subtitle": group.title,
        "school": school,
        "sums": sums_of(group),
        "states": [state.label for state in Answer.State],
        "least": LEAST,
    }
    return render(request, "audits/admin/sharing/sums.html", context)
