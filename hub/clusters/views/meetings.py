"""Meetings of a cluster: announce one, note what came of it, take it into a calendar."""

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.clusters.access import Standing, cluster_for, require
from hub.clusters.calendars import calendar_of
from hub.clusters.letters import called
from hub.clusters.meeting_forms import MeetingForm
from hub.clusters.models import ClusterPage, Meeting
from hub.core.icalendar import CONTENT_TYPE
from hub.core.letters import post

WHERE_AND_WHEN = {"starts", "ends", "place", "online"}


def meeting_for(request: AdminRequest, meeting_id: int) -> tuple[Meeting, Standing]:
    """Return a meeting and what the person is in its cluster.

    Raises:
        Http404: when there is none, or the person is no member.
    """
    meeting = Meeting.objects.select_related("cluster", "school").filter(pk=meeting_id).first()
    if meeting is None:
        raise Http404("no such meeting here")
    _cluster, standing = cluster_for(request.user, meeting.cluster_id)
    return meeting, standing


def may_edit(meeting: Meeting, standing: Standing) -> bool:
    """Tell whether a person may change a meeting: the school that called it, the one that leads, the hub's staff."""
    return standing.may_manage or standing.is_own(meeting.school_id)


@never_cache
def add(request: AdminRequest, cluster_id: int) -> HttpResponse:
    """Announce a meeting."""
    cluster, standing = cluster_for(request.user, cluster_id)
    require(standing.may_write or standing.is_staff)
    return _form(request, Meeting(cluster=cluster), cluster, standing)


@never_cache
def edit(request: AdminRequest, meeting_id: int) -> HttpResponse:
    """Change a meeting, or note what came of it and which schools came."""
    meeting, standing = meeting_for(request, meeting_id)
    require(may_edit(meeting, standing))
    if request.method == "POST" and "delete" in request.POST:
        cluster_id = meeting.cluster_id
        meeting.delete()
        messages.success(request, _("The meeting is deleted."))
        return redirect("clusters_space", cluster_id)
    return _form(request, meeting, meeting.cluster, standing)


def _form(request: AdminRequest, meeting: Meeting, cluster: ClusterPage, standing: Standing) -> HttpResponse:
    form = MeetingForm(
        request.POST if request.method == "POST" else None, instance=meeting, speaks_for=standing.speaks_for
    )
    if form.is_valid():
        saved = _saved(form)
        messages.success(request, _("Saved. Every member can read it."))
        return redirect("clusters_meeting", saved.pk)
    return render(request, "clusters/admin/meeting_form.html", {"form": form, "meeting": meeting, "cluster": cluster})


@transaction.atomic
def _saved(form: MeetingForm) -> Meeting:
    """Keep a meeting; members are told of one that is to come, and of one that is now elsewhere or at other times."""
    is_new = form.instance.pk is None
    meeting: Meeting = form.save()
    if meeting.starts > timezone.now() and (is_new or WHERE_AND_WHEN & set(form.changed_data)):
        post(called(meeting, moved=not is_new))
    return meeting


@never_cache
def show(request: AdminRequest, meeting_id: int) -> HttpResponse:
    """Show a meeting to a member."""
    meeting, standing = meeting_for(request, meeting_id)
    context = {"meeting": meeting, "cluster": meeting.cluster, "may_edit": may_edit(meeting, standing)}
    return render(request, "clusters/admin/meeting.html", context)


@never_cache
def calendar_file(request: AdminRequest, meeting_id: int) -> HttpResponse:
    """Return a meeting as a file that calendars read."""
    meeting, _standing = meeting_for(request, meeting_id)
    text = calendar_of(meeting, base=request.build_absolute_uri("/"), on=timezone.localdate())
    response = HttpResponse(text, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="meeting-{meeting.pk}.ics"'
    return response
