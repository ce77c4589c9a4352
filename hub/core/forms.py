"""The edit form and the copy form that every page type shares."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.models import Page

from hub.core.editing import OverwriteGuard
from hub.core.publishing import copy_refusals
from hub.core.references import install_sieves

# What is wrong with a moment that is set and has passed already.
SCHEDULE = {
    "go_live_at": gettext_lazy("This moment has passed. Leave it empty to publish at once, or give one to come."),
    "expire_at": gettext_lazy("This moment has passed. Leave it empty for a page that stays, or give one to come."),
}
DOWN_AT_ONCE = gettext_lazy(
    "This expiry has passed: the page would be taken off the site again at once. Empty it, or give one to come."
)
# What each field of a form made of what was sent: a field knows its own kind of value, the form does not.
Cleaned = dict[str, Any]


class HubPageForm(WagtailAdminPageForm):
    """The edit form of every page type: refuses references the editor may not choose, and overwriting others' work."""

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)
        install_sieves(self)
        self.guard = OverwriteGuard(self)
        self.kept: Cleaned = {}
        if "expire_at" in self.fields:
            self.fields["expire_at"].help_text = _(
                "From then nobody can read the page, links to it lead nowhere, and what it says counts as missing. "
                "Leave it empty for a page that stays."
            )

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        self._check_schedule()
        self.guard.check()
        # A page that is new has no place yet: the form knows it.
        if not self.instance.path and (slug := cleaned.get("slug")):
            reason = self.instance.address_refusal(slug, self.parent_page)
            if reason:
                self.add_error("slug", reason)
        return cleaned

    def _check_schedule(self) -> None:
        """Refuse a moment that is set anew and has passed, and take one that stays out of what Wagtail checks next.

        Wagtail refuses every expiry that has passed, and with it every later draft of the page that had it.
        """
        for name, refusal in SCHEDULE.items():
            moment = self.cleaned_data.get(name)
            if moment is None or moment >= timezone.now():
                continue
            if not is_same_minute(moment, getattr(self.instance, name)):
                self.add_error(name, refusal)
            elif name == "expire_at" and not self.is_deferred_validation:
                self.add_error(name, DOWN_AT_ONCE)
            else:
                self.kept[name] = self.cleaned_data.pop(name)

    def _post_clean(self) -> None:
        self.cleaned_data.update(self.kept)
        super()._post_clean()


def is_same_minute(one: datetime.datetime, other: datetime.datetime | None) -> bool:
    """Tell whether two moments are in the same minute: a form shows no seconds."""
    return other is not None and one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


class GatedCopyForm(CopyForm):
    """Wagtail's copy form. A copy of a live page goes live without `publish()`, so the gates are asked here."""

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        reason = self.page.specific_class.address_refusal(cleaned.get("new_slug", ""), self.new_parent(cleaned))
        if reason:
            self.add_error("new_slug", reason)
        goes_live = cleaned.get("publish_copies") or cleaned.get("alias")
        if goes_live:
            recursive = bool(cleaned.get("copy_subpages"))
            for reason in copy_refusals(self.page, recursive=recursive, today=timezone.localdate()):
                self.add_error("publish_copies", reason)
        return cleaned

    def new_parent(self, cleaned: Cleaned) -> Page:
        return cleaned.get("new_parent_page") or self.page.get_parent()
