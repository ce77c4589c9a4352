"""A column of an admin list that says a day."""

import datetime
from typing import Any

from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column


class DayColumn(Column):
    """Says which day it is, such as "28 February 2027".

    Wagtail's own DateColumn says how long ago a moment was, and of a day still to come "Just now".
    """

    def get_value(self, instance: Any) -> str | None:
        day: datetime.date | None = super().get_value(instance)
        return date_format(day, "j F Y") if day else None
