"""The hub's staff close a school, and open it again."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.models import Page

from hub.accounts.requests import AdminRequest, RequestUser
from hub.core.dates.fields import DayField
from hub.schools.microsites.closing import ClosingError, close_school, is_closed, pages_of, reopen_school
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.register.models import School


class ClosingForm(forms.Form):
    """The last day of a school that is still open."""

    on = DayField(label=gettext_lazy("Last day"))


def may_close_schools(user: RequestUser) -> bool:
    """Tell whether `user` may close schools: the hub's own staff."""
    return user.has_perm("schools.add_school")


def may_close(page: Page, user: RequestUser) -> bool:
    """Tell whether `user` may close a school at `page`: it is done from the school's home page."""
    return isinstance(page, SchoolHomePage) and may_close_schools(user)


@never_cache
def closing_view(request: AdminRequest, page_id: int) -> HttpResponse:
    """Show what would leave the public hub, or come back to it, then do it."""
    home = get_object_or_404(SchoolHomePage.objects.select_related("school"), pk=page_id)
    if not may_close(home, request.user):
        raise PermissionDenied
    school, today = home.school, timezone.localdate()
    opens = is_closed(school)
    sent = request.POST if request.method == "POST" else None
    form: forms.Form = forms.Form(sent) if opens else ClosingForm(sent, initial={"on": today})
    if form.is_valid():
        try:
            if opens:
                _reopen(request, school)
            else:
                gone = close_school(school=school, on=form.cleaned_data["on"], today=today, user=request.user)
                _say_closed(request, school, len(gone))
        except ClosingError as error:
            form.add_error(None, str(error))
        else:
            return redirect("wagtailadmin_explore", home.pk)
    public = pages_of(school).live().order_by("path").select_related("locale")
    context = {"page": home, "school": school, "opens": opens, "form": form, "public": public}
    return render(request, "schools/admin/microsites/closing.html", context)


def _say_closed(request: HttpRequest, school: School, pages: int) -> None:
    words = ngettext(
        "%(school)s is closed: %(n)s page is no longer public. “Open the school again” brings it back.",
        "%(school)s is closed: %(n)s pages are no longer public. “Open the school again” brings them back.",
        pages,
    )
    messages.success(request, words % {"school": school, "n": pages})


def _reopen(request: AdminRequest, school: School) -> None:
    reopened = reopen_school(school=school, user=request.user)
    n = len(reopened.published)
    words = ngettext("%(school)s is open: %(n)s page is public.", "%(school)s is open: %(n)s pages are public.", n)
    messages.success(request, words % {"school": school, "n": n})
    for refusal in reopened.refused:
        said = {"page": refusal.page_title, "missing": " ".join(refusal.reasons)}
        messages.error(request, _("Not published: %(page)s. %(missing)s") % said)
