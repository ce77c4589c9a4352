"""Admin views of careers days: the list, one day in its steps, its times, wishes, classes and rooms."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from hub.accounts.requests import AdminRequest
from hub.core.visitors import asked_at
from hub.events.planner import services
from hub.events.planner.day_templates import templates_of_days
from hub.events.planner.editing import edited, saves, seen_of
from hub.events.planner.forms import ClassesForm, DayForm, SeenForm, WishesForm
from hub.events.planner.models import CareersDay
from hub.events.planner.reach import day_read_by, day_written_by
from hub.events.planner.selectors import Whole, warnings_for
from hub.schools.models import School
from hub.schools.tenancy.leading import check_writer, is_staff_of_the_hub, may_write, school_read_by, schools_of

EACH_PAGE = 50


def _with_classes(days: QuerySet[CareersDay]) -> QuerySet[CareersDay]:
    return days.annotate(classes=Count("dayclass_set")).order_by("-date", "-pk")


@never_cache
def index(request: AdminRequest) -> HttpResponse:
    """List the careers days of every school for the hub's staff; lead a school's people to their own."""
    own = schools_of(request.user)
    if len(own) == 1:
        return redirect("planner_school", next(iter(own)))
    if own:
        schools = School.objects.filter(pk__in=own).order_by("name")
        return render(request, "events/planner/schools.html", {"schools": schools, "title": _("Careers days")})
    if not is_staff_of_the_hub(request.user):
        raise PermissionDenied
    days = _with_classes(CareersDay.objects.select_related("school"))
    page = Paginator(days, EACH_PAGE).get_page(request.GET.get("p"))
    return render(request, "events/planner/index.html", {"page": page, "title": _("Careers days of schools")})


@never_cache
def of_school(request: AdminRequest, school_id: int) -> HttpResponse:
    """Show a school's careers days."""
    school = school_read_by(request.user, school_id)
    context = {
        "title": _("Careers days"),
        "subtitle": school.name,
        "school": school,
        "writes": may_write(request.user, school.pk),
        "days": _with_classes(CareersDay.objects.filter(school=school)),
        "sheets": [(page, page.get_url(request)) for page in templates_of_days()],
    }
    return render(request, "events/planner/school.html", context)


@never_cache
def add(request: AdminRequest, school_id: int) -> HttpResponse:
    """Begin a day: what it is called, when it is, and how its time is cut."""
    school = school_read_by(request.user, school_id)
    check_writer(request.user, school.pk)
    form = DayForm(request.POST if request.method == "POST" else None, instance=CareersDay(school=school))
    if form.is_bound and form.is_valid():
        day = form.save()
        _warn(request, day)
        messages.success(request, _("The day is begun. Go through the steps in any order."))
        return redirect("planner_day", day.pk)
    context = {"title": _("Plan a careers day"), "subtitle": school.name, "form": form, "school": school}
    return render(request, "events/planner/add.html", context)


def _warn(request: AdminRequest, day: CareersDay) -> None:
    for words in warnings_for(day.date, on=timezone.localdate()):
        messages.warning(request, words)


@never_cache
def one_day(request: AdminRequest, day_id: int) -> HttpResponse:
    """Show a day in its five steps; make it ready, a draft again, or delete it."""
    day = day_read_by(request.user, day_id)
    if request.method == "POST":
        day = day_written_by(request.user, day_id)
        return _changed(request, day)
    context = {
        "title": day.title,
        "subtitle": day.school.name,
        "day": day,
        "whole": Whole(day),
        "writes": may_write(request.user, day.school_id),
        "seen": SeenForm(day=day),
        "warnings": warnings_for(day.date, on=timezone.localdate()),
    }
    return render(request, "events/planner/day.html", context)


def _changed(request: AdminRequest, day: CareersDay) -> HttpResponse:
    here = redirect("planner_day", day.pk)
    if "delete" in request.POST:
        day.delete()
        messages.success(request, _("The day is deleted, with its rota."))
        return redirect("planner_school", day.school_id)
    if "ready" in request.POST:
        try:
            done = saves(day, lambda: services.make_ready(day, seen=seen_of(request, day)))
        except services.NotReady:
            messages.error(request, _("Not yet: a day is ready when its rota is planned and nothing in it clashes."))
            return here
        if done:
            messages.success(request, _("The day is ready."))
        else:
            messages.error(request, _("Somebody has changed the day since you opened it. Look at it, then say so."))
    elif "draft" in request.POST:
        services.begin_saving(day, seen=None)
    return here


@never_cache
def times(request: AdminRequest, day_id: int) -> HttpResponse:
    """Change what a day is called, when it is and how its time is cut."""
    day = day_written_by(request.user, day_id)
    form = DayForm(request.POST if request.method == "POST" else None, instance=day)

    def save(seen: int) -> None:
        services.save_times(day, seen=seen, fields=DayForm.Meta.fields)
        _warn(request, day)

    context = {"title": _("Name, day and times")}
    return edited(request, day, form=form, save=save, template="events/planner/times.html", context=context)


@never_cache
def wishes(request: AdminRequest, day_id: int) -> HttpResponse:
    """Type or paste what children want to hear about; `?from=` fills in what was chosen in a survey."""
    day = day_written_by(request.user, day_id)
    asked = asked_at(day.school_id, on=timezone.localdate())
    chosen = next((each for each in asked if each.key == request.GET.get("from")), None)
    form = WishesForm(request.POST if request.method == "POST" else None, whole=Whole(day), chosen=chosen)

    def save(seen: int) -> None:
        services.save_wishes(day, form.cleaned_data["wishes"], seen=seen)

    context = {"title": _("What children want to hear about"), "asked": asked, "chosen": chosen}
    return edited(request, day, form=form, save=save, template="events/planner/wishes.html", context=context)


@never_cache
def classes(request: AdminRequest, day_id: int) -> HttpResponse:
    """Type or paste the classes and the rooms."""
    day = day_written_by(request.user, day_id)
    form = ClassesForm(request.POST if request.method == "POST" else None, whole=Whole(day))

    def save(seen: int) -> None:
        said = form.cleaned_data
        services.save_classes_and_rooms(day, said["classes"], said["rooms"], seen=seen)

    context = {"title": _("Classes and rooms")}
    return edited(request, day, form=form, save=save, template="events/planner/classes.html", context=context)
