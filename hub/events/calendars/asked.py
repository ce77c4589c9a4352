"""What is asked of a calendar: read once from the address, whatever stands there."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from hub.events.calendars.months import Month, read_month
from hub.pages.kinds import Attendance, Audience

LONGEST = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: one month, or what is over, or else what is to come; for whom and how; and what was not read."""

    month: Month | None = None
    past: bool = False
    audience: str = ""
    attendance: str = ""
    problem: str = ""

    @property
    def narrowed(self) -> bool:
        return bool(self.audience or self.attendance)

    def address(self, **shown: object) -> str:
        """Return the query of another view of the same calendar, with the same filters."""
        kept = {**shown, "for": self.audience, "how": self.attendance}
        query = urlencode({name: value for name, value in kept.items() if value})
        return f"?{query}" if query else "?"

    @property
    def audiences(self) -> Sequence[tuple[str, str, bool]]:
        """Value, label and whether it is chosen, of each audience: what is for everybody is for each of them."""
        kinds = [kind for kind in Audience if kind != Audience.EVERYBODY]
        return [(kind.value, str(kind.label), kind == self.audience) for kind in kinds]

    @property
    def attendances(self) -> Sequence[tuple[str, str, bool]]:
        """Value, label and whether it is chosen, of each way to attend: who does both is found by either."""
        kinds = (Attendance.IN_PERSON, Attendance.ONLINE)
        return [(kind.value, str(kind.label), kind == self.attendance) for kind in kinds]


def asked(query: Mapping[str, str], *, on: datetime.date) -> Asked:
    """Return what an address asks for on a day. What nobody offers is left out; a month that is none is named."""
    typed = query.get("month", "").strip()
    month = read_month(typed, on=on) if typed else None
    problem = ""
    if typed and month is None:
        said = {"typed": typed.replace("\x00", "")[:LONGEST]}
        problem = _("This calendar has no month “%(typed)s”. Here is what is to come.") % said
    audience, attendance = query.get("for", ""), query.get("how", "")
    return Asked(
        month=month,
        past=not typed and "past" in query,
        audience=audience if audience in Audience.values and audience != Audience.EVERYBODY else "",
        attendance=attendance if attendance in (Attendance.IN_PERSON, Attendance.ONLINE) else "",
        problem=problem,
    )
