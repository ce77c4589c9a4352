"""What people who read Urdu type: the same as everybody in London. What they read is written Django's way."""

from hub.core.formats.british import (  # noqa: F401
    DATE_INPUT_FORMATS,
    DATETIME_INPUT_FORMATS,
    FIRST_DAY_OF_WEEK,
    TIME_INPUT_FORMATS,
)
