"""Figures of London, Hackney and Camden, two sectors and two occupations: the shapes that the hub has, round numbers.

The numbers are made up. Hackney's pay of 2022 is withheld, and so is what it says of residents' occupations.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from curriculum.models import Sector
from hub.labour_market.models import Area, Figure, Measure, Occupation, Source, Withheld
from tests.factories.curriculum import SectorFactory
from tests.factories.labour_market import AreaFactory, OccupationFactory, SourceFactory
from tests.factories.schools import BoroughFactory

U, B = Measure.Unit, Measure.Basis
# Slug: title, publisher, and when newer figures are due.
SOURCES = {
    "jobs-density": ("Jobs density", "Office for National Statistics", datetime.date(2027, 3, 1)),
    "london-jobs": ("London borough jobs by sector", "Greater London Authority", None),
    "population-survey": ("Annual Population Survey", "Office for National Statistics", datetime.date(2026, 4, 21)),
    "earnings": ("Earnings by place of residence", "Greater London Authority", datetime.date(2023, 11, 1)),
    "adverts": ("Labour demand by occupation", "Office for National Statistics", datetime.date(2026, 12, 1)),
    "skills-imperative": ("Skills Imperative 2035", "Department for Education", None),
    "apprenticeships": ("Apprenticeships", "Department for Education", datetime.date(2027, 1, 28)),
    "destinations": ("Key stage 4 destination measures", "Department for Education", datetime.date(2027, 2, 1)),
}
# Slug: source, label, unit, basis.
MEASURES = {
    "jobs": ("jobs-density", "Jobs", U.JOBS, B.WORKPLACE),
    "jobs-by-sector": ("london-jobs", "Jobs by sector", U.JOBS, B.WORKPLACE),
    "jobs-in-information-and-communication": ("london-jobs", "Jobs in information", U.JOBS, B.WORKPLACE),
    "jobs-in-construction": ("london-jobs", "Jobs in construction", U.JOBS, B.WORKPLACE),
    "jobs-in-retail": ("london-jobs", "Jobs in retail", U.JOBS, B.WORKPLACE),
    "jobs-in-health-and-social-work": ("london-jobs", "Jobs in health", U.JOBS, B.WORKPLACE),
    "residents-in-work": ("population-survey", "Residents in work", U.PEOPLE, B.RESIDENTS),
    "residents": ("population-survey", "Residents", U.PEOPLE, B.RESIDENTS),
    "residents-by-occupation": ("population-survey", "Residents in work by occupation", U.PEOPLE, B.RESIDENTS),
    "pay-week-full-time": ("earnings", "Median pay by the week, full time", U.POUNDS_WEEK, B.RESIDENTS),
    "pay-hour-full-time": ("earnings", "Median pay by the hour, full time", U.POUNDS_HOUR, B.RESIDENTS),
    "adverts": ("adverts", "Online job adverts", U.ADVERTS, B.WORKPLACE),
    "adverts-by-occupation": ("adverts", "Online job adverts by occupation", U.ADVERTS, B.WORKPLACE),
    "projected-jobs-by-occupation": ("skills-imperative", "Projected jobs", U.JOBS, B.WORKPLACE),
    "projected-openings": ("skills-imperative", "Projected openings", U.JOBS, B.WORKPLACE),
    "apprenticeship-starts-residents": ("apprenticeships", "Apprenticeship starts", U.STARTS, B.RESIDENTS),
    "apprenticeship-starts-under-19": ("apprenticeships", "Starts by those under 19", U.STARTS, B.RESIDENTS),
    "destination-16-education": ("destinations", "Went on in education", U.PERCENT, B.PUPILS),
    "destination-16-apprenticeship": ("destinations", "Went into an apprenticeship", U.PERCENT, B.PUPILS),
}
YEARS_TO_MARCH = ("April 2020 to March 2021", "April 2024 to March 2025")
SECTORS = ("digital", "construction-and-built-environment")
AREAS = ("london", "hackney", "camden")
# Measure, of what, periods, then the values of London, Hackney and Camden; None is withheld.
VALUES: tuple[tuple[str, str, tuple[str, ...], tuple[tuple[int | None, ...], ...]], ...] = (
    ("jobs", "", ("2013", "2023"), ((5000000, 6200000), (120000, 147000), (360000, 355000))),
    ("jobs-by-sector", "digital", ("2017", "2022"), ((400000, 480000), (12000, 18000), (30000, 31000))),
    ("jobs-by-sector", "construction-and-built-environment", ("2017", "2022"), ((160000, 150000), (3000, 3000), ())),
    ("jobs-in-information-and-communication", "", ("2017", "2022"), ((400000, 480000), (12000, 18000), (30000, 31000))),
    ("jobs-in-construction", "", ("2017", "2022"), ((160000, 150000), (3000, 3000), (6000, 7000))),
    ("jobs-in-retail", "", ("2017", "2022"), ((430000, 420000), (12000, 11000), (25000, 24000))),
    ("jobs-in-health-and-social-work", "", ("2017", "2022"), ((520000, 600000), (16000, 17000), (36000, 40000))),
    ("residents-in-work", "", YEARS_TO_MARCH, ((4700000, 4900000), (155000, 160000), (120000, 125000))),
    ("residents", "", YEARS_TO_MARCH, ((8900000, 9000000), (275000, 280000), (215000, 218000))),
    ("residents-by-occupation", "21", YEARS_TO_MARCH, ((420000, 480000), (None, None), (14000, 16000))),
    ("residents-by-occupation", "53", YEARS_TO_MARCH, ((120000, 118000), (None, None), (None, None))),
    ("pay-week-full-time", "", ("2017", "2022"), ((640, 750), (630, None), (700, 830))),
    ("pay-hour-full-time", "", ("2017", "2022"), ((17, 20), (16, None), (19, 22))),
    ("adverts", "", ("July 2024", "July 2025"), ((280000, 320000), (), ())),
    ("adverts-by-occupation", "21", ("July 2025",), ((38000,), (), ())),
    ("adverts-by-occupation", "53", ("July 2025",), ((6000,), (), ())),
    ("projected-jobs-by-occupation", "21", ("2020", "2025", "2035"), ((424000, 462000, 512000), (), ())),
    ("projected-jobs-by-occupation", "53", ("2020", "2025", "2035"), ((112000, 129000, 137000), (), ())),
    ("projected-openings", "21", ("2020 to 2035",), ((274000,), (), ())),
    ("projected-openings", "53", ("2020 to 2035",), ((82000,), (), ())),
    ("apprenticeship-starts-residents", "", ("2023/24", "2024/25"), ((38000, 40000), (1300, 1400), (700, 710))),
    ("apprenticeship-starts-under-19", "", ("2023/24", "2024/25"), ((5200, 5000), (), ())),
    ("destination-16-education", "", ("2021/22", "2022/23"), ((91, 91), (90, 92), (89, 89))),
    ("destination-16-apprenticeship", "", ("2021/22", "2022/23"), ((2, 2), (1, 1), (2, None))),
)
MONTHS = ("January", "February", "March", "April", "May", "June", "July")


@dataclass(frozen=True)
class Sample:
    """What `sample_figures` made, by slug or code."""

    areas: dict[str, Area]
    sectors: dict[str, Sector]
    occupations: dict[str, Occupation]
    measures: dict[str, Measure]


def period_days(period: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and last day of "2022", "2023/24" (a school year), "July 2025" or "2020 to 2035"."""
    if " to March " in period:
        return datetime.date(int(period.split()[1]), 4, 1), datetime.date(int(period.split()[-1]), 3, 31)
    if "/" in period:
        year = int(period[:4])
        return datetime.date(year, 8, 1), datetime.date(year + 1, 7, 31)
    if " to " in period:
        first, last = period.split(" to ")
        return datetime.date(int(first), 1, 1), datetime.date(int(last), 12, 31)
    if " " in period:
        month, year_of = period.split()
        day = datetime.date(int(year_of), MONTHS.index(month) + 1, 1)
        return day, day.replace(day=31)
    return datetime.date(int(period), 1, 1), datetime.date(int(period), 12, 31)


