"""Answers that a kind of work has: a sector, or an occupation and the group that the statistics count it in."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from hub.labour_market.models import Area, Occupation
from hub.labour_market.profiles import Answer, Bar, Chart, Point, Series
from hub.labour_market.selectors.book import Book, line
from hub.labour_market.selectors.draft import Draft
from hub.labour_market.selectors.industries import Nearest
from hub.labour_market.selectors.places import HALF, LONDON, NCS
from hub.labour_market.selectors.residents import ends_of
from hub.labour_market.words import jobs, names, numbers, people, periods, projections
from hub.labour_market.words.names import inside, place

# How many groups of occupations a page speaks of.
GROUPS = 3


def industry_series(book: Book, slug: str, near: Nearest, area: str = LONDON) -> Series | None:
    """Return the jobs of a sector in an area: its own where they are counted, else those of its nearest industry."""
    own = book.series("jobs-by-sector", area, slug)
    if own or not near.industries:
        return own
    return book.series(f"jobs-in-{near.industries[0]}", area)


def sector_jobs(book: Book, slug: str, near: Nearest) -> list[Answer | None]:
    """How many jobs a sector has in London, whether they became more, and where they are."""
    series = industry_series(book, slug, near)
    if not series or not (latest := series.latest):
        return []
    many = Draft("how-many", _("How many jobs are there?"))
    told = {"number": numbers.count(latest.number), "when": periods.when(latest)}
    if series.of:
        many.say(_("There were about %(number)s jobs in this sector in London %(when)s.") % told, book.shown(series))
        many.easy(_("London had about %(number)s of these jobs %(when)s.") % told)
    else:
        told["industry"] = names.industry(near.industries[0], str(series.measure))
        nearest = _("The nearest industry that is counted, %(industry)s, had about %(number)s jobs in London %(when)s.")
        many.say(nearest % told, book.shown(series))
        many.say(_("It holds jobs of other sectors too, and some jobs of this sector are counted elsewhere."))
        many.easy(_("Many of these jobs are in %(industry)s.") % told)
        many.easy(_("That industry had about %(number)s London jobs %(when)s.") % told)
    many.say(_("People who work for themselves are not counted here."))
    return [many.answer(), _sector_change(book, series, latest), _sector_where(book, slug, near, latest)]


def _sector_change(book: Book, series: Series, latest: Point) -> Answer | None:
    draft = Draft("change", _("More jobs, or fewer?"))
    if before := series.years_before(latest, HALF):
        shown = book.shown(series), book.shown(series, before)
        draft.say(jobs.these_changed(series.area, before, latest), *shown)
        draft.easy(
            _("London had about %(number)s of these jobs %(when)s.")
            % {"number": numbers.count(latest.number), "when": periods.when(latest)},
            jobs.easy_change(before, latest),
        )
        told = {"first": periods.short(series.points[0]), "last": periods.short(series.points[-1])}
        title = _("These jobs in London, %(first)s to %(last)s") % told
        draft.draw(line(series, title), *(book.shown(series, point) for point in series.points))
    return draft.answer()


def _sector_where(book: Book, slug: str, near: Nearest, latest: Point) -> Answer | None:
    """The boroughs that hold half of the jobs: by name, for this is not a race."""
    draft = Draft("where", _("Where can I see it?"))
    found = []
    for area in book.areas.values():
        series = industry_series(book, slug, near, area.slug) if area.level == Area.Level.BOROUGH else None
        point = next((p for p in series.points if p.end == latest.end and p.value), None) if series else None
        if series and point:
            found.append((area, series, point))
    found.sort(key=lambda row: -row[2].number)
    half, reached = sum(row[2].number for row in found) / 2, Decimal(0)
    within = []
    for row in found:
        if reached >= half:
            break
        within.append(row)
        reached += row[2].number
    if not within:
        return None
    within.sort(key=lambda row: str(row[0]))
    draft.say(jobs.in_half([place(row[0]) for row in within], latest), *(book.shown(row[1], row[2]) for row in within))
    draft.say(_("Ask at school about visits, work experience and employers who come in."))
    draft.easy(
        _("You can see these jobs in every part of London."),
        _("Ask at school about a visit."),
    )
    for area, _series, _point in within:
        draft.link(str(area), f"boroughs/{area.slug}/")
    return draft.answer()


def pay(book: Book) -> Answer | None:
    """What is known of pay: that of London's residents in all work, and where pay by job is published."""
    draft = Draft("pay", _("What pays what?"))
    draft.say(_("The hub has no figures on pay for this kind of work alone."))
    series = book.series("pay-week-full-time", LONDON)
    if series and (latest := series.latest):
        told = {"pay": numbers.pounds(latest.number), "when": periods.when(latest)}
        draft.say(
            _(
                "For all work, half of the Londoners who work full time earned %(pay)s a week or more %(when)s,"
                " before tax."
            )
            % told,
            book.shown(series),
        )
    draft.say(_("The National Careers Service says what each job pays for a starter and for someone with experience."))
    draft.easy(_("We do not know the pay for these jobs."), _("The National Careers Service tells you about pay."))
    draft.link(_("What each job pays: the National Careers Service"), NCS)
    return draft.answer()


