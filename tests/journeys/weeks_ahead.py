"""School days that are weeks away, for journeys whose end lies there."""

import datetime
import subprocess
import sys

import pytest

from .conftest import ROOT, Hub, environment

DAYS = """
import datetime
from django.utils import timezone
from hub.core.school_days import school_days
from hub.publication.dates import AcademicYear
days, on = school_days(), timezone.localdate()
ahead = (on + datetime.timedelta(days=at) for at in range(21, 150))
year = AcademicYear.containing(on)
print(*[day for day in ahead if not days.is_closed(day) and day in year and day.month != 8][:2])
"""


def school_days_of(hub: Hub) -> list[datetime.date]:
    """Return two days of this school year on which a school may be visited."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", DAYS]
    said = subprocess.run(command, cwd=ROOT, env=environment(hub.var, {}), capture_output=True, text=True, check=True)
    days = [datetime.date.fromisoformat(word) for word in said.stdout.split()]
    if len(days) < 2:
        pytest.skip("this school year has no weeks left for a visit")
    return days


def in_words(day: datetime.date) -> str:
    """Return a day as the hub writes it."""
    return f"{day.day} {day:%B %Y}"
