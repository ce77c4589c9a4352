"""The profiles of London, its boroughs, the sectors and the occupations: each read in a handful of queries."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Count
from django.utils.translation import gettext as _

from curriculum.models import Sector
from hub.labour_market.models import Area, Occupation
from hub.labour_market.profiles import Answer, Profile
from hub.labour_market.selectors import places, residents, routes, work
from hub.labour_market.selectors.book import Book, open_book
from hub.labour_market.selectors.industries import nearest_industries
from hub.labour_market.selectors.places import LONDON
from hub.labour_market.words import asks
from hub.labour_market.words.names import begun, place

# What a place is described by.
OF_A_PLACE = (
    *("jobs", "jobs-in-", "adverts", "pay-week", "pay-week-", "pay-hour-full-time", "businesses", "businesses-micro"),
    *("residents-in-work", "residents-self-employed", "residents-by-occupation"),
    *("apprenticeship-starts-residents", "apprenticeship-starts-under-19", "destination-16-", "destination-18-"),
    *("projected-jobs", "projected-jobs-by-occupation"),
)
# What a kind of work is described by, beside the jobs of its industry.
OF_WORK = (
    *("residents-by-occupation", "adverts-by-occupation", "projected-jobs-by-occupation", "projected-openings"),
    "pay-week-full-time",
)
# A sector's page speaks of so many groups of occupations; one that holds less of its work than this share says little.
MOST, LEAST = 3, 0.15


def profile_of(kind: str, key: str = "", *, on: datetime.date) -> Profile | None:
    """Return the profile of "london", a "sector", a "borough" or an "occupation" by its slug or code."""
    if kind == "london":
        return london_profile(on=on)
    return {"sector": sector_profile, "borough": borough_profile, "occupation": occupation_profile}[kind](key, on=on)


def london_profile(*, on: datetime.date) -> Profile | None:
    """Return London at a glance, None before there is a London."""
    areas = list(Area.objects.filter(slug=LONDON).select_related("borough"))
    if not areas:
        return None
    titles = group_titles()
    book = open_book(areas, OF_A_PLACE, on=on, occupations=titles)
    area = areas[0]
    answers = (
        places.how_many(book, area),
        places.change(book, area),
        places.pay(book, area),
        residents.ways_in(book, area),
        residents.where(book, area),
        residents.who(book, area, titles),
        residents.projected(book, titles),
    )
    lede = _("What work there is in London, what it pays and how people get in: official figures, each with its year.")
    return Profile("london", "", _("Jobs in London"), lede, area, _said(answers), ask=_place_asks(book, area))


def borough_profile(slug: str, *, on: datetime.date) -> Profile | None:
    """Return a borough's profile, None where there is no such borough."""
    found = Area.objects.filter(slug__in=[slug, LONDON]).select_related("borough")
    areas = {area.slug: area for area in found}
    area = areas.get(slug)
    if area is None or area.level != Area.Level.BOROUGH:
        return None
    titles = group_titles()
    book = open_book(areas.values(), OF_A_PLACE, on=on, occupations=titles)
    answers = (
        places.how_many(book, area),
        places.change(book, area),
        places.pay(book, area),
        residents.ways_in(book, area),
        residents.where(book, area),
        residents.who(book, area, titles) if LONDON in areas else None,
        residents.projected(book, titles, of_borough=area),
    )
    told = {"place": place(area)}
    lede = _("The work that is in %(place)s, and what people who live there do: official figures, each with its year.")
    title = _("Jobs in %(place)s") % told
    return Profile("borough", slug, title, lede % told, area, _said(answers), ask=_place_asks(book, area))


