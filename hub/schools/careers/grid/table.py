"""Joins the rows of the table and a draft: groups equal activities of several year groups, and puts them back."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hub.accounts.models import User
from hub.schools.careers.grid.rows import RowInput, cells_of
from hub.schools.careers.grid.words import Words
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.models.programme import ProgrammeActivity

ROWS_MOST = 1000
# Of the programme: a row of the table is one for each of its year groups.
ACTIVITIES_MOST = 3000


class Moved(Exception):
    """The programme in the latest draft is not the one that the table was made of."""


def in_order(page: CareersPage) -> list[ProgrammeActivity]:
    return sorted(page.programme.all(), key=lambda row: row.sort_order or 0)


def grouped(rows: Iterable[ProgrammeActivity]) -> list[list[ProgrammeActivity]]:
    """Group rows that differ in their year group alone; the order of each year's activities stays as it is."""
    groups: list[list[ProgrammeActivity]] = []
    by_facts: defaultdict[str, list[int]] = defaultdict(list)
    last: dict[int | None, int] = {}
    for row in rows:
        facts = json.dumps({**row.values, "year_group_id": None}, sort_keys=True)
        year = row.year_group_id
        # Behind every activity of its year that came before it, or its year would have another order.
        place = next((at for at in by_facts[facts] if year and at > last.get(year, -1)), None)
        if place is None or groups[place][0].year_group_id is None:
            place = len(groups)
            groups.append([])
            by_facts[facts].append(place)
        groups[place].append(row)
        last[year] = place
    return groups


def rows_of(rows: Iterable[ProgrammeActivity], words: Words) -> list[RowInput]:
    """Return the rows of the table for the rows of a draft."""
    return [
        RowInput.read(
            cells_of(group, words),
            words=words,
            keys=(str(row.translation_key) for row in group),
            kept=(words.numbers.get(row.year_group_id or 0, 0) for row in group),
        )
        for group in grouped(rows)
    ]


def read_rows(given: Iterable[tuple[Mapping[str, str], Sequence[str]]], words: Words) -> list[RowInput]:
    """Read rows that somebody sent as (cells, keys); keys that are not of the draft are left out."""
    known = {str(row.translation_key): words.numbers.get(row.year_group_id or 0, 0) for row in _held(words)}
    taken: set[str] = set()
    read = []
    for cells, keys in given:
        own = [key for key in dict.fromkeys(keys) if key in known and key not in taken]
        taken.update(own)
        read.append(RowInput.read(cells, words=words, keys=own, kept=(known[key] for key in own)))
    return [row for row in read if not row.is_blank]


def _held(words: Words) -> list[ProgrammeActivity]:
    return [row for row in words.held if isinstance(row, ProgrammeActivity)]


def fingerprint(rows: Iterable[ProgrammeActivity]) -> str:
    """Return what tells this programme from every other one: a change of the page's other fields is no conflict."""
    said = [{**row.values, "key": str(row.translation_key)} for row in rows]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def activities(rows: Iterable[RowInput], words: Words) -> list[ProgrammeActivity]:
    """Return the programme that `rows` say, one activity for each year group; rows of the draft keep their keys."""
    by_key = {str(row.translation_key): row for row in _held(words)}
    made: list[ProgrammeActivity] = []
    for row in rows:
        if row.meaning is None:
            raise ValueError("rows with errors are not saved")
        own = [by_key[key] for key in row.keys]
        for number in row.meaning.years or (None,):
            year = words.years[number] if number is not None else None
            kept = next((each for each in own if each.year_group_id == year), None)
            # A year that was changed goes on in a row whose own year is wanted no more.
            wanted = {words.years[each] for each in row.meaning.years}
            kept = kept or next((each for each in own if each.year_group_id not in wanted), None)
            if kept is not None:
                own.remove(kept)
            made.append(_activity(kept, year, row.meaning.facts, at=len(made)))
    return made


def _activity(
    kept: ProgrammeActivity | None, year: int | None, facts: Mapping[str, object], *, at: int
) -> ProgrammeActivity:
    activity = kept or ProgrammeActivity()
    for name, value in {**facts, "year_group_id": year, "sort_order": at}.items():
        setattr(activity, name, value)
    return activity


@transaction.atomic
def save(page: CareersPage, rows: Sequence[RowInput], *, words: Words, opened: str, user: User) -> bool:
    """Put `rows` into the latest draft and save that as a new one; tell whether anything was another than before.

    Raises:
        Moved: when the draft's programme is not the one with the fingerprint `opened`.
        PermissionDenied: when the page is locked by now.
    """
    locked = CareersPage.objects.select_for_update().get(pk=page.pk)
    if locked.permissions_for_user(user).page_locked():
        raise PermissionDenied
    draft = locked.get_latest_revision_as_object()
    before = in_order(draft)
    if fingerprint(before) != opened:
        raise Moved
    words = replace(words, held=tuple(before))
    if [(row.meaning, row.keys) for row in rows] == [(row.meaning, row.keys) for row in rows_of(before, words)]:
        return False
    draft.programme = activities(rows, words)
    # A draft may lack what a public page may not: the editor's form says so.
    draft.save_revision(user=user, log_action=True, clean=False)
    return True
