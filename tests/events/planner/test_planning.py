"""The planner of a rota: whatever the day is like nothing clashes, and what can be given is given."""

import datetime
import itertools

import pytest

from hub.events.planner.grid import Grid
from hub.events.planner.planning import plan_rota
from hub.events.planner.rota import Group, Line, Parts, Place, Talk, clashes_of
from hub.events.planner.times import slots_between
from tests.events.planner.making import day_by_chance, groups, rooms, slots, talks
from tests.sizes import size

SEEDS = range(size(60, whole=400))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_clash_stands_in_what_is_planned_and_what_lacks_is_said(seed):
    parts, wishes = day_by_chance(seed)
    plan = plan_rota(parts, wishes=wishes)
    assert not clashes_of(parts, plan.lines).cells
    assert len({(line.group, line.slot) for line in plan.lines}) == len(plan.lines)
    heard = {each.key: sum(line.group == each.key for line in plan.lines) for each in parts.groups}
    assert all(n <= parts.each for n in heard.values())
    assert plan.lacking == {key: parts.each - n for key, n in heard.items() if n < parts.each}
    named = " ".join(plan.reasons)
    assert all(parts.group_by_key[key].name in named for key in plan.lacking)
    assert bool(plan.reasons) == bool(plan.lacking)


@pytest.mark.parametrize("seed", range(0, 20, 5))
def test_the_same_day_has_the_same_rota(seed):
    parts, wishes = day_by_chance(seed)
    assert plan_rota(parts, wishes=wishes) == plan_rota(parts, wishes=wishes)


def test_twelve_classes_fill_every_time_of_twelve_visitors():
    """No visitor and no room is free for a moment: a Latin rectangle."""
    parts = Parts(groups(12), slots(4), rooms(12, holds=30), talks(12, times=4), each=4)
    plan = plan_rota(parts, wishes={})
    assert plan.is_whole and len(plan.lines) == 48
    assert not clashes_of(parts, plan.lines)


def test_a_day_that_only_just_fits_is_planned():
    """Six visitors, two of whom leave early, one for the youngest alone; not one time is to spare."""
    workshops = [
        *talks(3, times=5),
        Talk(3, "Early", frozenset({1, 2})),
        Talk(4, "Early too", frozenset({1, 2, 3})),
        Talk(5, "Young", frozenset(range(1, 6)), frozenset({1, 2})),
    ]
    parts = Parts(groups(12), slots(5), rooms(6), workshops, each=2)
    plan = plan_rota(parts, wishes={})
    assert plan.is_whole, plan.reasons
    assert not clashes_of(parts, plan.lines)


def brute_force(parts: Parts) -> bool:
    """Tell by trying everything whether each class can hear its number of workshops."""
    need = [group for group in parts.groups for _each in range(parts.each)]

    def go(at: int, lines: list[Line]) -> bool:
        if at == len(need):
            return True
        group = need[at]
        places: list[Place | None] = list(parts.places) or [None]
        choices = itertools.product(parts.slots, parts.talks, places)
        for slot, talk, place in choices:
            line = Line(slot.number, group.key, talk.key, place.key if place else None)
            later = not lines or lines[-1].group != group.key or line > lines[-1]
            if later and not clashes_of(parts, [*lines, line]) and go(at + 1, [*lines, line]):
                return True
        return False

    return go(0, [])


@pytest.mark.parametrize("seed", range(size(40, whole=200)))
def test_a_small_day_that_can_be_planned_is_planned(seed):
    parts, wishes = day_by_chance(seed)
    small = Parts(parts.groups[:3], parts.slots[:3], parts.places[:2], parts.talks[:3], min(parts.each, 2))
    assert plan_rota(small, wishes=wishes).is_whole == brute_force(small)


def test_classes_hear_what_their_year_asked_for():
    wishes = {(1, 0): 20, (1, 1): 15, (2, 2): 20, (2, 3): 15, (3, 4): 20, (3, 5): 15}
    parts = Parts(groups(6), slots(4), [], talks(6, times=4), each=2)
    plan = plan_rota(parts, wishes=wishes)
    heard = {(parts.group_by_key[line.group].year, line.talk) for line in plan.lines}
    assert heard == set(wishes)


