"""What a page of the labour market says: answers to questions, each with the figures that it is made from.

Plain values, computed by `hub.labour_market.selectors`; no template asks the database for more.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hub.labour_market.models import Area, Measure, Occupation


@dataclass(frozen=True)
class Point:
    """One period of a series: a value, or why there is none (`hub.labour_market.models.Withheld`)."""

    period: str
    start: datetime.date
    end: datetime.date
    value: Decimal | None
    withheld: str = ""

    @property
    def number(self) -> Decimal:
        """The value of a period that is known to have one."""
        if self.value is None:
            raise ValueError(f"{self.period} has no value: {self.withheld}")
        return self.value


@dataclass(frozen=True)
class Series:
    """The values of a measure for an area, and for a sector or occupation if `of` names one; oldest first."""

    measure: Measure
    area: Area
    points: tuple[Point, ...]
    of: str = ""

    @property
    def latest(self) -> Point | None:
        """The newest period that has a value."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    @property
    def is_withheld(self) -> bool:
        """Whether the newest period has no value, so that what there is may be long past."""
        return not self.points or self.points[-1].value is None

    def years_before(self, point: Point, years: int) -> Point | None:
        """Return the period with a value that lies nearest to some years before, and is as long.

        None if all lie in the later half of those years: from one year to the next a survey's numbers waver.
        """
        wanted = point.start.replace(year=point.start.year - years, day=1)
        latest = point.start - (point.start - wanted) / 2
        earlier = [
            other
            for other in self.points
            if other.value is not None and other.start <= latest and _months(other) == _months(point)
        ]
        return min(earlier, key=lambda other: abs(other.start - wanted), default=None)


def _months(point: Point) -> int:
    return round((point.end - point.start).days / 30.4)


@dataclass(frozen=True)
class Bar:
    """A row of a chart and of the table behind it: `value` None is a gap that `text` explains."""

    label: str
    value: Decimal | None
    text: str
    url: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart that is drawn on the server, with its table. `kind` is "bars" (compare) or "line" (over time)."""

    kind: str
    title: str
    unit: str
    bars: tuple[Bar, ...]
    said: str = ""


@dataclass(frozen=True)
class Shown:
    """A figure as it stands on a page, never without its period and source; `due` says that newer ones were due.

    `of` names the sector or occupation, "" for all work.
    """

    text: str
    measure: Measure
    area: Area
    point: Point
    due: bool = False
    of: str = ""


@dataclass(frozen=True)
class Answer:
    """An answer to one of the reader's questions: whole sentences, the figures in them, and what draws them.

    `key` is one of "how-many", "change", "pay", "ways-in", "where", "who", "next". `easy` says it with one idea to a
    line. `opening` is how many of the sentences answer in short: two where the first only says that London's figure
    follows. `links` are pairs of text and address; an address without a slash before it ("sectors/digital/") lies
    below the labour market's page.
    """

    key: str
    question: str
    sentences: tuple[str, ...]
    easy: tuple[str, ...] = ()
    figures: tuple[Shown, ...] = ()
    charts: tuple[Chart, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    opening: int = 1

    @property
    def in_short(self) -> str:
        """The answer in short."""
        return " ".join(self.sentences[: self.opening])


@dataclass(frozen=True)
class Profile:
    """A page: of London ("london"), a sector, a borough or an occupation; `key` is that of its part, "" for London."""

    kind: str
    key: str
    title: str
    lede: str
    area: Area
    answers: tuple[Answer, ...]
    ask: tuple[str, ...] = ()
    occupations: Sequence[Occupation] = field(default_factory=tuple)

    @property
    def figures(self) -> tuple[Shown, ...]:
        """Every figure that the page shows, in its order."""
        return tuple(figure for answer in self.answers for figure in answer.figures)


@dataclass(frozen=True)
class Comparison:
    """Two boroughs or two sectors side by side: the same questions of both, in whole sentences and in charts."""

    kind: str
    a: Profile
    b: Profile
    rows: tuple["ComparedRow", ...]


@dataclass(frozen=True)
class ComparedRow:
    """One measure of both, in one period."""

    label: str
    a: Shown
    b: Shown
    sentence: str
    chart: Chart
