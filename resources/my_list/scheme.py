"""A list as a scheme of work: the columns and what stands in them, for every file that is made of it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.templatetags.curriculum_tags import year_words
from resources.my_list.page import full_address
from resources.my_list.steps import Step

SHORT_DATE = "j M Y"


@dataclass(frozen=True)
class Column:
    """A column: its key, its heading, and its share of the width (characters, in a workbook)."""

    key: str
    heading: str | Promise
    width: int


COLUMNS = (
    Column("week", gettext_lazy("Week"), 6),
    Column("lesson", gettext_lazy("Lesson"), 32),
    Column("part_of", gettext_lazy("Part of"), 28),
    Column("stage", gettext_lazy("Key stage"), 10),
    Column("years", gettext_lazy("Years"), 14),
    Column("minutes", gettext_lazy("Minutes"), 9),
    Column("subjects", gettext_lazy("Subjects"), 20),
    Column("benchmarks", gettext_lazy("Gatsby benchmarks"), 12),
    Column("outcomes", gettext_lazy("By the end"), 44),
    Column("sheets", gettext_lazy("Sheets"), 32),
    Column("address", gettext_lazy("Address"), 40),
    Column("licence", gettext_lazy("Licence"), 22),
    Column("checked", gettext_lazy("Checked"), 16),
)

# One row: the value of each column by its key. Week and minutes are numbers (minutes None where nobody said).
Row = dict[str, str | int | None]


def rows(steps: Sequence[Step], request: HttpRequest) -> list[Row]:
    """Return a row a week, in order."""
    return [_row(week, step, request) for week, step in enumerate(steps, start=1)]


def _row(week: int, step: Step, request: HttpRequest) -> Row:
    return {
        "week": week,
        "lesson": step.title,
        "part_of": step.kind,
        "stage": ", ".join(map(str, step.stages)),
        "years": year_words(step.years),
        "minutes": step.minutes,
        "subjects": ", ".join(step.subjects),
        "benchmarks": ", ".join(step.benchmarks),
        "outcomes": "\n".join(step.outcomes),
        "sheets": "\n".join(sheet.title for sheet in step.sheets),
        "address": full_address(step.page, step.below, request),
        "licence": step.licence,
        "checked": checked(step.checked, step.review_on),
    }


def checked(day: datetime.date | None, review_on: datetime.date | None) -> str:
    """Say when something was checked, or else by when it is to be reviewed, or that neither is known."""
    if day:
        return date_format(day, SHORT_DATE)
    if review_on:
        return _("Review by %(day)s") % {"day": date_format(review_on, SHORT_DATE)}
    return _("Not yet checked")
