"""Wagtail's autosave of pages, which here keeps every valid field while one is wrong (decision 0035)."""

import json
from abc import ABC, abstractmethod
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from hub.core.mending import Mending, NothingKept

# What is wrong is told beside the Save button, where there is room for so much.
TOLD_MOST = 4
# Wagtail's script knows this one: it says why, and goes on saving at the next change.
NOT_ALL = "validation_error"


class KeepsValidFields(ABC):
    """An autosave of a form with errors makes a draft of what is right; Wagtail's own saves nothing."""

    @abstractmethod
    def held(self) -> Page:
        """Return the page as it was last saved."""

    def form_invalid(self, form: WagtailAdminPageForm) -> HttpResponse:
        """Save what is right and say what is not; Save and Publish by a person are answered as Wagtail does."""
        view: Any = self
        is_autosave = view.expects_json_response and view.action_name == "save"
        if not is_autosave or getattr(view, "locked_for_user", False):
            return super().form_invalid(form)  # type: ignore[misc]
        # Wagtail has asked for everything again: a draft may be without.
        form.defer_required_fields()
        try:
            wrong = Mending(form, held=self.held()).mend()
            with transaction.atomic():
                answer = view.form_valid(form)
        except NothingKept as nothing:
            return view.json_error_response(
                NOT_ALL, _("Nothing is saved yet. %(wrong)s") % {"wrong": _list(nothing.wrong)}
            )
        except (IntegrityError, ValidationError):
            return super().form_invalid(form)  # type: ignore[misc]
        return told(answer, wrong)


class KeepingEditView(KeepsValidFields, EditView):
    """The editor of a page. Of a wrong field the last version's value stays."""

    def held(self) -> Page:
        return self.get_object()


class KeepingCreateView(KeepsValidFields, CreateView):
    """The form of a new page. A wrong field is as in an empty form; without a title there is no page."""

    def held(self) -> Page:
        return self.page_class()


def told(answer: HttpResponse, wrong: list[str]) -> HttpResponse:
    """Return Wagtail's answer to a saved draft as one that says what is not saved.

    Wagtail's script says why and leaves the form marked as not saved; ours (editor.js) takes the rest over.
    """
    said = json.loads(answer.content)
    if not said.get("success"):
        return answer
    loaded = {"loaded_revision_id": str(said["revision_id"]), "loaded_revision_created_at": said["revision_created_at"]}
    said["field_updates"] |= loaded
    words = _("The rest is saved. Not saved until it is right: %(wrong)s") % {"wrong": _list(wrong)}
    return JsonResponse(said | {"success": False, "error_code": NOT_ALL, "error_message": words})


def _list(wrong: list[str]) -> str:
    more = len(wrong) - TOLD_MOST
    words = "; ".join(wrong[:TOLD_MOST])
    if more <= 0:
        return words
    return ngettext("%(words)s; and %(n)s more", "%(words)s; and %(n)s more", more) % {"words": words, "n": more}
