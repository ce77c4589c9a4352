"""For how long a programme is that of the current school year."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.publication.dates import AcademicYear
from hub.publication.rules import Outcome, good_until, met


def through(year: AcademicYear, on: datetime.date, *, then: AcademicYear | None) -> Outcome:
    """Return how a programme for `year` stands on `on`; `then`: the year of one that waits and follows by itself.

    While the next one waits there is nothing to be done, so nobody is reminded.
    """
    if on <= year.last_day and then is not None and then.previous == year:
        said = {"year": then, "day": date_format(then.first_day, "j F Y")}
        return met(str(year), message=_("The programme for %(year)s follows by itself on %(day)s.") % said)
    return good_until(year.last_day, on, evidence=str(year))
