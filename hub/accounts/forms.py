"""Forms about an account: its address, changed by its owner, and the administrators' form for anybody's."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.auth import LoginForm, PasswordChangeForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from . import change_address
from .fields import normalised
from .groups import choosable
from .guessing import in_words
from .models import User
from .requests import AdminRequest


def too_often(request: HttpRequest) -> str:
    """Return what to tell somebody who has to wait before the next try; empty if nobody has to."""
    wait = getattr(request, "sign_in_wait", 0)
    if not wait:
        return ""
    return _("Too many wrong passwords from here. Wait %s, then try again; or ask for a new password.") % in_words(wait)


def refusal_of(request: AdminRequest, password: str) -> str:
    """Return why this is not taken as the password of who is signed in; empty if it is.

    With the limits of signing in: who sits at a computer that was left may not guess either. Wagtail's account page
    validates its forms a second time to show them, and that is no second guess.
    """
    if not password:
        return _("Type your password.")
    said: dict[str, str] = request.__dict__.setdefault("passwords_judged", {})
    if password not in said:
        is_right = authenticate(request, username=request.user.email, password=password) == request.user
        wrong = "" if is_right else _("This is not the password you sign in with.")
        said[password] = wrong and (too_often(request) or wrong)
    return said[password]


class SignInForm(LoginForm):
    """Wagtail's, which says when somebody has to wait."""

    def get_invalid_login_error(self) -> forms.ValidationError:
        waits = too_often(self.request)
        return forms.ValidationError(waits, code="wait") if waits else super().get_invalid_login_error()


class NewAddressForm(forms.Form):
    """Asks for a new address. The address of the account changes when the mailed link is used, not here.

    The page is one form of many panels, so nothing is marked as required: who changes something else leaves this one.
    """

    address = forms.EmailField(
        label=gettext_lazy("New email address"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("We send a link there. The address you have now is told."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        required=False,
        strip=False,
        help_text=gettext_lazy("So that nobody changes your address at a computer you left."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: AdminRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, request.user

    def clean_address(self) -> str:
        address = normalised(self.cleaned_data["address"])
        if address == self.user.email:
            raise forms.ValidationError(_("You sign in with this address already."))
        if User.objects.filter(email=address).exists():
            raise forms.ValidationError(User._meta.get_field("email").error_messages["unique"], code="unique")
        return address

    def clean_password(self) -> str:
        refusal = refusal_of(self.request, self.cleaned_data["password"])
        if refusal:
            raise forms.ValidationError(refusal, code="password")
        return ""

    def save(self) -> None:
        """Mail the link, and say what comes next."""
        address = self.cleaned_data["address"]
        try:
            change_address.ask(self.user, address)
        except change_address.NotSent:
            messages.error(self.request, _("The link could not be mailed just now. Your address has not changed."))
        else:
            sent = _("We have sent a link to %s. You sign in as before until you have used it.")
            messages.info(self.request, sent % address)


class ChangePasswordForm(PasswordChangeForm):
    """Wagtail's; the old password is guessed no oftener than at sign-in."""

    def __init__(self, *args: Any, request: AdminRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        old: str = self.cleaned_data["old_password"]
        refusal = refusal_of(self.request, old)
        if refusal:
            raise forms.ValidationError(refusal, code="password_incorrect")
        return old


TAKEN = {"duplicate_username": User._meta.get_field("email").error_messages["unique"]}


class NewUserForm(UserCreationForm):
    """Wagtail's, and whether the person works for the hub itself."""

    error_messages = UserCreationForm.error_messages | TAKEN

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = choosable()  # type: ignore[attr-defined]

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"is_central"}


class ChangedUserForm(UserEditForm):
    """The same for an account that exists. Nobody sets for themselves how far they may go."""

    error_messages = UserEditForm.error_messages | TAKEN

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, editing_self=editing_self, **kwargs)
        self.fields["groups"].queryset = choosable()  # type: ignore[attr-defined]
        if editing_self:
            del self.fields["is_central"]

    def clean_groups(self) -> QuerySet[Group]:
        """Keep the groups that nobody is put into by hand: their page gives and takes them."""
        chosen = self.cleaned_data["groups"]
        given = self.instance.groups.exclude(pk__in=choosable())
        return Group.objects.filter(Q(pk__in=chosen) | Q(pk__in=given))

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"is_central"}
