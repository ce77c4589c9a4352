"""A school's own contacts in the admin: list, add, change, delete, thank, from and to a file."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.opportunities.contacts.files import as_csv, dry_run, save
from hub.opportunities.contacts.forms import ContactForm, UploadForm
from hub.opportunities.contacts.models import Contact, ContactKind
from hub.opportunities.people.own import need_own_schools, own_row, own_rows

ALL = "opportunities_contacts"


@never_cache
def contacts(request: AdminRequest) -> HttpResponse:
    """List the contacts of the user's own schools, all or of one kind."""
    schools = need_own_schools(request.user)
    kind = request.GET.get("kind", "")
    rows = own_rows(Contact.objects.select_related("school").prefetch_related("shares__school"), request.user)
    if kind in ContactKind.values:
        rows = rows.filter(kind=kind)
    on = timezone.localdate()
    context = {
        "rows": rows,
        "kinds": ContactKind.choices,
        "kind": kind,
        "several": len(schools) > 1,
        "to_thank": own_rows(Contact.objects.to_thank(on=on), request.user).count(),
    }
    return render(request, "opportunities/admin/contacts.html", context)


@never_cache
def add_contact(request: AdminRequest) -> HttpResponse:
    """Add somebody to the contacts of one of the user's own schools."""
    return _edited(request, Contact())


@never_cache
def edit_contact(request: AdminRequest, contact_id: int) -> HttpResponse:
    """Change what is kept of somebody."""
    return _edited(request, own_row(Contact.objects.all(), request.user, contact_id))


def _edited(request: AdminRequest, contact: Contact) -> HttpResponse:
    schools = need_own_schools(request.user)
    sent = request.POST if request.method == "POST" else None
    form = ContactForm(sent, instance=contact, schools=schools, on=timezone.localdate())
    if form.is_valid():
        form.save()
        messages.success(request, _("Kept: %(name)s.") % {"name": contact.name})
        return redirect(ALL)
    context = {"form": form, "contact": contact, "media": form.media}
    return render(request, "opportunities/admin/contact.html", context, status=400 if form.errors else 200)


@never_cache
@require_POST
def thanked(request: AdminRequest, contact_id: int) -> HttpResponse:
    """Note that somebody was thanked today."""
    contact = own_row(Contact.objects.all(), request.user, contact_id)
    contact.last_thanked = timezone.localdate()
    contact.save(update_fields=["last_thanked", "changed_at"])
    messages.success(request, _("Thanked today: %(name)s.") % {"name": contact.name})
    return redirect(ALL)


@never_cache
def delete_contact(request: AdminRequest, contact_id: int) -> HttpResponse:
    """Ask, then delete somebody for good: also what is done when they ask for it."""
    contact = own_row(Contact.objects.all(), request.user, contact_id)
    if request.method == "POST":
        contact.delete()
        messages.success(request, _("Deleted for good."))
        return redirect(ALL)
    return render(request, "opportunities/admin/contact_delete.html", {"contact": contact})


@never_cache
def import_contacts(request: AdminRequest) -> HttpResponse:
    """Say what a file would do, line by line; then keep its people, all of them or none."""
    schools = need_own_schools(request.user)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*posted, schools=schools)
    found = None
    if form.is_bound and form.is_valid():
        found = dry_run(form.cleaned_data["text"], school=form.school, on=timezone.localdate())
        if "keep" in request.POST and found.new and not found.wrong and not found.problem:
            count = save(found)
            words = ngettext("%(n)s contact is added.", "%(n)s contacts are added.", count)
            messages.success(request, words % {"n": count})
            return redirect(ALL)
    text = form.cleaned_data.get("text", "") if form.is_bound and form.is_valid() else ""
    context = {"form": form, "found": found, "text": text, "school": form.school if found else None}
    wrong = bool(form.errors or (found and (found.problem or found.wrong)))
    return render(request, "opportunities/admin/contacts_import.html", context, status=400 if wrong else 200)


@never_cache
def export_contacts(request: AdminRequest) -> HttpResponse:
    """Answer with the contacts of the user's own schools as a CSV file."""
    need_own_schools(request.user)
    text = as_csv(own_rows(Contact.objects.all(), request.user))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="contacts.csv"'
    return response
