"""The form of a contact, by hand or from a line of a file, and the form that takes a file."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.core.dates.fields import DayField
from hub.core.forms import Cleaned
from hub.opportunities.contacts.models import Contact
from hub.schools.models import School

DATES = ("consent_on", "share_consent_on", "last_asked", "last_thanked", "next_on")
FIELDS = (
    "name",
    "organisation",
    "kind",
    "offers",
    "email",
    "telephone",
    "purpose",
    "consent_on",
    "share_consent_on",
    "last_asked",
    "last_thanked",
    "next_step",
    "next_on",
)
FILE_BYTES = 500_000


class SchoolField(forms.ModelChoiceField):
    """One of the user's own schools."""


def own_school_field(schools: QuerySet[School]) -> SchoolField:
    return SchoolField(schools, label=gettext_lazy("School"), empty_label=None)


class ContactForm(forms.ModelForm):
    """A contact of one of `schools`; with one school it is not asked for."""

    class Meta:
        model = Contact
        fields = FIELDS
        field_classes = dict.fromkeys(DATES, DayField)

    def __init__(self, *args: Any, schools: QuerySet[School], on: datetime.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.on = on
        own = list(schools[:2])
        if self.instance.school_id is None and len(own) == 1:
            self.instance.school = own[0]
        elif self.instance.school_id is None:
            self.fields["school"] = own_school_field(schools)
            self.order_fields(["school"])

    def clean(self) -> Cleaned:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("school"):
            self.instance.school = cleaned["school"]
        for name in ("consent_on", "share_consent_on", "last_asked", "last_thanked"):
            if cleaned.get(name) and cleaned[name] > self.on:
                self.add_error(name, _("This day is still to come."))
        if not self.errors and not (cleaned.get("email") or cleaned.get("telephone")):
            self.add_error("email", _("Give an email address or a telephone number."))
        return cleaned


class UploadForm(forms.Form):
    """A file of contacts, or its text once it was looked at."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        required=False,
        help_text=gettext_lazy("With a line of headings. The file that “Download” gives has them all."),
    )
    text = forms.CharField(required=False, max_length=FILE_BYTES, widget=forms.HiddenInput)

    def __init__(self, *args: Any, schools: QuerySet[School], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.only = None
        own = list(schools[:2])
        if len(own) == 1:
            self.only = own[0]
        else:
            self.fields["school"] = own_school_field(schools)
            self.order_fields(["school"])

    @property
    def school(self) -> School:
        """The school that the contacts are for."""
        return self.only or self.cleaned_data["school"]

    def clean(self) -> Cleaned:
        cleaned = super().clean() or self.cleaned_data
        if file := cleaned.get("file"):
            if file.size > FILE_BYTES:
                self.add_error("file", _("The file is too large: half a megabyte at most."))
            else:
                cleaned["text"] = _decoded(file.read())
        if not self.errors and not cleaned.get("text"):
            self.add_error("file", _("Choose a file."))
        return cleaned


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
