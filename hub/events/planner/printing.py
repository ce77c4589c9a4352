"""What is printed of a day: a table for the hall, a sheet for each visitor, and a card for each family."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from hub.accounts.requests import AdminRequest
from hub.events.planner.grid_form import GridForm
from hub.events.planner.models import DayClass, Room, Workshop
from hub.events.planner.reach import day_read_by
from hub.events.planner.rota import Line
from hub.events.planner.selectors import Whole
from hub.events.planner.times import Slot

COPIES = 4
QUESTIONS_MOST = 3
# What a family can ask about any visitor; a workshop's own questions come first.
QUESTIONS = (
    gettext_lazy("What does your visitor do at work on an ordinary day?"),
    gettext_lazy("What did they have to learn for it?"),
    gettext_lazy("What surprised you?"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One workshop of a class: when, where, what. The room None is its own classroom."""

    slot: Slot
    group: DayClass
    workshop: Workshop
    room: Room | None


@dataclass(frozen=True, slots=True)
class Card:
    """A class's day for its families, and what to ask at home."""

    group: DayClass
    entries: Sequence[Entry]
    questions: Sequence[str]


def entries_of(whole: Whole) -> list[Entry]:
    """Return the rota in order of time, without what is no longer part of the day."""
    slots = {each.number: each for each in whole.slots}
    groups = {each.pk: each for each in whole.classes}
    talks = {each.pk: each for each in whole.workshops}
    rooms = {each.pk: each for each in whole.rooms}

    def entry(line: Line) -> Entry:
        return Entry(slots[line.slot], groups[line.group], talks[line.talk], rooms.get(line.room or 0))

    there = [line for line in sorted(whole.lines) if line.slot in slots]
    return [entry(line) for line in there]


def cards_of(whole: Whole) -> list[Card]:
    """Return the card of each class that hears something."""
    entries = entries_of(whole)
    found = []
    for group in whole.classes:
        own = [each for each in entries if each.group == group]
        if own:
            found.append(Card(group, own, questions_for([each.workshop for each in own])))
    return found


def questions_for(workshops: Sequence[Workshop]) -> list[str]:
    """Return three questions: the first of each workshop, then the second of each, and so on; then the hub's own."""
    own = [each.questions.splitlines() for each in workshops]
    in_turn = [lines[place] for place in range(QUESTIONS_MOST) for lines in own if place < len(lines)]
    return [*in_turn, *map(str, QUESTIONS)][:QUESTIONS_MOST]


@never_cache
def hall(request: AdminRequest, day_id: int) -> HttpResponse:
    """Show the rota as one table, for the hall."""
    day = day_read_by(request.user, day_id)
    whole = Whole(day)
    context = {"day": day, "whole": whole, "grid": GridForm(whole)}
    return render(request, "events/planner/print/hall.html", context)


@never_cache
def sheets(request: AdminRequest, day_id: int) -> HttpResponse:
    """Show a sheet for each workshop's visitor: who comes when, and where."""
    day = day_read_by(request.user, day_id)
    whole = Whole(day)
    entries = entries_of(whole)
    found = [(workshop, [each for each in entries if each.workshop == workshop]) for workshop in whole.workshops]
    context = {"day": day, "sheets": [(workshop, own) for workshop, own in found if own]}
    return render(request, "events/planner/print/sheets.html", context)


@never_cache
def cards(request: AdminRequest, day_id: int) -> HttpResponse:
    """Show the families' cards, four of a class on a page, in the language asked for."""
    day = day_read_by(request.user, day_id)
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(settings.LANGUAGE_CODE):
        usual = _("Family Careers Day")
    with translation.override(language):
        context = {
            "day": day,
            "said_title": _("Family Careers Day") if day.title == usual else day.title,
            "cards": cards_of(Whole(day)),
            "copies": range(COPIES),
            "languages": [code for code, _name in settings.LANGUAGES],
        }
        return render(request, "events/planner/print/cards.html", context)
