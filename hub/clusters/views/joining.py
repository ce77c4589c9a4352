"""Which clusters there are for a person, and joining, inviting, answering and leaving."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.clusters import memberships
from hub.clusters.access import Standing, cluster_for, require, schools_spoken_for, standing_of
from hub.clusters.forms import ADD, SchoolForm
from hub.clusters.models import ClusterPage, Membership
from hub.clusters.selectors import overview

Status = Membership.Status


@never_cache
def home(request: AdminRequest) -> HttpResponse:
    """Show the clusters of the person's schools, invitations, and what else may be joined."""
    return render(request, "clusters/admin/home.html", {"found": overview(request.user)})


@never_cache
@require_POST
def ask(request: AdminRequest, cluster_id: int) -> HttpResponse:
    """Let a school that the person speaks for ask to join a public cluster."""
    cluster = get_object_or_404(ClusterPage.objects.live().public().filter(alias_of=None), pk=cluster_id)
    chosen = request.POST.get("school", "")
    school = next((each for each in schools_spoken_for(request.user) if str(each.pk) == chosen), None)
    if school is None:
        raise Http404("no such school here")
    try:
        memberships.ask(cluster, school, user=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        words = _("%(school)s has asked to join %(cluster)s. The cluster answers.")
        messages.success(request, words % {"school": school, "cluster": cluster})
    return redirect("clusters_home")


@never_cache
def invite(request: AdminRequest, cluster_id: int) -> HttpResponse:
    """Let the school that leads invite another one; the hub's staff may make it a member at once."""
    cluster, standing = cluster_for(request.user, cluster_id)
    require(standing.may_manage)
    form = SchoolForm(request.POST if request.method == "POST" else None, is_staff=standing.is_staff)
    if form.is_valid():
        school, today = form.cleaned_data["urn"], timezone.localdate()
        try:
            if form.cleaned_data.get("how") == ADD:
                since = form.cleaned_data["since"] or today
                memberships.add(cluster, school, user=request.user, on=since)
                said = _("%(school)s is a member.")
            else:
                memberships.invite(cluster, school, user=request.user)
                said = _("%(school)s is invited. Its careers leader answers under “Clusters”.")
        except ValidationError as error:
            form.add_error("urn", error)
        else:
            messages.success(request, said % {"school": school})
            return redirect("clusters_space", cluster.pk)
    return render(request, "clusters/admin/invite.html", {"cluster": cluster, "form": form, "standing": standing})


def _membership(request: AdminRequest, membership_id: int) -> tuple[Membership, Standing, bool]:
    """Return a membership, what the person is in its cluster, and whether they speak for its school.

    Raises:
        Http404: when the person has nothing to do with it.
    """
    related = Membership.objects.select_related("cluster", "school")
    membership = get_object_or_404(related, pk=membership_id)
    standing = standing_of(request.user, membership.cluster)
    own = any(school.pk == membership.school_id for school in schools_spoken_for(request.user))
    if not (own or standing.may_manage):
        raise Http404("no such membership here")
    return membership, standing, own


def _may_answer(membership: Membership, standing: Standing, own: bool, answer: str) -> bool:
    """Tell whether the person may give this answer: the other side says yes, and either side says no."""
    if answer == "lead":
        return standing.is_staff
    other_side = standing.may_manage if membership.status == Status.ASKED else own or standing.is_staff
    return other_side if answer == "accept" else own or standing.may_manage


@never_cache
@require_POST
def answer(request: AdminRequest, membership_id: int) -> HttpResponse:
    """Accept or decline a school that asks or an invitation, or let a member lead."""
    membership, standing, own = _membership(request, membership_id)
    given = request.POST.get("answer", "")
    if given not in ("accept", "decline", "lead"):
        raise Http404("no such answer")
    require(_may_answer(membership, standing, own, given))
    try:
        if given == "accept":
            memberships.accept(membership, user=request.user, on=timezone.localdate())
            said = _("%(school)s is a member of %(cluster)s.")
        elif given == "decline":
            memberships.decline(membership, user=request.user)
            said = _("%(school)s does not join %(cluster)s.")
        else:
            memberships.make_lead(membership)
            said = _("%(school)s leads %(cluster)s.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said % {"school": membership.school, "cluster": membership.cluster})
    return _back(request, membership.cluster)


@never_cache
def leave(request: AdminRequest, membership_id: int) -> HttpResponse:
    """Say what leaving means, then end the membership. The hub's staff may do it for a school."""
    membership, standing, own = _membership(request, membership_id)
    require(own or standing.is_staff)
    if membership.status != Status.ACCEPTED:
        raise Http404("no membership to end")
    if request.method == "POST":
        try:
            withdraws = request.POST.get("items") == "withdraw"
            memberships.leave(membership, user=request.user, on=timezone.localdate(), withdraws=withdraws)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            words = _("%(school)s has left %(cluster)s.")
            messages.success(request, words % {"school": membership.school, "cluster": membership.cluster})
        return _back(request, membership.cluster)
    return render(request, "clusters/admin/leave.html", {"membership": membership, "cluster": membership.cluster})


def _back(request: AdminRequest, cluster: ClusterPage) -> HttpResponse:
    """Return to the cluster, or to the list for a person who is nothing in it (any more)."""
    if standing_of(request.user, cluster).may_read:
        return redirect("clusters_space", cluster.pk)
    return redirect("clusters_home")
