"""What the pages that change a day have in common: they save the version that was seen, or show it again."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.events.planner.forms import SEEN, SeenForm
from hub.events.planner.models import CareersDay
from hub.events.planner.services import SavedMeanwhile


def seen_of(request: AdminRequest, day: CareersDay) -> int:
    """Return the version that was posted; none that there is if nothing readable was."""
    form = SeenForm(request.POST, day=day)
    return form.cleaned_data[SEEN] if form.is_valid() else -1


def saves(day: CareersDay, save: Callable[[], object]) -> bool:
    """Save; tell whether it was done, or another has saved meanwhile: then the day is at their version."""
    try:
        save()
    except SavedMeanwhile:
        day.refresh_from_db(fields=["saves", "state", "before"])
        return False
    return True


def edited(
    request: AdminRequest,
    day: CareersDay,
    *,
    form: forms.BaseForm,
    save: Callable[[int], object],
    template: str,
    context: Mapping[str, Any],
) -> HttpResponse:
    """Answer a page with one form: save and go back to the day, or show the form again with what was typed."""
    was_ready, moved = day.is_ready, False
    if form.is_bound and form.is_valid():
        seen = seen_of(request, day)
        if saves(day, lambda: save(seen)):
            say_saved(request, was_ready=was_ready)
            return redirect("planner_day", day.pk)
        moved = True
    frame = {"day": day, "subtitle": day.school.name, "form": form, "seen": SeenForm(day=day), "moved": moved}
    return render(request, template, frame | dict(context))


def say_saved(request: AdminRequest, *, was_ready: bool) -> None:
    """Say that it is saved, and if so that a ready day is a draft again."""
    if was_ready:
        messages.warning(request, _("Saved. The day is a draft again: look at its rota and make it ready."))
    else:
        messages.success(request, _("Saved."))