def ways_in(occupations: Sequence[Occupation], *, examples: int = 2) -> Answer | None:
    """How people get in, as the classification of occupations tells it."""
    draft = Draft("ways-in", _("How do people get in?"))
    told = [row for row in occupations if row.entry_routes]
    if not told:
        return None
    if len(told) > 1:
        counted = {"all": len(told), "apprenticeship": _naming(told, "apprentice"), "degree": _naming(told, "degree")}
        draft.say(
            _(
                "For %(all)s kinds of job here the Standard Occupational Classification 2020 says how people get in:"
                " it names an apprenticeship for %(apprenticeship)s of them and a degree for %(degree)s."
            )
            % counted
        )
        draft.easy(*_easy_ways(told))
    else:
        draft.say(_("This is what the Standard Occupational Classification 2020 says of it."))
        draft.easy(*_easy_ways(told))
    for row in told[:examples]:
        if len(told) > 1:
            draft.say(_("%(job)s: %(routes)s") % {"job": row.title, "routes": _stopped(row.entry_routes)})
            draft.link(row.title, f"occupations/{row.code}/")
        else:
            draft.say(_stopped(row.entry_routes))
    draft.link(_("Find an apprenticeship"), "https://www.gov.uk/apply-apprenticeship")
    return draft.answer()


def _easy_ways(told: Sequence[Occupation]) -> list[str]:
    lines = []
    if _naming(told, "apprentice"):
        lines.append(_("You can learn on the job: an apprenticeship."))
    if _naming(told, "degree"):
        lines.append(_("You can go to university for a degree."))
    if _naming(told, "no formal") or _naming(told, "no minimum"):
        lines.append(_("For some jobs you need no exams."))
    return lines or [_("Ask at school how people get in.")]


def _naming(told: Sequence[Occupation], word: str) -> int:
    return sum(word in row.entry_routes.lower() for row in told)


def _stopped(text: str) -> str:
    """Return a sentence of somebody else's with its full stop, and single spaces."""
    joined = " ".join(text.split())
    return joined if joined.endswith((".", "!", "?")) else joined + "."


def who(book: Book, groups: Sequence[Occupation]) -> Answer | None:
    """Who works there: Londoners in the groups of occupations that the sector's jobs are counted in."""
    draft = Draft("who", _("Who works, and at what?"))
    bars = []
    unit = ""
    for group in groups[:GROUPS]:
        series = book.series("residents-by-occupation", LONDON, group.code)
        if not series or not (latest := series.latest):
            continue
        shown = book.shown(series, of=group.title)
        draft.say(people.doing(inside(group.title), series.area, latest), shown)
        unit = str(series.measure.get_unit_display())
        bars.append(Bar(group.title, latest.value, shown.text, f"occupations/{group.code}/"))
        if before := series.years_before(latest, HALF):
            draft.show(book.shown(series, before, group.title))
    if len(bars) > 1:
        title = _("People who live in London, by the kinds of work nearest to this")
        draft.draw(Chart("bars", title, unit, tuple(bars)))
    if draft.sentences:
        draft.say(_("These groups hold other jobs too: official figures count no smaller ones for London."))
        draft.easy(_("Many Londoners do work like this."))
    return draft.answer()


