"""Tells an editor which version of a page is the latest, before they replace it."""

from collections.abc import Mapping
from typing import Self

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from hub.core.dates.words import time_in_words


def said_of_version(revision: Revision | None) -> str:
    """Say whose version this is and of when; "" if there is none."""
    if revision is None:
        return ""
    user, saved = revision.user, localtime(revision.created_at)
    return _("%(who)s saved a version on %(when)s.") % {
        "who": (user.get_full_name() or user.get_username()) if user else _("Somebody"),
        "when": _("%(day)s, %(time)s") % {"day": date_format(saved, "j F Y"), "time": time_in_words(saved.time())},
    }


class GoOnForm(forms.Form):
    """Which version the editor saw as the latest; if it is not public, a tick that the new one continues from it.

    `page` is None while there is none: then no version was seen.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, object] | None, *, page: Page | None):
        super().__init__(data)
        self.page = page
        self.initial["seen"] = self.latest
        if page is not None and page.live and page.has_unpublished_changes:
            self.fields["replace"] = forms.BooleanField(
                label=_("Go on from that draft"),
                error_messages={"required": _("There is a draft that is not public: tick this to go on from it.")},
            )

    @property
    def latest(self) -> int | None:
        return self.page.latest_revision_id if self.page is not None else None

    def has_moved(self) -> bool:
        """Tell whether another version is the latest by now."""
        return self.is_bound and self.data.get("seen", "") != str(self.latest or "")

    def asked_again(self) -> Self:
        """Return the form as it is shown once the page has moved on."""
        again = type(self)({"replace": "", "seen": self.latest or ""}, page=self.page)
        again.add_error(None, _("Somebody has saved the page since. Look at it, then decide again."))
        return again
