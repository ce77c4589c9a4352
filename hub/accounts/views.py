"""The admin's page behind the link that confirms a new address."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from . import change_address
from .models import User
from .requests import AdminRequest


@never_cache
def confirm_address(request: AdminRequest, token: str) -> HttpResponse:
    """Show what a link would change; change it when the button is pressed, for mail programs open links themselves."""
    change = change_address.change_of(token, request.user)
    if change is None or request.method != "POST":
        status = 200 if change else 404
        return render(request, "accounts/admin/confirm_address.html", {"change": change}, status=status)
    if change_address.make(change):
        messages.success(request, _("You sign in with %s from now on.") % change.address)
    else:
        messages.error(request, str(User._meta.get_field("email").error_messages["unique"]))
    return redirect("wagtailadmin_account")
