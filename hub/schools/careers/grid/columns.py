"""The columns of the table, and the words by which their headings are known in somebody else's spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hub.publication.rules import LazyText
from hub.schools.text import fold


@dataclass(frozen=True)
class Column:
    """One column. `words`: folded headings that mean it; `wanted`: a file without it is no programme."""

    name: str
    label: LazyText
    help: LazyText
    words: frozenset[str]
    wanted: bool = False
    suggests: str = ""

    def is_called(self, heading: str) -> bool:
        return fold(heading) in self.words or fold(heading) == fold(str(self.label))


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(each) for each in text.split("|"))


COLUMNS = (
    Column(
        "years",
        _("Year groups"),
        _("7, 7 to 9, KS3, or all years."),
        _words("year group|years|year|yr|yrs|year group s|years groups|class|for whom|who"),
        wanted=True,
    ),
    Column(
        "title",
        _("What pupils do"),
        _("Up to 200 characters."),
        _words("activity|activities|title|what|what pupils do|description|event|name|programme"),
        wanted=True,
    ),
    Column(
        "kind",
        _("Kind"),
        _("A kind of activity, as in the list."),
        _words("type|kind of activity|type of activity|activity type|activity kind|category"),
        wanted=True,
        suggests="kinds",
    ),
    Column(
        "term",
        _("Term"),
        _("Autumn, Spring, Summer or All year."),
        _words("when|half term|terms|timing"),
        suggests="terms",
    ),
    Column(
        "minutes",
        _("Minutes"),
        _("For each pupil: 90, 1h 30, or 2 days."),
        _words("time|duration|length|minutes for each pupil|mins|minute|how long|hours and minutes|minutes per pupil"),
        wanted=True,
    ),
    Column(
        "with_whom",
        _("With whom"),
        _("The employer or provider."),
        _words("employer|provider|employer or provider|with|partner|partners|employers|organisation|external partner"),
    ),
    Column(
        "benchmarks",
        _("Gatsby benchmarks"),
        _("Numbers: 4, or 4, 5.1."),
        _words("benchmark|benchmarks|gatsby|gatsby benchmark|gatsby bm|gb|gbs|criteria"),
    ),
    Column(
        "lesson",
        _("Unit or lesson"),
        _("Its title on the hub, or its address."),
        _words("unit|lesson|unit of lessons|hub unit|hub lesson|lesson or unit|resource|link"),
        suggests="lessons",
    ),
    Column(
        "pathway",
        _("Pathway or course"),
        _("At a college or a special school, in place of a year group."),
        _words("pathway|course|level|pathway course or level"),
    ),
)
BY_NAME = {column.name: column for column in COLUMNS}
NAMES = tuple(BY_NAME)


def columns_for(*, by_pathway: bool) -> tuple[Column, ...]:
    """Return the columns that a school's table has: pathways only where a school may plan by these."""
    return COLUMNS if by_pathway else tuple(column for column in COLUMNS if column.name != "pathway")


def recognised(headings: Sequence[str]) -> dict[str, int]:
    """Return which columns a row of headings names: name of the column -> place in the row, the first of several."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        for column in COLUMNS:
            if column.name not in found and column.is_called(heading):
                found[column.name] = place
                break
    return found
