"""The curriculum map of a programme as its table shows it, saved or not."""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from hub.schools.careers.curriculum_map.activities import of_table, units_of
from hub.schools.careers.curriculum_map.maps import SchoolMap, school_map
from hub.schools.careers.grid.rows import RowInput
from hub.schools.careers.models.page import CareersPage
from hub.schools.duties.parts import Terms


def map_of_table(page: CareersPage, rows: Iterable[RowInput], *, on: datetime.date) -> SchoolMap | None:
    """Return the map of what the rows of `page`'s table say; a row with errors is counted and left out."""
    activities, unread = of_table(rows)
    found = school_map(
        activities, terms=Terms(), registration=page.school.registration_on(on), units=units_of(activities)
    )
    return replace(found, unread=unread) if found else None
