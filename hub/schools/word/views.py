"""Admin views for importing a page from Word: upload, preview the sections, make the draft.

Each step checks again that the user may edit the page; works without JavaScript.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.models import Page

from hub.accounts.requests import AdminRequest
from hub.core.versions import said_of_version
from hub.media.models import HubDocument
from hub.schools.tenancy.private_files import make_private
from hub.schools.word.archive import Refusal
from hub.schools.word.drafting import (
    DraftMoved,
    Target,
    contents_of,
    discard,
    make_draft,
    original_of,
    target_at,
)
from hub.schools.word.front_page import dates_of
from hub.schools.word.import_forms import CHOICES_MOST, DraftForm, UploadForm
from hub.schools.word.kinds import DATES, kind_called
from hub.schools.word.markup import lines_of
from hub.schools.word.placing import Placed, place


@dataclass(frozen=True)
class Row:
    """A section as the preview shows it: its text as it stands in the document, and the field for its place."""

    placed: Placed
    text: list[str]
    field: BoundField | None


@never_cache
def upload(request: AdminRequest, kind: str, page_id: int) -> HttpResponse:
    """Step 1. Take the document and keep it, for its school's people only."""
    target = _target(request, kind, page_id)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        name = form.cleaned_data["document"].name
        document = make_private(target.home.school, name=name, data=form.content, user=request.user)
        return redirect("schools_word_preview", kind, target.page.pk, document.pk)
    return render(request, "schools/admin/word/upload.html", {"target": target, "form": form})


@never_cache
def preview(request: AdminRequest, kind: str, page_id: int, document_id: int) -> HttpResponse:
    """Steps 2 and 3. Show what goes where beside the original, then make the draft."""
    target = _target(request, kind, page_id)
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
        return redirect("schools_word_upload", kind, target.page.pk)
    placed, offers = place(contents.sections, target.kind.vocabulary), target.kind.offers(contents)
    form = DraftForm(request.POST if request.method == "POST" else None, placed=placed, offers=offers, target=target)
    if form.is_bound:
        try:
            if form.is_current() and form.is_valid():
                return _drafted(request, target, document, form)
            if not form.is_current():
                raise DraftMoved
        except DraftMoved:
            target = _target(request, kind, page_id)
            form = DraftForm(form.moved_on(target), placed=placed, offers=offers, target=target)
            form.add_error(None, _("%s Look at it, then decide again.") % said_of(target))
    context = {
        "target": target,
        "document": document,
        "remarks": contents.remarks,
        "notes": target.kind.notes(target.made, placed),
        "rows": _rows(placed, form),
        "dates": [(DATES[each.of], each.said) for each in dates_of(contents.sections)],
        "form": form,
        "latest": said_of(target),
    }
    return render(request, "schools/admin/word/preview.html", context)


def _target(request: HttpRequest, kind: str, page_id: int) -> Target:
    called = kind_called(kind)
    target = target_at(get_object_or_404(Page, pk=page_id).specific, called) if called else None
    if target is None:
        raise Http404("no such page can be written here")
    if not target.may_write(request.user) or target.is_locked_for(request.user):
        raise PermissionDenied
    return target


def _drafted(request: AdminRequest, target: Target, document: HubDocument, form: DraftForm) -> HttpResponse:
    page = make_draft(
        target,
        document,
        chosen=form.chosen(),
        values=form.values(),
        seen=form.cleaned_data["seen"],
        user=request.user,
    )
    messages.success(request, target.kind.made(page))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _rows(placed: Sequence[Placed], form: DraftForm) -> list[Row]:
    fields = [form[f"place-{position}"] if position < CHOICES_MOST else None for position in range(len(placed))]
    return [
        Row(each, [line for passage in each.section.passages for line in lines_of(passage)], field)
        for each, field in zip(placed, fields, strict=True)
    ]


def said_of(target: Target) -> str:
    """Say which version of the page is the latest, and whose; "" if there is none."""
    return said_of_version(target.made.latest_revision if target.made else None)
