"""The admin's page of a school's people and invitations, and the page that an invitation's link opens."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hub.accounts.models import User
from hub.accounts.requests import AdminRequest
from hub.accounts.sessions import sign_in
from hub.core.page_context import Context
from hub.schools.access_log.views import may_read_access
from hub.schools.invitations.accepting import Opened, State, accept, accept_as_new, opened
from hub.schools.invitations.forms import InviteeFormSet, NewPersonForm
from hub.schools.invitations.inviting import Invitee, NotInvited, invite, may_invite, renew, withdraw
from hub.schools.invitations.models import Invitation
from hub.schools.register.models import School
from hub.schools.tenancy.leading import check_reader
from hub.schools.tenancy.people import members_of

STATUS = {State.UNKNOWN: 404, State.USED: 410, State.WITHDRAWN: 410, State.EXPIRED: 410}


def people(request: AdminRequest, school_id: int) -> HttpResponse:
    """Show who works for a school on the hub and who was asked to; ask more."""
    check_reader(request.user, school_id)
    school = get_object_or_404(School, pk=school_id)
    may = may_invite(request.user, school_id)
    if request.method == "POST" and not may:
        raise PermissionDenied
    forms = InviteeFormSet(request.POST or None, prefix="people")
    if request.method == "POST" and forms.is_valid():
        asked = [form.invitee for form in forms if form.invitee]
        if not asked:
            messages.warning(request, _("Nobody was asked: type an address first."))
        elif invite_all(request, school, asked):
            return redirect("schools_people", school_id)
    log = may_read_access(request.user, school_id)
    context = _people(school, forms, may=may, may_read_access=log)
    return render(request, "schools/admin/invitations/people.html", context)


def _people(school: School, forms: BaseFormSet, *, may: bool, may_read_access: bool) -> Context:
    roles: dict[User, list[str]] = {}
    for membership in members_of(school):
        roles.setdefault(membership.user, []).append(membership.get_role_display())
    return {
        "school": school,
        "members": list(roles.items()),
        "waiting": school.invitations.open().select_related("invited_by").order_by("-sent_at"),
        "now": timezone.now(),
        "forms": forms,
        "may_invite": may,
        "may_read_access": may_read_access,
    }


def invite_all(request: AdminRequest, school: School, asked: list[Invitee]) -> bool:
    """Ask each of some people, and tell what became of each; False if nobody was asked."""
    sent = []
    for invitee in asked:
        try:
            sent.append(invite(school, invitee, by=request.user, at=timezone.now()))
        except NotInvited as error:
            messages.warning(request, str(error))
    if sent:
        said = ngettext(
            "A link was mailed to %(who)s. It works for two weeks.",
            "Links were mailed to %(who)s. They work for two weeks.",
            len(sent),
        )
        messages.success(request, said % {"who": ", ".join(one.address for one in sent)})
    return bool(sent)


@require_POST
def again_or_withdraw(request: AdminRequest, school_id: int, invitation_id: int) -> HttpResponse:
    """Mail a new link, or let the mailed one work no more."""
    check_reader(request.user, school_id)
    if not may_invite(request.user, school_id):
        raise PermissionDenied
    now = timezone.now()
    invitation = get_object_or_404(Invitation.objects.open(), pk=invitation_id, school=school_id)
    if "withdraw" in request.POST:
        withdraw(invitation, at=now)
        messages.success(request, _("The link that %s got does not work any more.") % invitation.address)
    elif renew(invitation, at=now):
        messages.success(
            request, _("A new link was mailed to %s. The old one does not work any more.") % invitation.address
        )
    else:
        messages.warning(request, _("%s got a link a moment ago. Wait ten minutes.") % invitation.address)
    return redirect("schools_people", school_id)


def invitation_view(request: HttpRequest, token: str) -> HttpResponse:
    """Open an invitation's link, for whoever has it; nothing happens until a button is pressed."""
    now = timezone.now()
    found = opened(token, request.user, at=now)
    if request.method == "POST" and found.invitation:
        if found.state is State.EXPIRED and "again" in request.POST:
            return _again(request, found.invitation)
        if found.state is State.READY and isinstance(request.user, User):
            if accept(found.invitation, person=request.user, at=now):
                return _welcome(request, found.invitation)
            return redirect("schools_invitation", token)
        if found.state is State.NEW:
            return _new_person(request, token, found)
    form = _blank(found.invitation) if found.invitation and found.state is State.NEW else None
    return _shown(request, token, found, form)


def _blank(invitation: Invitation) -> NewPersonForm:
    first, _space, last = invitation.name.partition(" ")
    return NewPersonForm(address=invitation.address, initial={"first_name": first, "last_name": last})


def _new_person(request: HttpRequest, token: str, found: Opened) -> HttpResponse:
    assert found.invitation
    form = NewPersonForm(request.POST, address=found.invitation.address)
    if not form.is_valid():
        return _shown(request, token, found, form)
    person = accept_as_new(found.invitation, at=timezone.now(), **form.cleaned_data)
    if person is None:
        return redirect("schools_invitation", token)
    sign_in(request, person)
    return _welcome(request, found.invitation)


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    said = _("Welcome to %(school)s. You are its %(role)s here.")
    messages.success(request, said % {"school": invitation.school, "role": invitation.get_role_display().lower()})
    return redirect("wagtailadmin_home")


def _again(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    renew(invitation, at=timezone.now())
    return render(request, "schools/admin/invitations/sent_again.html", {"invitation": invitation})


def _shown(request: HttpRequest, token: str, found: Opened, form: NewPersonForm | None) -> HttpResponse:
    here = reverse("schools_invitation", args=[token])
    context = {"state": found.state.name.lower(), "found": found, "invitation": found.invitation, "form": form}
    context |= {"sign_in": f"{reverse('wagtailadmin_login')}?next={here}", "here": here}
    return render(request, "schools/admin/invitations/invitation.html", context, status=STATUS.get(found.state, 200))
