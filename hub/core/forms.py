"""Forms of the editor's that every page type shares."""

from typing import Any

from django.utils import timezone
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from hub.core.editing import OverwriteGuard
from hub.core.publishing import copy_refusals
from hub.core.references import limits_of, sieves

# What each field of a form made of what was sent: a field knows its own kind of value, the form does not.
Cleaned = dict[str, Any]


class HubPageForm(WagtailAdminPageForm):
    """The editor's form of every page type: refers to nothing that its author may not choose, overwrites nobody."""

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)
        limits = limits_of(self.for_user) if self.is_bound else []
        if limits:
            for sieve in sieves(self, limits):
                sieve.install()
        self.guard = OverwriteGuard(self)

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        self.guard.check()
        return cleaned


class GatedCopyForm(CopyForm):
    """Copying live pages puts the copies live without publishing them: the gates are asked here."""

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        goes_live = cleaned.get("publish_copies") or cleaned.get("alias")
        if goes_live:
            recursive = bool(cleaned.get("copy_subpages"))
            for reason in copy_refusals(self.page, recursive=recursive, today=timezone.localdate()):
                self.add_error("publish_copies", reason)
        return cleaned