def test_a_workshop_keeps_its_room():
    parts = Parts(groups(12), slots(4), rooms(6, holds=30), talks(6, times=4), each=2)
    plan = plan_rota(parts, wishes={})
    used: dict[int, set[int | None]] = {}
    for line in plan.lines:
        used.setdefault(line.talk, set()).add(line.room)
    assert all(len(places) == 1 for places in used.values())


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (Parts(groups(2), slots(3), [], [], 1), "There is no workshop yet."),
        (Parts(groups(2), slots(1), [], talks(5, times=1), 2), "The day has 1 time for workshops"),
        (Parts(groups(12), slots(2), [], talks(3, times=2), 1), "All workshops can run 6 times; 12 classes"),
        (
            Parts(groups(12), slots(2), rooms(3), talks(12, times=2), 1),
            "room for 6 sessions (3 rooms, 2 times)",
        ),
        (Parts([Group(0, "4B", 4, 70)], slots(2), rooms(3, holds=60), talks(2, times=2), 1), "no room holds 70 people"),
        (
            Parts([Group(0, "4B", 4, 30)], slots(2), [], talks(3, times=2, years=frozenset({5})), 1),
            "4B lacks 1 workshop: only 0 workshops are for its year.",
        ),
    ],
)
def test_why_it_cannot_be_done_is_said(parts, words):
    plan = plan_rota(parts, wishes={})
    assert not plan.is_whole
    assert words in " ".join(plan.reasons)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([Line(1, 0, 0, 0), Line(1, 1, 0, 1)], "The visitor is with 1B at this time."),
        ([Line(1, 0, 0, 0), Line(1, 1, 1, 0)], "The room is taken by 1B at this time."),
        ([Line(1, 0, 0, 0), Line(2, 0, 0, 0)], "The class hears this workshop twice."),
        ([Line(1, 0, 0, 0), Line(1, 0, 1, 1)], "This class is in two places at this time."),
        ([Line(1, 0, 2, 0)], "This workshop is not for this year group."),
        ([Line(2, 0, 3, 0)], "The visitor is not there at this time."),
        ([Line(1, 0, 0, 2)], "Room 2 holds 10; 28 people come."),
        ([Line(1, 0, 0, None)], "No room is chosen."),
        ([Line(9, 0, 0, 0)], "no longer part of the day"),
        ([Line(1, 0, 3, 0), Line(1, 1, 3, 1)], "This workshop runs once at most."),
    ],
)
def test_each_clash_is_named_where_it_stands(lines, words):
    workshops = [
        *talks(2, times=2),
        Talk(2, "Old", frozenset({1, 2}), frozenset({6})),
        Talk(3, "Early", frozenset({1}), runs=1),
    ]
    parts = Parts(groups(2), slots(2), [*rooms(2), Place(2, "Room 2", 10)], workshops, 1)
    found = clashes_of(parts, lines)
    assert any(words in each for each in found.cells[lines[0].group, lines[0].slot])


def test_a_place_is_free_only_while_the_workshop_can_run_and_a_room_is_left():
    once, often = Talk(0, "Once", frozenset({1, 2}), runs=1), Talk(1, "Often", frozenset({1, 2}))
    grid = Grid(Parts(groups(3), slots(2), rooms(1, holds=30), [once, often], 1))
    grid.put(0, 1, 0)
    assert not grid.is_free(1, 2, 0), "it has run as often as it can"
    assert not grid.is_free(1, 1, 1), "the room is taken"
    assert not grid.is_free(0, 1, 1), "the class is elsewhere"
    assert grid.is_free(1, 2, 1)
    grid.rewind(0)
    assert grid.is_free(1, 2, 0) and not grid.cells and not grid.heard[0]


def test_slots_keep_clear_of_breaks_and_end_with_the_day():
    at = datetime.time
    breaks = [(at(10, 30), at(10, 45)), (at(12), at(13))]
    found = slots_between(at(9, 15), at(14, 30), minutes=40, gap=5, breaks=breaks)
    assert [(each.starts, each.ends) for each in found] == [
        (at(9, 15), at(9, 55)),
        (at(10, 45), at(11, 25)),
        (at(13), at(13, 40)),
        (at(13, 45), at(14, 25)),
    ]
    assert slots_between(at(9), at(9, 30), minutes=40, gap=5, breaks=[]) == []
    assert len(slots_between(at(0), at(23, 59), minutes=10, gap=0, breaks=[])) == 12
