"""What a rota is made of, as values: classes, places, workshops and sessions; and the clashes in one. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.events.planner.times import Slot


@dataclass(frozen=True, slots=True)
class Group:
    """A class: its key, name, year group, and how many people it is, with the family members who come along."""

    key: int
    name: str
    year: int
    people: int


@dataclass(frozen=True, slots=True)
class Place:
    """A room; `holds` is None where that is not said."""

    key: int
    name: str
    holds: int | None = None

    def fits(self, people: int) -> bool:
        """Tell whether so many people have room."""
        return self.holds is None or people <= self.holds


@dataclass(frozen=True, slots=True)
class Talk:
    """A workshop: the numbers of the slots when its visitor is there; no `years` are all; no `runs` no limit."""

    key: int
    title: str
    slots: frozenset[int]
    years: frozenset[int] = frozenset()
    runs: int | None = None

    def is_for(self, year: int) -> bool:
        """Tell whether it is for a year group."""
        return not self.years or year in self.years


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """One class at one time in one workshop and room, by their keys; the room None is the class's own."""

    slot: int
    group: int
    talk: int
    room: int | None = None


@dataclass(frozen=True)
class Parts:
    """What a rota is planned from. `each`: how many workshops each class hears."""

    groups: Sequence[Group]
    slots: Sequence[Slot]
    places: Sequence[Place]
    talks: Sequence[Talk]
    each: int = 1

    @cached_property
    def group_by_key(self) -> dict[int, Group]:
        return {each.key: each for each in self.groups}

    @cached_property
    def talk_by_key(self) -> dict[int, Talk]:
        return {each.key: each for each in self.talks}

    @cached_property
    def place_by_key(self) -> dict[int, Place]:
        return {each.key: each for each in self.places}

    @cached_property
    def numbers(self) -> frozenset[int]:
        """The numbers of the slots."""
        return frozenset(slot.number for slot in self.slots)


@dataclass
class Clashes:
    """What is wrong in a rota, in words, by the cell (class, slot) where it stands."""

    cells: dict[tuple[int, int], list[str]] = field(default_factory=lambda: defaultdict(list))

    def __bool__(self) -> bool:
        return bool(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def add(self, line: Line, words: str) -> None:
        """Note something wrong with a line."""
        self.cells[line.group, line.slot].append(words)


def clashes_of(parts: Parts, lines: Iterable[Line]) -> Clashes:
    """Return every clash of a rota: nothing that stands in two places, is too small, or is not there."""
    found, lines = Clashes(), sorted(lines)
    for line in lines:
        for words in _of_line(parts, line):
            found.add(line, words)
    names = {each.key: each.name for each in parts.groups}
    _shared(found, lines, names, by=lambda line: ("class", line.slot, line.group), say=_twice_a_class)
    _shared(found, lines, names, by=lambda line: ("talk", line.slot, line.talk), say=_same_visitor)
    rooms = [line for line in lines if line.room is not None]
    _shared(found, rooms, names, by=lambda line: ("room", line.slot, line.room), say=_same_room)
    _shared(found, lines, names, by=lambda line: ("heard", line.group, line.talk), say=_heard_twice)
    _too_often(found, parts, lines)
    return found


def _of_line(parts: Parts, line: Line) -> Iterable[str]:
    group, talk = parts.group_by_key.get(line.group), parts.talk_by_key.get(line.talk)
    if group is None or talk is None or line.slot not in parts.numbers:
        yield _("This time, class or workshop is no longer part of the day.")
        return
    if line.slot not in talk.slots:
        yield _("The visitor is not there at this time.")
    if not talk.is_for(group.year):
        yield _("This workshop is not for this year group.")
    place = parts.place_by_key.get(line.room) if line.room is not None else None
    if parts.places and place is None:
        yield _("No room is chosen.")
    elif place is not None and not place.fits(group.people):
        yield _("%(room)s holds %(holds)s; %(people)s people come.") % {
            "room": place.name,
            "holds": place.holds,
            "people": group.people,
        }


def _shared(found: Clashes, lines: Iterable[Line], names: Mapping[int, str], *, by, say) -> None:  # type: ignore[no-untyped-def]
    together = defaultdict(list)
    for line in lines:
        together[by(line)].append(line)
    for several in together.values():
        for line in several if len(several) > 1 else ():
            others = sorted({names.get(each.group, "?") for each in several if each is not line})
            found.add(line, say(", ".join(others)))


def _twice_a_class(_others: str) -> str:
    return _("This class is in two places at this time.")


def _same_visitor(others: str) -> str:
    return _("The visitor is with %(classes)s at this time.") % {"classes": others}


def _same_room(others: str) -> str:
    return _("The room is taken by %(classes)s at this time.") % {"classes": others}


def _heard_twice(_others: str) -> str:
    return _("The class hears this workshop twice.")


def _too_often(found: Clashes, parts: Parts, lines: Iterable[Line]) -> None:
    by_talk = defaultdict(list)
    for line in lines:
        by_talk[line.talk].append(line)
    for key, several in by_talk.items():
        talk = parts.talk_by_key.get(key)
        if talk is None or talk.runs is None or len(several) <= talk.runs:
            continue
        for line in several:
            text = ngettext("This workshop runs once at most.", "This workshop runs %(n)s times at most.", talk.runs)
            found.add(line, text % {"n": talk.runs})
