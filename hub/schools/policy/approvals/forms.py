"""The forms of a decision on a careers policy, and of an approval that was given elsewhere."""

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.core.dates.fields import DayField
from hub.publication.rules import LazyText
from hub.schools.policy.approvals.recording import Decided, Upload
from hub.schools.policy.models.approval import Approval

MINUTES_MOST = 20 * 1024 * 1024
# What a scan or an office makes, by ending and by how such a file begins.
MINUTES_KINDS = {
    ".pdf": b"%PDF-",
    ".docx": b"PK\x03\x04",
    ".odt": b"PK\x03\x04",
    ".jpg": b"\xff\xd8",
    ".png": b"\x89PNG",
}


def governing(kinds: Iterable[tuple[str, LazyText]]) -> list[tuple[str, LazyText]]:
    return [(value, label) for value, label in kinds if value in Approval.GOVERNING]


class ApprovalForm(forms.ModelForm):
    """What the minutes say. Files that are no minutes are refused by what they hold, whatever they are called."""

    minutes_file = forms.FileField(
        label=gettext_lazy("Signed minutes"),
        required=False,
        help_text=gettext_lazy(
            "If you have them: PDF, Word, OpenDocument or a picture, up to 20 MB. Only your school can read them."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(MINUTES_KINDS)}),
        error_messages={"empty": gettext_lazy("The file is empty. Save it once more and choose it again.")},
    )

    class Meta:
        model = Approval
        fields = ["body_kind", "body_name", "meeting_date", "minute", "change_note"]
        field_classes = {"meeting_date": DayField}
        widgets = {"meeting_date": DayField.widget, "change_note": forms.Textarea(attrs={"rows": 3})}

    def tell_dates(self, said: Sequence[str]) -> None:
        """Say at its field which dates of approval the Word document gives; which is right, a person decides."""
        if said:
            field = self.fields["meeting_date"]
            words = _("The Word document says: approved %(days)s.") % {"days": ", ".join(said)}
            field.help_text = " ".join(str(each) for each in (field.help_text, words) if each)

    def clean_meeting_date(self) -> datetime.date:
        day = self.cleaned_data["meeting_date"]
        if day > timezone.localdate():
            raise ValidationError(_("The meeting cannot lie in the future."))
        return day

    def clean_minutes_file(self) -> Upload | None:
        file = self.cleaned_data["minutes_file"]
        if not file:
            return None
        if file.size > MINUTES_MOST:
            raise ValidationError(_("The file has more than %(most)s.") % {"most": filesizeformat(MINUTES_MOST)})
        begins = MINUTES_KINDS.get(Path(file.name).suffix.lower().replace(".jpeg", ".jpg"))
        data = file.read()
        if begins is None or not data.startswith(begins):
            raise ValidationError(_("Choose a PDF, a Word or OpenDocument file, or a picture (JPG, PNG)."))
        return file.name, data

    @property
    def decided(self) -> Decided:
        """What a valid form says."""
        names = ("body_kind", "body_name", "meeting_date", "minute")
        said = {name: self.cleaned_data[name] for name in names}
        return Decided(**said, signed_minutes=self.cleaned_data["minutes_file"])


class GovernorsForm(ApprovalForm):
    """The same for governors who decide on the text before them: their body is a governing one."""

    mark = forms.CharField(widget=forms.HiddenInput)

    class Meta(ApprovalForm.Meta):
        fields = ["body_kind", "body_name", "meeting_date", "minute"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body_kind"].choices = governing(Approval.Body.choices)  # type: ignore[attr-defined]


class HeadForm(forms.Form):
    """A head sends the policy on."""

    mark = forms.CharField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=gettext_lazy("Comments for the governors"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SendBackForm(forms.Form):
    """Sends the policy back, with what should change."""

    mark = forms.CharField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=gettext_lazy("What should change"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say what should change, so that it can be.")},
    )
