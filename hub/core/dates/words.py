"""Says a day, a time or both back in words, in the reader's language."""

import datetime

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _


def day_in_words(day: datetime.date) -> str:
    return date_format(day, "l j F Y")


def time_in_words(time: datetime.time) -> str:
    """Return a time of day as GOV.UK writes it, 9.30am or 2pm or midday; in another language with that one's words."""
    if (time.hour % 12, time.minute) == (0, 0):
        return time_format(time, "P").replace("noon", "midday")
    return time_format(time, "g.i a" if time.minute else "g a").replace(" a.m.", "am").replace(" p.m.", "pm")


def moment_in_words(moment: datetime.datetime) -> str:
    if moment.time() == datetime.time():
        return _("%(day)s, as the day begins (00:00)") % {"day": day_in_words(moment)}
    return _("%(day)s, %(time)s") % {"day": day_in_words(moment), "time": time_in_words(moment.time())}
