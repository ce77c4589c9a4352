"""Answers about the people of a place: how they got in, what they do, and what is projected."""

from django.utils.translation import gettext as _

from hub.labour_market.models import Area
from hub.labour_market.profiles import Answer, Bar, Chart, Point, Series
from hub.labour_market.selectors.book import Book
from hub.labour_market.selectors.draft import Draft
from hub.labour_market.selectors.places import LONDON
from hub.labour_market.words import numbers, people, periods, projections
from hub.labour_market.words.names import begun, inside, place

# The Skills Imperative 2035 projects from this year on, and tells the years before it as they were.
PROJECTED_FROM = 2020
# Fewer kinds of work than this say nothing of a place.
ENOUGH = 5
# What is told of those who left school at 16.
DESTINATIONS = ("education", "apprenticeship")
# How many bars a chart of kinds of work has.
SHOWN = 10


def ways_in(book: Book, area: Area) -> Answer | None:
    """How people get in: what pupils did after school, and apprenticeships."""
    draft = Draft("ways-in", _("How do people get in?"))
    education, apprentices = (book.series(f"destination-16-{what}", area.slug) for what in DESTINATIONS)
    if (not education or education.is_withheld) and area.slug != LONDON:
        draft.instead(people.after_16_withheld(area))
        education, apprentices = (book.series(f"destination-16-{what}", LONDON) for what in DESTINATIONS)
    if education and (latest := education.latest):
        draft.say(people.after_16(education.area, latest), book.shown(education))
        draft.easy(_("After Year 11 most pupils stay in education."), _easy_share(latest))
        if apprentices and (point := _same_period(apprentices, latest)):
            draft.say(people.into_apprenticeship(point), book.shown(apprentices, point))
    at_18, in_work = (book.series(f"destination-18-{what}", area.slug) for what in ("education", "employment"))
    if at_18 and in_work and (latest := at_18.latest) and (point := _same_period(in_work, latest)):
        draft.say(people.after_18(area, latest, point), book.shown(at_18), book.shown(in_work, point))
    _apprenticeships(draft, book, area)
    if draft.sentences:
        draft.link(_("Find an apprenticeship"), "https://www.gov.uk/apply-apprenticeship")
    return draft.answer()


def _apprenticeships(draft: Draft, book: Book, area: Area) -> None:
    starts = book.series("apprenticeship-starts-residents", area.slug)
    if starts and (latest := last_year(starts)):
        draft.say(people.started(area, latest), book.shown(starts, latest))
        draft.easy(
            _("An apprenticeship is a job where you also learn."),
            _("About %(number)s were started %(when)s.")
            % {"number": numbers.count(latest.number), "when": periods.when(latest)},
        )
    young = book.series("apprenticeship-starts-under-19", LONDON)
    if young and (latest := last_year(young)):
        draft.say(people.started_young(young.area, latest), book.shown(young, latest))


def where(book: Book, area: Area) -> Answer | None:
    """Where to see it: how many businesses there are, and how to get to one."""
    draft = Draft("where", _("Where can I see it?"))
    total, micro = book.series("businesses", area.slug), book.series("businesses-micro", area.slug)
    if not total or not (latest := total.latest):
        return None
    draft.say(people.businesses(area, latest), book.shown(total))
    if micro and (point := _same_period(micro, latest)):
        draft.say(people.small_businesses(point, latest), book.shown(micro, point))
    draft.say(_("Ask at school about visits, work experience and employers who come in."))
    told = {"number": numbers.count(latest.number), "place": place(area)}
    draft.easy(
        _("%(place)s has about %(number)s businesses.") % (told | {"place": begun(told["place"])}),
        _("Ask at school about a visit to one."),
    )
    return draft.answer()


def who(book: Book, area: Area, titles: dict[str, str]) -> Answer | None:
    """Who works, and at what; London's kinds of work where the area's are not published."""
    draft = Draft("who", _("Who works, and at what?"))
    working, alone = book.series("residents-in-work", area.slug), book.series("residents-self-employed", area.slug)
    if working and (latest := working.latest):
        draft.say(people.in_work(area, latest), book.shown(working))
        told = {"number": numbers.count(latest.number), "place": place(area)}
        draft.easy(_("About %(number)s people who live in %(place)s work.") % told)
        if alone and (point := _same_period(alone, latest)):
            draft.say(people.self_employed(point, latest), book.shown(alone, point))
    rows = kinds_of_work(book, area)
    of_london = kinds_of_work(book, book.areas[LONDON])
    if area.slug != LONDON and len(rows) < ENOUGH <= len(of_london):
        draft.instead(people.kinds_withheld(area, of_london[0][1]))
        rows = of_london
    if len(rows) >= 3:
        _kinds(draft, book, rows, titles)
    return draft.answer()