def _areas() -> dict[str, Area]:
    london = AreaFactory.create(slug="london", label="London", level=Area.Level.LONDON, gss_code="E12000007")
    made: dict[str, Area] = {"london": london}
    for order, slug in enumerate(("hackney", "camden"), start=1):
        borough = BoroughFactory(slug=slug, label=slug.capitalize())
        made[slug] = AreaFactory.create(
            slug=slug, label=slug.capitalize(), level=Area.Level.BOROUGH, borough=borough, parent=london, order=order
        )
    return made


def _occupations(sectors: dict[str, Sector]) -> dict[str, Occupation]:
    rows = (
        ("21", "sub-major", "Science, research, engineering and technology professionals", "", "digital"),
        ("53", "sub-major", "Skilled construction and building trades", "", "construction-and-built-environment"),
        ("2134", "unit", "Programmers and software development professionals", "Most have a degree.", "digital"),
        ("5316", "unit", "Carpenters and joiners", "An apprenticeship.", "construction-and-built-environment"),
    )
    made: dict[str, Occupation] = {}
    for code, level, title, routes, sector in rows:
        tasks = ["writes code", "tests and corrects it"] if level == "unit" else []
        made[code] = OccupationFactory.create(code=code, level=level, title=title, entry_routes=routes, tasks=tasks)
        made[code].sectors.add(sectors[sector])
    return made


def _measures() -> dict[str, Measure]:
    sources = {
        slug: SourceFactory.create(slug=slug, title=title, publisher=publisher, next_release=due)
        for slug, (title, publisher, due) in SOURCES.items()
    }
    rows = [
        Measure(slug=slug, source=sources[source], label=label, unit=unit, basis=basis, order=order)
        for order, (slug, (source, label, unit, basis)) in enumerate(MEASURES.items())
    ]
    for row in rows:
        row.is_projection = row.slug.startswith("projected-")
    Source.objects.filter(slug="skills-imperative").update(released=datetime.date(2024, 2, 1))
    return {row.slug: row for row in Measure.objects.bulk_create(rows)}


def sample_figures() -> Sample:
    """Make the rows and return what they are of."""
    areas, measures = _areas(), _measures()
    sectors = {slug: SectorFactory.create(slug=slug) for slug in SECTORS}
    occupations = _occupations(sectors)
    rows = []
    for slug, of, periods, by_area in VALUES:
        thing = {"sector": sectors.get(of), "occupation": occupations.get(of)}
        for area, values in zip(AREAS, by_area, strict=True):
            for period, value in zip(periods, values, strict=False):
                start, end = period_days(period)
                withheld = Withheld.SUPPRESSED if value is None else ""
                number = None if value is None else Decimal(value)
                # bulk_create writes them in one statement: a page's test makes them again and again.
                row = Figure(measure=measures[slug], area=areas[area], period=period, start=start, end=end, **thing)
                row.value, row.withheld = number, withheld
                rows.append(row)
    Figure.objects.bulk_create(rows)
    return Sample(areas=areas, sectors=sectors, occupations=occupations, measures=measures)
