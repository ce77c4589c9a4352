"""Admin views for importing a policy from Word: upload, preview the sections, make the draft.

Each step checks again that the user may edit the page; works without JavaScript.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.models import Page

from hub.accounts.requests import AdminRequest
from hub.core.versions import said_of_version
from hub.media.models import HubDocument
from hub.schools.policy.blocks import PolicyBlock
from hub.schools.policy.models.page import CareersPolicyPage
from hub.schools.policy.word.archive import FILE_MOST, Refusal, no_word, too_large, with_macros
from hub.schools.policy.word.drafting import (
    DraftMoved,
    Target,
    contents_of,
    discard,
    make_draft,
    original_of,
    target_at,
)
from hub.schools.policy.word.front_page import FrontDate, dates_of
from hub.schools.policy.word.markup import lines_of
from hub.schools.policy.word.placing import OWN, UNPLACED, Placed, place
from hub.schools.policy.word.reader import read
from hub.schools.tenancy.private_files import make_private

WITH_MACROS = (".docm", ".dotm")
# What a date of the front page is of.
DATES = {
    "approved": gettext_lazy("approved"),
    "reviewed": gettext_lazy("last reviewed"),
    "next": gettext_lazy("next review"),
    "effective": gettext_lazy("in force from"),
    "dated": gettext_lazy("date of the document"),
}
# A form has a thousand fields at most; what comes after these stays where it was put.
CHOICES_MOST = 800


class UploadForm(forms.Form):
    document = forms.FileField(
        label=gettext_lazy("Word document"),
        help_text=gettext_lazy("A .docx of up to 20 MB. Nothing is published; the document stays with your school."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={
            "required": gettext_lazy("Choose the document."),
            "empty": gettext_lazy("The file is empty. Save the policy in Word once more and upload that."),
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
    """Where each section goes, and which date of the front page is that of the policy.

    Over a draft that is not public yet, a word is asked that this one may take its place.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, placed: Sequence[Placed], dates: Sequence[FrontDate], target: Target, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.placed = placed
        policy = target.policy
        self.latest = policy.latest_revision_id if policy else None
        self.initial["seen"] = self.latest
        for position, each in enumerate(placed[:CHOICES_MOST]):
            self.fields[f"place-{position}"] = forms.ChoiceField(
                label=_("Goes to"), choices=places(), initial=each.place, required=False
            )
        if days := {each.day: each for each in dates if each.day and each.of != "next"}:
            offered = [(day.isoformat(), f"{each.said} ({DATES[each.of]})") for day, each in days.items() if day]
            self.fields["effective_from"] = forms.TypedChoiceField(
                label=CareersPolicyPage._meta.get_field("effective_from").verbose_name.capitalize(),
                choices=[("", _("Leave as it is")), *offered],
                coerce=datetime.date.fromisoformat,
                empty_value=None,
                required=False,
            )
        if policy and policy.has_unpublished_changes:
            self.fields["replace"] = forms.BooleanField(
                label=_("Make the new draft over this one"),
                error_messages={"required": _("There is a draft already: tick this to put the new one over it.")},
            )

    def is_current(self) -> bool:
        """Tell whether the version that the person was shown as the latest still is."""
        return self.data.get("seen", "") == str(self.latest or "")

    def moved_on(self, target: Target) -> dict[str, str]:
        """Return what was posted, as said of the version that is the latest now, without the leave to go over it."""
        latest = target.policy.latest_revision_id if target.policy else None
        return {**self.data.dict(), "replace": "", "seen": str(latest or "")}  # type: ignore[attr-defined]

    def chosen(self) -> dict[int, str]:
        """Return the places that differ from what was suggested."""
        found = {position: self.cleaned_data.get(f"place-{position}") for position in range(len(self.placed))}
        return {at: where for at, where in found.items() if where and where != self.placed[at].place}


@dataclass(frozen=True)
class Row:
    """A section as the preview shows it: its text as it stands in the document, and the field for its place."""

    placed: Placed
    text: list[str]
    field: BoundField | None


def places() -> list[tuple[str, str]]:
    topics = [(name, str(PolicyBlock().child_blocks[name].label)) for name in PolicyBlock.TOPICS]
    return [*topics, (OWN, _("A section of its own")), (UNPLACED, _("Not placed yet"))]


@never_cache
def upload(request: AdminRequest, page_id: int) -> HttpResponse:
    """Step 1. Take the document and keep it, for its school's people only."""
    target = _target(request, page_id)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        name = form.cleaned_data["document"].name
        document = make_private(target.home.school, name=name, data=form.content, user=request.user)
        return redirect("schools_word_preview", target.page.pk, document.pk)
    return render(request, "schools/admin/word/upload.html", {"target": target, "form": form})


@never_cache
def preview(request: AdminRequest, page_id: int, document_id: int) -> HttpResponse:
    """Steps 2 and 3. Show what goes where beside the original, then make the draft."""
    target = _target(request, page_id)
    document = original_of(target, document_id, request.user)
    if document is None:
        raise Http404("no such document here")
    if request.method == "POST" and "discard" in request.POST:
        if discard(target, document):
            messages.success(request, _("The document was deleted."))
        return redirect("wagtailadmin_explore", target.page.pk)
    try:
        contents = contents_of(document)
    except (Refusal, OSError) as error:
        messages.error(
            request, str(error) if isinstance(error, Refusal) else _("The document is gone: upload it again.")
        )
        return redirect("schools_word_upload", target.page.pk)
    placed, dates = place(contents.sections), dates_of(contents.sections)
    form = DraftForm(request.POST if request.method == "POST" else None, placed=placed, dates=dates, target=target)
    if form.is_bound:
        try:
            if form.is_current() and form.is_valid():
                return _drafted(request, target, document, form)
            if not form.is_current():
                raise DraftMoved
        except DraftMoved:
            target = _target(request, page_id)
            form = DraftForm(form.moved_on(target), placed=placed, dates=dates, target=target)
            form.add_error(None, _("%s Look at it, then decide again.") % said_of(target))
    context = {
        "target": target,
        "document": document,
        "remarks": contents.remarks,
        "rows": _rows(placed, form),
        "dates": [(DATES[each.of], each.said) for each in dates],
        "form": form,
        "latest": said_of(target),
    }
    return render(request, "schools/admin/word/preview.html", context)


def _target(request: HttpRequest, page_id: int) -> Target:
    target = target_at(get_object_or_404(Page, pk=page_id).specific)
    if target is None:
        raise Http404("no policy can be written here")
    if not target.may_write(request.user) or target.is_locked_for(request.user):
        raise PermissionDenied
    return target


def _drafted(request: AdminRequest, target: Target, document: HubDocument, form: DraftForm) -> HttpResponse:
    page = make_draft(
        target,
        document,
        chosen=form.chosen(),
        effective_from=form.cleaned_data.get("effective_from"),
        seen=form.cleaned_data["seen"],
        user=request.user,
    )
    messages.success(
        request,
        _("The draft is made: %(sections)d sections, %(unplaced)d passages not placed yet. Nothing is published.")
        % {"sections": len(page.sections), "unplaced": len(page.unplaced)},
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def _rows(placed: Sequence[Placed], form: DraftForm) -> list[Row]:
    fields = [form[f"place-{position}"] if position < CHOICES_MOST else None for position in range(len(placed))]
    return [
        Row(each, [line for passage in each.section.passages for line in lines_of(passage)], field)
        for each, field in zip(placed, fields, strict=True)
    ]


def said_of(target: Target) -> str:
    """Say which version of the policy is the latest, and whose; "" if there is none."""
    return said_of_version(target.policy.latest_revision if target.policy else None)
