"""The admin view of a day's rota: planned, changed by hand, exchanged, and taken back."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.events.planner import services
from hub.events.planner.editing import saves, say_saved, seen_of
from hub.events.planner.forms import SeenForm, SwapForm
from hub.events.planner.grid_form import GridForm
from hub.events.planner.models import CareersDay
from hub.events.planner.reach import day_read_by, day_written_by
from hub.events.planner.selectors import Whole
from hub.schools.tenancy.leading import may_write


@never_cache
def rota(request: AdminRequest, day_id: int) -> HttpResponse:
    """Show the rota with its clashes; plan it, save a change by hand, exchange two classes, or take back the last."""
    day = day_read_by(request.user, day_id)
    if request.method != "POST":
        return _shown(request, day)
    day = day_written_by(request.user, day_id)
    act = next((act for name, act in ACTS.items() if name in request.POST), _save)
    return act(request, day)


def _shown(
    request: AdminRequest, day: CareersDay, *, grid: GridForm | None = None, swap: SwapForm | None = None
) -> HttpResponse:
    whole = grid.whole if grid else Whole(day)
    context = {
        "title": _("Rota"),
        "subtitle": day.school.name,
        "day": day,
        "whole": whole,
        "grid": grid or GridForm(whole),
        "moved": grid is not None and not grid.refused,
        "swap": swap or SwapForm(whole=whole),
        "seen": SeenForm(day=day),
        "writes": may_write(request.user, day.school_id),
    }
    return render(request, "events/planner/rota.html", context)


def _done(request: AdminRequest, day: CareersDay, run: Callable[[int], object], words: str) -> HttpResponse:
    """Run something that changes the rota, and show it."""
    was_ready, seen = day.is_ready, seen_of(request, day)
    if not saves(day, lambda: run(seen)):
        messages.error(request, _("Somebody has changed the day since you opened it. Here it is: try again."))
    elif words:
        messages.success(request, words)
    else:
        say_saved(request, was_ready=was_ready)
    return redirect("planner_rota", day.pk)


def _plan(request: AdminRequest, day: CareersDay) -> HttpResponse:
    words = _("Planned. The rota before is kept: “Take back” brings it here again.")
    return _done(request, day, lambda seen: services.plan(day, seen=seen), words)


def _undo(request: AdminRequest, day: CareersDay) -> HttpResponse:
    if day.before is None:
        messages.error(request, _("There is no rota before this one."))
        return redirect("planner_rota", day.pk)
    words = _("This is the rota before the last change. “Take back” again brings the other one.")
    return _done(request, day, lambda seen: services.undo(day, seen=seen), words)


def _swap(request: AdminRequest, day: CareersDay) -> HttpResponse:
    form = SwapForm(request.POST, whole=Whole(day))
    if not form.is_valid():
        return _shown(request, day, swap=form)
    said = form.cleaned_data
    return _done(
        request,
        day,
        lambda seen: services.swap(day, said["one"], said["other"], said["slot"], seen=seen),
        _("Exchanged."),
    )


def _save(request: AdminRequest, day: CareersDay) -> HttpResponse:
    grid = GridForm(Whole(day), request.POST)
    was_ready, seen = day.is_ready, seen_of(request, day)
    if grid.refused or not saves(day, lambda: services.save_rota(day, grid.lines, seen=seen)):
        return _shown(request, day, grid=grid)
    if clashes := len(grid.clashes):
        text = ngettext(
            "Saved as a draft. %(n)s place clashes: it is marked below.",
            "Saved as a draft. %(n)s places clash: they are marked below.",
            clashes,
        )
        messages.warning(request, text % {"n": clashes})
    else:
        say_saved(request, was_ready=was_ready)
    return redirect("planner_rota", day.pk)


ACTS = {"plan": _plan, "undo": _undo, "swap": _swap}
