"""The two forms of an import: the upload, and what goes where."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.schools.word.archive import FILE_MOST, Refusal, no_word, too_large, with_macros
from hub.schools.word.drafting import Target
from hub.schools.word.kinds import Offer
from hub.schools.word.placing import UNPLACED, Placed
from hub.schools.word.reader import read

WITH_MACROS = (".docm", ".dotm")
# A form has a thousand fields at most; what comes after these stays where it was put.
CHOICES_MOST = 800


class UploadForm(forms.Form):
    document = forms.FileField(
        label=gettext_lazy("Word document"),
        help_text=gettext_lazy("A .docx of up to 20 MB. Nothing is published; the document stays with your school."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={
            "required": gettext_lazy("Choose the document."),
            "empty": gettext_lazy("The file is empty. Save it in Word once more and upload that."),
        },
    )

    def clean_document(self) -> UploadedFile:
        """Refuse what cannot be read. The content decides what a file is; its name must not say otherwise."""
        file = self.cleaned_data["document"]
        ending = Path(file.name).suffix.lower()
        try:
            if file.size > FILE_MOST:
                raise too_large()
            if ending in WITH_MACROS:
                raise with_macros()
            self.content = file.read()
            read(self.content)
            if ending != ".docx":
                raise no_word()
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        return file


class DraftForm(forms.Form):
    """Where each section goes, and which of the values found in the document are taken for fields of the page.

    Over a draft that is not public yet, a word is asked that this one may take its place.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, placed: Sequence[Placed], offers: Sequence[Offer], target: Target, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.placed = placed
        self.offers = {offer.name: offer for offer in offers}
        self.latest = target.made.latest_revision_id if target.made else None
        self.initial["seen"] = self.latest
        places = [*target.kind.places(), (UNPLACED, _("Not placed yet"))]
        for position, each in enumerate(placed[:CHOICES_MOST]):
            self.fields[f"place-{position}"] = forms.ChoiceField(
                label=_("Goes to"), choices=places, initial=each.place, required=False
            )
        for offer in offers:
            label = target.kind.model._meta.get_field(offer.name).verbose_name
            choices = [(str(value), said) for value, said in offer.values]
            self.fields[offer.name] = forms.ChoiceField(
                label=capfirst(label), choices=[("", _("Leave as it is")), *choices], required=False
            )
        if target.made and target.made.has_unpublished_changes:
            self.fields["replace"] = forms.BooleanField(
                label=_("Make the new draft over this one"),
                error_messages={"required": _("There is a draft already: tick this to put the new one over it.")},
            )

    def is_current(self) -> bool:
        """Tell whether the version that the person was shown as the latest still is."""
        return self.data.get("seen", "") == str(self.latest or "")

    def moved_on(self, target: Target) -> dict[str, str]:
        """Return what was posted, as said of the version that is the latest now, without the leave to go over it."""
        latest = target.made.latest_revision_id if target.made else None
        return {**self.data.dict(), "replace": "", "seen": str(latest or "")}  # type: ignore[attr-defined]

    def chosen(self) -> dict[int, str]:
        """Return the places that differ from what was suggested."""
        found = {position: self.cleaned_data.get(f"place-{position}") for position in range(len(self.placed))}
        return {at: where for at, where in found.items() if where and where != self.placed[at].place}

    def values(self) -> dict[str, Any]:
        """Return the offers that were taken: field -> value."""
        found = {}
        for name, offer in self.offers.items():
            by_key = {str(value): value for value, _said in offer.values}
            if taken := self.cleaned_data.get(name):
                found[name] = by_key[taken]
        return found

    def offered(self) -> list[forms.BoundField]:
        return [self[name] for name in self.offers]
