"""Forms of an action: what is to be done, and what was done."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.accounts.models import User
from hub.audits.actions.models import Action
from hub.core.dates.fields import DayField
from hub.core.forms import Cleaned
from hub.publication.dates import add_years

YEARS_MOST = 3


class ActionForm(forms.ModelForm):
    """What, who and by when. The people to choose from are the school's own."""

    class Meta:
        model = Action
        fields = ["what", "owner", "owner_words", "due"]
        field_classes = {"due": DayField}
        widgets = {"due": DayField.widget, "what": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.on = on
        people = User.objects.filter(memberships__school=self.instance.school_id, is_active=True)
        owner = self.fields["owner"]
        owner.queryset = people.distinct().order_by("first_name", "last_name", "pk")  # type: ignore[attr-defined]
        owner.label_from_instance = lambda user: user.get_full_name() or user.get_username()  # type: ignore[attr-defined]

    def clean_due(self) -> datetime.date:
        due: datetime.date = self.cleaned_data["due"]
        is_new = due != self.initial.get("due")
        if is_new and due < self.on:
            raise forms.ValidationError(_("This day has passed. Give one to come."))
        if due > add_years(self.on, YEARS_MOST):
            raise forms.ValidationError(_("Give a day within three years."))
        return due

    def clean(self) -> Cleaned:
        cleaned = super().clean() or {}
        if not cleaned.get("owner") and not cleaned.get("owner_words") and not self.errors.get("owner"):
            self.add_error("owner", _("Say who does it: choose a person, or write a role."))
        return cleaned


class DoneForm(forms.ModelForm):
    """What was done. Without words it is not closed."""

    class Meta:
        model = Action
        fields = ["done"]
        widgets = {"done": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["done"]
        field.required = True
        field.help_text = _("It goes into the draft of the yearly report. Never a pupil's name.")
        field.error_messages["required"] = gettext_lazy("Say what was done, in a sentence.")
