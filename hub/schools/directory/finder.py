"""Schools for the hub's search: whether a query names one, and then the best few. Most queries are about lessons."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from hub.schools.directory import table, words
from hub.schools.directory.listing import Listed, listed, nearest
from hub.schools.directory.names import KIND_WORDS, SPARE, phrases, same
from hub.schools.directory.places import Place, in_miles
from hub.schools.directory.table import Row, Table
from hub.schools.directory.words import CORRECTED, INITIALS, URN, Reading
from hub.schools.register.models import School

MOST = 3
SHORTEST_BEGINNING = 5
# Who types one of these asks for a school, however common the rest is.
SAYS_SCHOOL = frozenset(("school", "schools", "academy", "academies", "college", "colleges", "nursery", "nurseries"))


@dataclass(frozen=True)
class WordsOfLessons:
    """What is known of a folded word without schools: whether lessons hold it (`common`), whether it is spelt right."""

    common: Callable[[str], bool]
    known: Callable[[str], bool]


@dataclass(frozen=True)
class Answer:
    """The best schools, how many there are (0 for a place: the nearest have no end), and whether they come before the
    lessons. `notice`: how the query was read, if not as typed."""

    lines: tuple[Listed, ...]
    total: int
    leads: bool
    place: Place | None
    notice: str


def schools_for(
    texts: Iterable[str], *, on: datetime.date, lessons: WordsOfLessons, nothing_else: bool = False, most: int = MOST
) -> Answer | None:
    """Return the schools that the first of `texts` to name any names, the best first; nothing if none is about schools.

    `nothing_else`: no lesson was found, so whatever school answers to the words is better than nothing.
    """
    held = table.current()
    for text in texts:
        reading = words.read(text, held)
        leads = True if nothing_else and reading.pks else _leads(text, reading, held, lessons)
        if leads is not None:
            return _answer(reading, held, on=on, leads=leads, most=most)
    return None


def _answer(reading: Reading, held: Table, *, on: datetime.date, leads: bool, most: int) -> Answer:
    pks = best(reading, held, most=most)
    found = School.objects.select_related("borough").in_bulk(list(pks))
    schools = [found[pk] for pk in pks if pk in found]
    prefetch_related_objects(schools, "registrations")
    lines = listed(schools, on=on, distances=pks)
    total = 0 if reading.place else len(reading.pks or ())
    return Answer(tuple(lines), total, leads, reading.place, reading.notice)


def best(reading: Reading, held: Table, *, most: int) -> dict[int, str]:
    """Return the best schools of a reading with their distances in words: the nearest, or those most of whose name was
    typed. One that has closed comes only where no other answers."""
    asked = _asked(reading)
    rows = list(held.rows.values()) if reading.pks is None else [held.rows[pk] for pk in reading.pks]
    if reading.place:
        metres = nearest((row.pk for row in rows if not row.closed), reading.place, held, most=most)
        return {pk: in_miles(far) for pk, far in metres.items()}
    rows = [row for row in rows if not row.closed] or rows
    ranked = sorted(rows, key=lambda row: (-_share(row, asked), len(row.words), row.name, row.pk))
    return dict.fromkeys((row.pk for row in ranked[:most]), "")


def _leads(text: str, reading: Reading, held: Table, lessons: WordsOfLessons) -> bool | None:
    """Tell whether schools come before lessons (True), after them (False) or not at all (None)."""
    if reading.place is not None and reading is not words.NOTHING:
        return True
    if not reading.pks:
        return None
    typed, asked = phrases(text), _asked(reading)
    if any(URN.fullmatch(word) for word in asked):
        return True
    misread = [word for word in typed if word not in reading.words and word not in SPARE]
    if reading.by == CORRECTED and any(lessons.known(word) for word in misread if same(word) not in KIND_WORDS):
        return None
    if reading.by == INITIALS:
        return None if any(lessons.known(word) for word in asked if not held.is_known(word)) else True
    says_school = not SAYS_SCHOOL.isdisjoint(typed)
    telling = [word for word in asked if word not in KIND_WORDS and word not in held.kinds]
    if not telling:
        return False if says_school and len(asked) > 1 else None
    if not all(_is_whole(word, held) for word in telling):
        return None
    unusual = any(not lessons.common(word) for word in telling)
    whole = max((held.rows[pk] for pk in reading.pks), key=lambda row: (_share(row, asked), len(row.own)))
    if _share(whole, asked) == 1:
        return unusual or says_school or len(whole.own) > 1
    if all(held.places.exactly(word) for word in telling):
        return unusual or says_school or len(telling) < len(asked)
    return True if unusual else False if says_school else None


def _asked(reading: Reading) -> list[str]:
    return [same(word) for word in reading.words if word not in SPARE]


def _is_whole(word: str, held: Table) -> bool:
    """Tell whether a word is one of a school's, or much of one: few letters begin too many names."""
    here = (held.names, held.places, held.towns)
    return len(word) >= SHORTEST_BEGINNING or any(each.exactly(word) for each in here)


def _share(row: Row, asked: list[str]) -> float:
    """Return how much of what tells a school's name from others was typed, from 0 to 1."""
    typed = sum(any(own == word or (len(word) >= 4 and own.startswith(word)) for word in asked) for own in row.own)
    return typed / len(row.own) if row.own else 0
