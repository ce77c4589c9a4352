"""Provider access statements of the invented schools: one complete, one whose meetings fall short, one a draft."""

import datetime
import json
from pathlib import Path

from hub.home.demo.reading import Row, in_order
from hub.publication.dates import AcademicYear
from hub.schools.models import AccessTime, Encounter, ProviderAccessPage, SchoolHomePage, TermDates

DATA = Path(__file__).parent / "data" / "provider_access.json"
ROWS = ("times", "terms", "encounters", "draft")
DATES = ("dated", "last_reviewed")
THINGS = {"p": "provider", "c": "careers", "l": "learning", "q": "questions"}
SATURDAY = 5


def add(home: SchoolHomePage, urn: int, *, on: datetime.date) -> None:
    """Add the statement of the school with this URN, if it has one. Days count from `on`, meetings by school year."""
    everything = json.loads(DATA.read_text())
    data = everything.get(str(urn))
    if data is None:
        return
    fields = {name: value for name, value in data.items() if name not in ROWS}
    fields |= {name: on + datetime.timedelta(days=fields[name]) for name in DATES if name in fields}
    fields |= {name: datetime.time.fromisoformat(fields[name]) for name in ("day_starts", "day_ends")}
    page = ProviderAccessPage(slug="provider-access", live=not data.get("draft"), **fields)
    page.times = in_order(AccessTime(years=years, term=term, what=what) for years, term, what in data["times"])
    page.terms = in_order(_term(row, on) for row in data["terms"])
    page.encounters = in_order(_encounter(row, everything["providers"], on) for row in data["encounters"])
    home.add_child(instance=page)
    revision = page.save_revision(clean=False)
    if page.live:
        revision.publish()


def _day(years: int, month: int, day: int, on: datetime.date) -> datetime.date:
    """Return that day of a school year counted from the one that contains `on`; a weekend moves to its Monday."""
    start = AcademicYear.containing(on).start + years
    date = datetime.date(start if month >= 9 else start + 1, month, day)
    return date + datetime.timedelta(days=7 - date.weekday()) if date.weekday() >= SATURDAY else date


def _term(row: list[int], on: datetime.date) -> TermDates:
    years, month, day, last_month, last_day = row
    return TermDates(first_day=_day(years, month, day, on), last_day=_day(years, last_month, last_day, on))


def _encounter(row: Row, providers: dict[str, dict], on: datetime.date) -> Encounter:
    years, month, day, starts, ends, groups, title, names, attendance, things = row
    return Encounter(
        date=_day(years, month, day, on),
        starts=datetime.time.fromisoformat(starts),
        ends=datetime.time.fromisoformat(ends),
        years=groups,
        title=title,
        providers=[("provider", providers[name]) for name in names],
        attendance=attendance,
        **{f"covers_{THINGS[letter]}": True for letter in things},
    )
