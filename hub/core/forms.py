"""Forms of the editor's that every page type shares."""

from django.utils import timezone
from wagtail.admin.forms.pages import CopyForm

from hub.core.publishing import copy_refusals


class GatedCopyForm(CopyForm):
    """Copying live pages puts the copies live without publishing them: the gates are asked here."""

    def clean(self):
        cleaned = super().clean()
        goes_live = cleaned.get("publish_copies") or cleaned.get("alias")
        if goes_live:
            recursive = bool(cleaned.get("copy_subpages"))
            for reason in copy_refusals(self.page, recursive=recursive, today=timezone.localdate()):
                self.add_error("publish_copies", reason)
        return cleaned