def _kinds(draft: Draft, book: Book, rows: list[tuple[Series, Point]], titles: dict[str, str]) -> None:
    area, newest = rows[0][0].area, rows[0][1]
    top = [inside(titles[series.of]) for series, _point in rows[:3]]
    rows = rows[:SHOWN]
    bars = tuple(
        Bar(titles[series.of], point.value, numbers.exact(point, series.measure.unit), f"occupations/{series.of}/")
        for series, point in rows
    )
    shown = [book.shown(series, point, titles[series.of]) for series, point in rows]
    draft.say(people.kinds_of_work(area, top, newest), *shown[:3])
    draft.easy(_("One common kind of work: %(group)s.") % {"group": top[0]})
    title = _("Most common kinds of work of people who live in %(place)s") % {"place": place(area)}
    draft.draw(Chart("bars", title, str(rows[0][0].measure.get_unit_display()), bars, periods.when(newest)), *shown)


def kinds_of_work(book: Book, area: Area) -> list[tuple[Series, Point]]:
    """Return the published kinds of work of the newest period, most common first."""
    found = book.of_each("residents-by-occupation", area.slug).values()
    newest = max((series.points[-1].end for series in found), default=None)
    rows = [(series, series.points[-1]) for series in found if series.points[-1].end == newest]
    return sorted(((s, p) for s, p in rows if p.value is not None), key=lambda row: -row[1].number)


def projected(book: Book, titles: dict[str, str], *, of_borough: Area | None = None) -> Answer | None:
    """What is projected for London, and which kinds of work were to grow the most."""
    draft = Draft("next", _("What is projected?"))
    total = book.series("projected-jobs", LONDON) or book.series("projected-jobs-by-occupation", LONDON)
    if of_borough:
        told = {"place": place(of_borough)}
        draft.instead(_("Nothing is projected for %(place)s alone, so this is London's.") % told)
    first: Series | None = None
    start: Point | None = None
    if total and (ends := ends_of(total)):
        first, start = total, ends[0]
        draft.say(projections.jobs(*ends), book.shown(total, ends[1]), book.shown(total, ends[0]))
        counted = book.series("jobs", LONDON)
        if counted and counted.latest and counted.latest.number > ends[1].number:
            draft.say(projections.already_more(counted.latest), book.shown(counted))
        else:
            told = {"year": str(ends[1].start.year), "number": numbers.count(ends[1].number)}
            draft.easy(_("By %(year)s London may have about %(number)s jobs.") % told)
    rows = []
    for series in book.of_each("projected-jobs-by-occupation", LONDON).values():
        if (ends := ends_of(series)) and series.of in titles:
            rows.append((ends[1].number - ends[0].number, series, ends))
    rows.sort(key=lambda row: -row[0])
    if len(rows) >= 3:
        first, start = rows[0][1], rows[0][2][0]
        _growing(draft, book, rows, titles)
    if first is None or start is None:
        return None
    draft.say(projections.not_a_promise(first.measure.source, start))
    draft.easy(_("Nobody knows for sure. It is not a promise."))
    return draft.answer()


def _growing(draft: Draft, book: Book, rows: list, titles: dict[str, str]) -> None:
    top = [inside(titles[series.of]) for _growth, series, _ends in rows[:3]]
    draft.say(projections.most_growth(top, *rows[0][2]))
    draft.easy(_("More jobs are likely for %(group)s.") % {"group": top[0]})
    bars = []
    for growth, series, ends in rows[:SHOWN]:
        told = {"number": numbers.count(growth)}
        bars.append(Bar(titles[series.of], growth, _("%(number)s more") % told, f"occupations/{series.of}/"))
        draft.show(*(book.shown(series, point, titles[series.of]) for point in ends))
    told = {"first": rows[0][2][0].start.year, "last": rows[0][2][1].start.year}
    title = _("New jobs projected for London, %(first)s to %(last)s") % told
    draft.draw(Chart("bars", title, str(rows[0][1].measure.get_unit_display()), tuple(bars)))


def last_year(series: Series) -> Point | None:
    """Return the newest whole year: the first months of the next are not to be compared with it."""
    return next((p for p in reversed(series.points) if p.value is not None and periods.is_year(p)), None)


def ends_of(series: Series) -> tuple[Point, Point] | None:
    """Return where a projection starts and ends; what lies before its start is history."""
    known = [point for point in series.points if point.value is not None and point.start.year >= PROJECTED_FROM]
    return (known[0], known[-1]) if len(known) > 1 else None


def _same_period(series: Series, point: Point) -> Point | None:
    return next((p for p in series.points if p.end == point.end and p.value is not None), None)


def _easy_share(point: Point) -> str:
    told = {"share": numbers.in_hundred(point.number), "when": periods.when(point)}
    return _("About %(share)s did %(when)s.") % told
