"""Admin views of a day's workshops: add one, change one, take one away."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.core.visitors import Visitor, visitors_on
from hub.events.planner import services
from hub.events.planner.editing import edited, saves, say_saved, seen_of
from hub.events.planner.forms import WorkshopForm
from hub.events.planner.models import WORKSHOPS_MOST, Workshop
from hub.events.planner.reach import day_read_by, day_written_by, workshop_written_by
from hub.events.planner.selectors import Whole
from hub.schools.tenancy.leading import may_write

# What a link may fill in of a new workshop; it is checked when it is saved, as if it were typed.
FILLED = ("title", "organisation", "link", "there_from", "there_until")


def _filled_in(visit: Visitor) -> str:
    """Return what a link fills in of the workshop that a visit becomes."""
    known = {
        "title": visit.title[:120],
        "organisation": visit.organisation,
        "link": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{visit.address}",
        "there_from": visit.starts.isoformat("minutes") if visit.starts else "",
    }
    return urlencode({name: value for name, value in known.items() if value})


@never_cache
def workshops(request: AdminRequest, day_id: int) -> HttpResponse:
    """List the workshops of a day, beside what children want to hear about."""
    day = day_read_by(request.user, day_id)
    context = {
        "title": _("Workshops and visitors"),
        "subtitle": day.school.name,
        "day": day,
        "whole": Whole(day),
        "writes": may_write(request.user, day.school_id),
        "visits": [(each, _filled_in(each)) for each in visitors_on(day.school_id, day.date)],
    }
    return render(request, "events/planner/workshops.html", context)


@never_cache
def add_workshop(request: AdminRequest, day_id: int) -> HttpResponse:
    """Add a workshop; `?topic=` fills in what children asked for, other fields what is known of a visit."""
    day = day_written_by(request.user, day_id)
    whole = Whole(day)
    if len(whole.workshops) >= WORKSHOPS_MOST:
        messages.error(request, _("A day has at most %(n)s workshops.") % {"n": WORKSHOPS_MOST})
        return redirect("planner_workshops", day.pk)
    topic = request.GET.get("topic", "")
    begun = {"title": topic[:120], "topic": topic} | {name: request.GET[name] for name in FILLED if name in request.GET}
    workshop = Workshop(day=day, school_id=day.school_id)
    data = request.POST if request.method == "POST" else None
    form = WorkshopForm(data, instance=workshop, initial=begun, whole=whole)
    if form.is_bound and form.is_valid():
        was_ready = day.is_ready
        services.save_workshop(workshop, seen=None)
        say_saved(request, was_ready=was_ready)
        return redirect("planner_workshops", day.pk)
    context = {"title": _("A workshop"), "subtitle": day.school.name, "day": day, "form": form}
    return render(request, "events/planner/workshop.html", context)


@never_cache
def one_workshop(request: AdminRequest, workshop_id: int) -> HttpResponse:
    """Change a workshop, or take it away."""
    workshop = workshop_written_by(request.user, workshop_id)
    day = workshop.day
    if "delete" in request.POST:
        if saves(day, lambda: services.remove_workshop(workshop, seen=seen_of(request, day))):
            messages.success(request, _("The workshop is taken away, and its lines of the rota with it."))
            return redirect("planner_workshops", day.pk)
        messages.error(request, _("Somebody has changed the day since you opened it. Nothing is taken away."))
        return redirect("planner_workshop", workshop.pk)
    form = WorkshopForm(request.POST if request.method == "POST" else None, instance=workshop, whole=Whole(day))

    def save(seen: int) -> None:
        services.save_workshop(workshop, seen=seen)

    context = {"title": _("A workshop"), "workshop": workshop}
    return edited(request, day, form=form, save=save, template="events/planner/workshop.html", context=context)