def sector_profile(slug: str, *, on: datetime.date) -> Profile | None:
    """Return a sector's profile, None where there is no such sector."""
    sector = Sector.objects.current().filter(slug=slug).first()
    areas = list(Area.objects.filter(level__in=[Area.Level.LONDON, Area.Level.BOROUGH]).select_related("borough"))
    london = next((area for area in areas if area.slug == LONDON), None)
    if sector is None or london is None:
        return None
    occupations = _occupations(sector)
    groups = _groups(occupations)
    near = nearest_industries(slug)
    slugs = ["jobs-by-sector", *(f"jobs-in-{industry}" for industry in near.industries), *OF_WORK]
    book = open_book(areas, slugs, on=on, sectors=True, occupations=[group.code for group in groups])
    counted = work.sector_jobs(book, slug, near)
    by_key = {answer.key: answer for answer in counted if answer}
    answers = (
        by_key.get("how-many"),
        work.with_adverts(book, groups, by_key.get("change")),
        work.pay(book),
        routes.ways_in(occupations),
        by_key.get("where"),
        work.who(book, groups, occupations),
        work.projected(book, groups),
    )
    lede = _("How much of this work there is in London, whether it grows and how people get in, each with its year.")
    return Profile(
        *("sector", slug, begun(str(sector)), lede, london, _said(answers)),
        ask=asks.of_a_sector(str(sector), routes.well_named(occupations)),
        occupations=occupations,
    )


def occupation_profile(code: str, *, on: datetime.date) -> Profile | None:
    """Return the profile of a group of occupations by its SOC 2020 code, None where there is no such group."""
    rows = {row.code: row for row in Occupation.objects.filter(code__in=[code, code[:2]])}
    occupation, group = rows.get(code), rows.get(code[:2])
    london = Area.objects.filter(slug=LONDON).select_related("borough").first()
    if occupation is None or london is None:
        return None
    book = open_book([london], OF_WORK, on=on, occupations=[code[:2]])
    below: Sequence[Occupation] = ()
    if occupation.level != Occupation.Level.UNIT:
        below = list(Occupation.objects.filter(code__startswith=code, level=Occupation.Level.UNIT))
    counted = work.counted_group(book, group, occupation) if group else []
    answers = (
        *counted,
        work.pay(book),
        routes.ways_in(below or [occupation]),
        work.projected(book, [group]) if group else None,
    )
    lede = _("What the job is, how many people in London do work like it, and how people get in.")
    return Profile(
        *("occupation", code, occupation.title, lede, london, _said(answers)),
        ask=asks.of_a_job(occupation.title),
        occupations=below,
    )


def _place_asks(book: Book, area: Area) -> tuple[str, ...]:
    stayed = book.series("destination-16-education", area.slug)
    education = stayed.latest if stayed else None
    return asks.of_a_place(area, industry=places.biggest_industry(book, area), education=education)


def group_titles() -> dict[str, str]:
    """Return the titles of the sub-major groups by their codes: the smallest with figures by area."""
    return dict(Occupation.objects.filter(level=Occupation.Level.SUB_MAJOR).values_list("code", "title"))


def _occupations(sector: Sector) -> list[Occupation]:
    """Return a sector's kinds of job: those that are its own before those that it shares, managers last."""
    shared = Occupation.objects.annotate(shared=Count("sectors"))
    rows = shared.filter(sectors=sector, level=Occupation.Level.UNIT).defer("description")
    return sorted(rows, key=lambda row: (row.code.startswith(routes.MANAGERS), routes.shared(row), row.code))


def _groups(occupations: Iterable[Occupation]) -> list[Occupation]:
    """Return the sub-major groups that most of a sector's kinds of job belong to, the fullest first.

    A kind of job that other sectors share counts for less: hairdressers say more of hair and beauty than shop work.
    """
    counted: dict[str, float] = defaultdict(float)
    held: Counter[str] = Counter()
    for row in occupations:
        if not row.code.startswith(routes.MANAGERS):
            counted[row.code[:2]] += 1 / routes.shared(row)
            held[row.code[:2]] += 1
    fullest = sorted(counted, key=lambda code: -counted[code])
    said = [code for code in fullest if held[code] > 1 and counted[code] >= LEAST * sum(counted.values())]
    wanted = said[:MOST] or fullest[:1]
    rows = {row.code: row for row in Occupation.objects.filter(code__in=wanted)}
    return [rows[code] for code in wanted if code in rows]


def _said(answers: Iterable[Answer | None]) -> tuple[Answer, ...]:
    return tuple(answer for answer in answers if answer)
