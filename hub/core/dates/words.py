"""Says a day, a time or both back in words, in the reader's language."""

import datetime

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _


def day_in_words(day: datetime.date) -> str:
    return date_format(day, "l j F Y")


def time_in_words(time: datetime.time) -> str:
    return time_format(time, "P")


def moment_in_words(moment: datetime.datetime) -> str:
    if moment.time() == datetime.time():
        return _("%(day)s, as the day begins (00:00)") % {"day": day_in_words(moment)}
    return _("%(day)s, %(time)s") % {"day": day_in_words(moment), "time": time_in_words(moment.time())}
