"""Forms of invitations: whom to ask, and what a new person types."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.accounts.models import User
from hub.schools.invitations.inviting import Invitee
from hub.schools.tenancy.models import Role


class InviteeForm(forms.Form):
    """One person to ask. A row that was left empty asks nobody."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=150, required=False)
    address = forms.EmailField(label=gettext_lazy("Email address"), max_length=254, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, initial=Role.CAREERS_LEADER)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("name") and not data.get("address") and "address" not in self.errors:
            self.add_error("address", _("Type where to send the link, or clear the name."))
        return data

    @property
    def invitee(self) -> Invitee | None:
        """Who is asked, or None. After validation."""
        data = self.cleaned_data
        return Invitee(data["address"], Role(data["role"]), data["name"].strip()) if data.get("address") else None


InviteeFormSet = forms.formset_factory(InviteeForm, extra=3, max_num=20)


class NewPersonForm(forms.Form):
    """What somebody types who has no account yet. The address is the invitation's."""

    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=150)
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Three words that you do not use elsewhere are good, and easy to remember."),
    )

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if password := data.get("password"):
            names = {key: data.get(key, "") for key in ("first_name", "last_name")}
            try:
                validate_password(password, User(email=self.address, **names))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data
