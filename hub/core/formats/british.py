"""British formats: the day first, the week begins on Monday, 24-hour or am and pm.

Fields of the hub read more than these (hub.core.dates.reading); Wagtail's own filters read by this list.
"""

from itertools import product

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
TIME_FORMAT = "P"
DATETIME_FORMAT = "j F Y, P"
SHORT_DATETIME_FORMAT = "j M Y, P"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
FIRST_DAY_OF_WEEK = 1

_BY_NUMBER = [f"%d{gap}%m{gap}{year}" for gap, year in product("/.- ", ("%Y", "%y"))]
_BY_NAME = [f"{weekday}%d {month} {year}" for weekday, month, year in product(("", "%A "), ("%B", "%b"), ("%Y", "%y"))]
DATE_INPUT_FORMATS = [*_BY_NUMBER, *_BY_NAME, "%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H:%M:%S.%f", "%I.%M %p", "%I:%M %p", "%I.%M%p", "%I:%M%p", "%I %p", "%I%p"]
DATETIME_INPUT_FORMATS = [
    *(
        f"{day} {time}"
        for day in ("%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d")
        for time in TIME_INPUT_FORMATS
    ),
    "%d/%m/%Y",
    "%Y-%m-%d",
]
