"""Answers that a place has: London, or one of its boroughs."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hub.labour_market.models import Area
from hub.labour_market.profiles import Answer, Bar, Chart, Point, Series
from hub.labour_market.selectors.book import Book, line
from hub.labour_market.selectors.draft import Draft
from hub.labour_market.words import jobs, names, numbers, people, periods
from hub.labour_market.words.names import begun, place

LONDON = "london"
# How far back jobs and industries are compared.
DECADE, HALF = 10, 5
NCS = "https://nationalcareers.service.gov.uk/explore-careers"


def how_many(book: Book, area: Area) -> Answer | None:
    """How many jobs there are, and in which industries."""
    draft = Draft("how-many", _("How many jobs are there?"))
    total = book.series("jobs", area.slug)
    if total and (latest := total.latest):
        draft.say(jobs.how_many(area, latest), book.shown(total))
        draft.easy(jobs.how_many(area, latest))
    industries = _newest_together(book.beginning("jobs-in-", area.slug))
    if len(industries) >= 3:
        top = [_industry(slug, series) for slug, series, point in industries[:3]]
        draft.say(jobs.biggest(top, industries[0][2]))
        draft.easy(_("Many jobs were in %(industry)s.") % {"industry": top[0]})
        draft.draw(
            _industry_chart(industries, area), *(book.shown(series, point) for _slug, series, point in industries)
        )
    return draft.answer()


def change(book: Book, area: Area) -> Answer | None:
    """Whether there are more jobs or fewer, in which industries, and how many are advertised."""
    draft = Draft("change", _("More jobs, or fewer?"))
    total = book.series("jobs", area.slug)
    if total and (latest := total.latest) and (before := total.years_before(latest, DECADE)):
        draft.say(jobs.change(area, before, latest), book.shown(total), book.shown(total, before))
        draft.easy(jobs.how_many(area, latest), jobs.easy_change(before, latest))
        title = _("Jobs in %(place)s, %(first)s to %(last)s") % _span(area, total)
        draft.draw(line(total, title), *(book.shown(total, point) for point in total.points))
    _industries_changed(draft, book, area)
    # Nothing is published of boroughs.
    if area.slug == LONDON:
        _adverts(draft, book)
    return draft.answer()


def _adverts(draft: Draft, book: Book) -> None:
    """Add what is advertised in London, beside the same month a year before."""
    series = book.series("adverts", LONDON)
    if not series or not (latest := series.latest):
        return
    year_before = series.years_before(latest, 1)
    before = year_before if year_before and year_before.start.month == latest.start.month else None
    shown = [book.shown(series, point) for point in (latest, before) if point]
    draft.say(jobs.advertised(series.area, before, latest), *shown)
    draft.easy(_("There were about %(number)s job adverts %(when)s.") % _counted(latest))


def _industries_changed(draft: Draft, book: Book, area: Area) -> None:
    """Add the industries that gained and lost the most, where the change is one."""
    changed = []
    for slug, series in book.beginning("jobs-in-", area.slug).items():
        latest = series.latest
        before = series.years_before(latest, HALF) if latest else None
        if latest and before and not numbers.is_same(before.number, latest.number):
            changed.append((latest.number - before.number, slug, series, before, latest))
    if not changed:
        return
    for said, (difference, slug, series, before, latest) in (
        (jobs.gained, max(changed, key=lambda row: row[0])),
        (jobs.lost, min(changed, key=lambda row: row[0])),
    ):
        if (difference > 0) == (said is jobs.gained):
            name = _industry(slug, series)
            draft.say(said(name, before, latest), book.shown(series, latest), book.shown(series, before))


def pay(book: Book, area: Area) -> Answer | None:
    """What people who live there earn; London's where theirs is not published."""
    draft = Draft("pay", _("What pays what?"))
    own, london = book.series("pay-week-full-time", area.slug), book.series("pay-week-full-time", LONDON)
    here = own
    if own and own.is_withheld and area.slug != LONDON:
        draft.instead(people.pay_withheld(area, own.points[-1]), book.shown(own, own.points[-1]))
        here = london
    if not here or not (latest := here.latest):
        return draft.answer()
    draft.say(people.pay_week(here.area, latest), book.shown(here))
    hour = book.series("pay-hour-full-time", here.area.slug)
    if hour and hour.latest and hour.latest.end == latest.end:
        draft.say(people.pay_hour(hour.latest), book.shown(hour))
    if here.area.slug != LONDON and london and london.latest:
        draft.say(people.pay_in_london(london.latest), book.shown(london))
    draft.say(_("These figures are from %(year)s: ask what a job pays today.") % {"year": periods.short(latest)})
    told = {"pay": numbers.pounds(latest.number), "place": begun(place(here.area))}
    draft.easy(
        _("Half of full-time workers earned %(pay)s a week or more.") % told,
        _("These people live in %(place)s.") % {"place": place(here.area)},
        _("That was %(when)s.") % {"when": periods.when(latest)},
    )
    _pay_chart(draft, book, here)
    draft.link(_("What each job pays: the National Careers Service"), NCS)
    return draft.answer()


def _pay_chart(draft: Draft, book: Book, here: Series) -> None:
    """Draw what all, full-time and part-time workers earn, as far as it is published for the same year."""
    latest = here.latest
    found = [
        (series, point)
        for series in book.beginning("pay-week", here.area.slug).values()
        for point in series.points
        if latest and point.end == latest.end
    ]
    if latest is None or len(found) < 2:
        return
    bars = tuple(
        Bar(str(series.measure), point.value, numbers.exact(point, series.measure.unit)) for series, point in found
    )
    told = {"place": place(here.area), "year": periods.short(latest)}
    title = _("Pay by the week of people who live in %(place)s, %(year)s") % told
    draft.draw(
        Chart("bars", title, str(here.measure.get_unit_display()), bars),
        *(book.shown(series, point) for series, point in found),
    )


def _newest_together(found: dict[str, Series]) -> list[tuple[str, Series, Point]]:
    """Return series with their value in the newest period that any has; most first."""
    newest = max((series.latest.end for series in found.values() if series.latest), default=None)
    rows = [
        (slug, series, point)
        for slug, series in found.items()
        for point in series.points
        if point.end == newest and point.value is not None
    ]
    return sorted(rows, key=lambda row: -row[2].number)


def biggest_industry(book: Book, area: Area) -> str:
    """Return the name of the industry with the most jobs in a place, "" where none is counted."""
    rows = _newest_together(book.beginning("jobs-in-", area.slug))
    return _industry(*rows[0][:2]) if rows else ""


def _industry_chart(industries: Iterable[tuple[str, Series, Point]], area: Area) -> Chart:
    rows = list(industries)
    bars = tuple(
        Bar(begun(_industry(slug, series)), point.value, numbers.exact(point, series.measure.unit))
        for slug, series, point in rows
    )
    told = {"place": place(area), "year": periods.short(rows[0][2])}
    title = _("Jobs in %(place)s by industry, %(year)s") % told
    said = _("Jobs of employees: people who work for themselves are not counted.")
    return Chart("bars", title, str(rows[0][1].measure.get_unit_display()), bars, said)


def _industry(slug: str, series: Series) -> str:
    return names.industry(slug, str(series.measure))


def _span(area: Area, series: Series) -> dict[str, str]:
    first, last = series.points[0], series.points[-1]
    return {"place": place(area), "first": periods.short(first), "last": periods.short(last)}


def _counted(point: Point) -> dict[str, str]:
    return {"number": numbers.count(point.number), "when": periods.when(point)}
