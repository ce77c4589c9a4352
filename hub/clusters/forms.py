"""Forms of the clusters' admin views: each reads what was posted once, into values of the room."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.core.dates.fields import DayField
from hub.schools.models import Registration, School

INVITE, ADD = "invite", "add"


class SchoolForm(forms.Form):
    """A school by its URN. The hub's staff may also make it a member at once, from a day that has been."""

    urn = forms.IntegerField(
        label=gettext_lazy("URN of the school"),
        min_value=10000,
        max_value=9999999,
        help_text=gettext_lazy("It stands on the school's page in the directory."),
    )
    how = forms.ChoiceField(
        label=gettext_lazy("What to do"),
        choices=[
            (INVITE, gettext_lazy("Invite the school: its careers leader answers")),
            (ADD, gettext_lazy("Make it a member now: both sides have agreed")),
        ],
        initial=INVITE,
        widget=forms.RadioSelect,
    )
    since = DayField(
        label=gettext_lazy("Member since"),
        required=False,
        help_text=gettext_lazy("For a school that is made a member now; empty for today."),
    )

    def __init__(self, *args: Any, is_staff: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_staff:
            del self.fields["how"], self.fields["since"]

    def clean_urn(self) -> School:
        found = Registration.objects.select_related("school").filter(urn=self.cleaned_data["urn"]).first()
        if found is None:
            raise ValidationError(_("The register holds no school with this URN."))
        return found.school

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since = cleaned.get("since")
        if since and since > timezone.localdate():
            self.add_error("since", _("This day is still to come."))
        return cleaned
