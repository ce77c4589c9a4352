"""Contacts between schools of a cluster in the admin: offer one, answer, read what is shared, end it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.opportunities.contacts.models import Contact
from hub.opportunities.people.own import need_own_schools, own_row
from hub.opportunities.sharing import services
from hub.opportunities.sharing.forms import OfferContactForm
from hub.opportunities.sharing.models import SharedContact
from hub.opportunities.sharing.selectors import may_be_offered_to, received_by, share_of

State = SharedContact.State
RECEIVER_ONLY = ("accept", "decline", "asked")


@never_cache
def share_contact(request: AdminRequest, contact_id: int) -> HttpResponse:
    """Show with whom a contact of the user's own school is shared, and offer it to fellow members."""
    need_own_schools(request.user)
    contact = own_row(Contact.objects.select_related("school"), request.user, contact_id)
    schools = may_be_offered_to(contact)
    form = OfferContactForm(request.POST if request.method == "POST" else None, schools=schools)
    if form.is_valid():
        try:
            made = services.offer(contact, form.cleaned_data["schools"], user=request.user, on=timezone.localdate())
        except services.NotNow:
            raise PermissionDenied from None
        words = ngettext("Offered to %(n)s school.", "Offered to %(n)s schools.", made)
        messages.success(request, words % {"n": made})
        return redirect("opportunities_contact_share", contact.pk)
    context = {
        "contact": contact,
        "form": form,
        "may_offer": schools.exists(),
        "shares": contact.shares.select_related("school"),
    }
    status = 400 if form.errors else 200
    return render(request, "opportunities/admin/contact_share.html", context, status=status)


@never_cache
def shared_contacts(request: AdminRequest) -> HttpResponse:
    """List the contacts of other schools that are offered to the user's own schools, or shared with them."""
    schools = need_own_schools(request.user)
    found = received_by(request.user)
    context = {
        "offered": [each for each in found if each.share.state == State.OFFERED],
        "shared": [each for each in found if each.share.state == State.ACCEPTED],
        "several": len(schools) > 1,
    }
    return render(request, "opportunities/admin/contacts_shared.html", context)


@never_cache
@require_POST
def step(request: AdminRequest, share_id: int) -> HttpResponse:
    """Say yes or no, note that they were asked today, or end it: the last is for either school."""
    need_own_schools(request.user)
    share, receives = share_of(request.user, share_id)
    given, on = request.POST.get("step", ""), timezone.localdate()
    if given in RECEIVER_ONLY and not receives:
        raise PermissionDenied
    try:
        if given in ("accept", "decline"):
            services.answer(share, says_yes=given == "accept", user=request.user, on=on)
            messages.success(request, _("Shared with your school.") if given == "accept" else _("Not taken."))
        elif given == "asked":
            services.note_asked(share, on=on)
            messages.success(request, _("Noted: asked today. The other school sees it."))
        elif given == "end":
            services.end(share)
            messages.success(request, _("No longer shared."))
        else:
            raise Http404("no such step")
    except services.NotNow:
        messages.error(request, _("This has changed in the meantime. Look at it again."))
    return redirect("opportunities_shared_contacts") if receives else _to_contact(share)


def _to_contact(share: SharedContact) -> HttpResponse:
    return redirect("opportunities_contact_share", share.contact_id)