def advertised(book: Book, groups: Sequence[Occupation], draft: Draft) -> None:
    """Add how many jobs of the groups were advertised online in London."""
    for group in groups[:GROUPS]:
        series = book.series("adverts-by-occupation", LONDON, group.code)
        if series and (latest := series.latest):
            told = {"number": numbers.count(latest.number), "group": inside(group.title), "when": periods.when(latest)}
            sentence = _("About %(number)s jobs for %(group)s were advertised online in London %(when)s.")
            draft.say(sentence % told, book.shown(series, of=group.title))


def with_adverts(book: Book, groups: Sequence[Occupation], change: Answer | None) -> Answer | None:
    """Return how a sector's jobs changed, and how many like them were advertised."""
    draft = Draft("change", _("More jobs, or fewer?"))
    advertised(book, groups, draft)
    told = draft.answer()
    if change is None or told is None:
        return change or told
    return replace(change, sentences=change.sentences + told.sentences, figures=change.figures + told.figures)


def projected(book: Book, groups: Sequence[Occupation]) -> Answer | None:
    """What is projected for the groups of occupations."""
    draft = Draft("next", _("What is projected?"))
    last: tuple[Series, tuple[Point, Point]] | None = None
    for group in groups[:GROUPS]:
        series = book.series("projected-jobs-by-occupation", LONDON, group.code)
        if not series or not (ends := ends_of(series)):
            continue
        last = series, ends
        shown = [book.shown(series, point, group.title) for point in reversed(ends)]
        draft.say(projections.group(inside(group.title), *ends), *shown)
        openings = book.series("projected-openings", LONDON, group.code)
        if len(groups) == 1 and openings and openings.latest:
            draft.say(projections.openings(openings.latest), book.shown(openings, of=group.title))
    if last is None:
        return None
    draft.say(projections.not_a_promise(last[0].measure.source, last[1][0]))
    before, after = last[1]
    draft.easy(
        _("Experts looked ahead to %(year)s.") % {"year": after.start.year},
        _easy_next(before, after),
        _("Nobody knows for sure. It is not a promise."),
    )
    return draft.answer()


def _easy_next(before: Point, after: Point) -> str:
    told = {"year": after.start.year}
    if numbers.is_same(before.number, after.number):
        return _("There may be about as many of these jobs in %(year)s.") % told
    if after.number > before.number:
        return _("There may be more of these jobs in %(year)s.") % told
    return _("There may be fewer of these jobs in %(year)s.") % told


def counted_group(book: Book, group: Occupation, occupation: Occupation) -> list[Answer | None]:
    """How many people work in the group of an occupation, whether they became more, and what is advertised."""
    series = book.series("residents-by-occupation", LONDON, group.code)
    if not series or not (latest := series.latest):
        return []
    many = Draft("how-many", _("How many people do it?"))
    shown = book.shown(series, of=group.title)
    many.say(people.doing(inside(group.title), series.area, latest), shown)
    told = {"number": numbers.count(latest.number), "when": periods.when(latest)}
    if group != occupation:
        many.say(_("That is the smallest group with figures for London that this job is counted in."))
    many.easy(_("About %(number)s Londoners do work like this.") % told, _("That was %(when)s.") % told)
    changed = Draft("change", _("More jobs, or fewer?"))
    if before := series.years_before(latest, HALF):
        points = before, latest
        changed.say(people.doing_changed(series.area, *points), shown, book.shown(series, before, group.title))
        changed.easy(jobs.easy_change(*points))
        title = _("People who live in London and do this kind of work")
        changed.draw(line(series, title), *(book.shown(series, point, group.title) for point in series.points))
    advertised(book, [group], changed)
    return [many.answer(), changed.answer()]
