"""Two editors on one page: the second is told before what the first saved goes under what she has open.

Wagtail asks this of its autosave only; whoever presses Save without a script, or Publish, overwrites unasked.
"""

import datetime

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.models import Page, Revision

from .versions import said_of_version

OPENED, SAVE_OVER = "opened_version", "save_over"
NEVER_SAVED = "none"
Attributes = dict[str, object]


class Aside(forms.CharField):
    """Travels with a form and is no content of it: it never counts as a change."""

    def __init__(self, *, widget: type[forms.Widget], initial: str | None = None):
        super().__init__(required=False, widget=widget, initial=initial)

    def has_changed(self, initial: object, data: object) -> bool:
        return False


class SaveOver(forms.Widget):
    """A box to tick, whose value is the version that it was shown for: a newer one asks anew. At first it is empty."""

    template_name = "core/admin/save_over.html"
    shown: dict[str, object] | None = None

    def render(
        self, name: str, value: object, attrs: Attributes | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        return super().render(name, value, attrs, renderer) if self.shown else SafeString()

    def get_context(self, name: str, value: object, attrs: Attributes | None) -> dict[str, object]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= self.shown or {}
        return context


def stamp(saved_at: datetime.datetime | None) -> str:
    """Return what tells a version from every other one: autosave writes over its own, at a later time."""
    return saved_at.isoformat() if saved_at else NEVER_SAVED


def version_of_others(page: Page, *, since: str, user: AbstractBaseUser) -> Revision | None:
    """Return the latest version of `page` that somebody else saved after the version `since`, or None."""
    opened = _moment(since)
    theirs = page.revisions.exclude(user=user).select_related("user")
    return (theirs.filter(created_at__gt=opened) if opened else theirs).order_by("-created_at").first()


def _moment(text: str) -> datetime.datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


class OverwriteGuard:
    """What a page's form has to do with it. A form without the field (made by code, for a preview) is not asked."""

    def __init__(self, form: WagtailAdminPageForm):
        self.form = form
        self.is_on = bool(form.instance.pk and form.subscription and form.for_user)
        if self.is_on:
            opened = stamp(form.instance.latest_revision_created_at)
            form.fields[OPENED] = Aside(widget=forms.HiddenInput, initial=opened)
            form.fields[SAVE_OVER] = Aside(widget=SaveOver)

    def check(self) -> None:
        """Refuse what would go over somebody else's newer version, until she says that it shall."""
        opened = self.form.cleaned_data.get(OPENED) if self.is_on else None
        page = self.form.instance
        theirs = version_of_others(page, since=opened, user=self.form.for_user) if opened else None
        if theirs is None:
            return
        version = stamp(theirs.created_at)
        ticked = self.form.cleaned_data.get(SAVE_OVER) == version
        history = reverse("wagtailadmin_pages:history", args=[page.pk])
        self.form.fields[SAVE_OVER].widget.shown = {"version": version, "ticked": ticked, "history": history}
        if not ticked:
            words = _(
                "%(said)s That was after you opened this page. Nothing of yours is lost: it stands below, not saved "
                "yet. To put it over theirs, tick “Save mine over it” at the end of the form and save again."
            )
            self.form.add_error(
                None, ValidationError(words, code="overwrites", params={"said": said_of_version(theirs)})
            )
