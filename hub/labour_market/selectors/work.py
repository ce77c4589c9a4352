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
from hub.labour_market.selectors.routes import says_little
from hub.labour_market.words import jobs, names, numbers, people, periods, projections
from hub.labour_market.words.names import inside, place

# How many jobs stand for a group.
EXAMPLES = 3


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
        many.say(_("Some of those jobs belong to other sectors, and some jobs of this sector are counted elsewhere."))
        many.easy(_("The nearest industry with a count is %(industry)s.") % told)
        many.easy(_("That industry had about %(number)s London jobs %(when)s.") % told)
    many.say(_("People who work for themselves are not counted here."))
    return [many.answer(), _sector_change(book, series, latest), _sector_where(book, slug, near, latest)]


def _sector_change(book: Book, series: Series, latest: Point) -> Answer | None:
    draft = Draft("change", _("More jobs, or fewer?"))
    if before := series.years_before(latest, HALF):
        shown = book.shown(series), book.shown(series, before)
        draft.say(jobs.these_changed(series.area, before, latest), *shown)
        counted = (
            _("London had about %(number)s of these jobs %(when)s.")
            if series.of
            else _("That industry had about %(number)s London jobs %(when)s.")
        )
        told = {"number": numbers.count(latest.number), "when": periods.when(latest)}
        draft.easy(counted % told, jobs.easy_change(before, latest))
        ends = {"first": periods.short(series.points[0]), "last": periods.short(series.points[-1])}
        title = _("These jobs in London, %(first)s to %(last)s") % ends
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
    draft.easy(*(_("Many of these jobs are in %(place)s.") % {"place": place(row[0])} for row in within[:3]))
    draft.easy(_("Ask at school about a visit."))
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


def who(book: Book, groups: Sequence[Occupation], occupations: Sequence[Occupation]) -> Answer | None:
    """Who works there: Londoners in the groups of occupations that the sector's jobs are counted in."""
    draft = Draft("who", _("Who works, and at what?"))
    bars = []
    unit = ""
    for group in groups:
        series = book.series("residents-by-occupation", LONDON, group.code)
        if not series or not (latest := series.latest):
            continue
        shown = book.shown(series, of=group.title)
        draft.say(people.doing(inside(group.title), series.area, latest), shown)
        held = sorted((row for row in occupations if row.code.startswith(group.code)), key=says_little)
        named = [inside(names.job(row.title)) for row in held[:EXAMPLES]]
        draft.say(people.with_jobs(named))
        unit = str(series.measure.get_unit_display())
        bars.append(Bar(group.title, latest.value, shown.text, f"occupations/{group.code}/"))
        draft.easy(*(_("Some of them are %(job)s.") % {"job": job} for job in named[:1]))
    if len(bars) > 1:
        draft.draw(Chart("bars", _("Londoners in the groups of jobs nearest to this sector"), unit, tuple(bars)))
    if draft.sentences:
        draft.lines.insert(0, _("Many Londoners do work like this."))
        draft.say(_("Each group holds other jobs too: official figures count no smaller ones for London."))
    return draft.answer()


def _adverts(draft: Draft, book: Book, groups: Sequence[Occupation]) -> None:
    """Add how many jobs of the first group were advertised online in London, and a chart of them all."""
    bars: list[Bar] = []
    found = [
        (group, series, series.latest)
        for group in groups
        if (series := book.series("adverts-by-occupation", LONDON, group.code)) and series.latest
    ]
    for group, series, latest in found:
        shown = book.shown(series, of=group.title)
        if not bars:
            told = {"number": numbers.count(latest.number), "group": inside(group.title), "when": periods.when(latest)}
            sentence = _("There were about %(number)s adverts for jobs in the group “%(group)s” in London %(when)s.")
            draft.say(sentence % told, shown)
            draft.easy(_("There were about %(number)s job adverts %(when)s.") % told)
        draft.show(shown)
        bars.append(Bar(group.title, latest.value, shown.text, f"occupations/{group.code}/"))
    if len(bars) > 1:
        unit = str(found[0][1].measure.get_unit_display())
        title = _("Job adverts in London, %(period)s") % {"period": periods.short(found[0][2])}
        draft.draw(Chart("bars", title, unit, tuple(bars)))


def with_adverts(book: Book, groups: Sequence[Occupation], change: Answer | None) -> Answer | None:
    """Return how a sector's jobs changed, and how many like them were advertised."""
    draft = Draft("change", _("More jobs, or fewer?"))
    _adverts(draft, book, groups)
    told = draft.answer()
    if change is None or told is None:
        return change or told
    return replace(
        change,
        sentences=change.sentences + told.sentences,
        figures=change.figures + told.figures,
        charts=change.charts + told.charts,
    )


def projected(book: Book, groups: Sequence[Occupation]) -> Answer | None:
    """What is projected for the groups of occupations."""
    draft = Draft("next", _("What is projected?"))
    found = []
    for group in groups:
        series = book.series("projected-jobs-by-occupation", LONDON, group.code)
        if not series or not (ends := ends_of(series)):
            continue
        found.append((series, ends))
        shown = [book.shown(series, point, group.title) for point in reversed(ends)]
        draft.say(projections.group(inside(group.title), *ends), *shown)
        openings = book.series("projected-openings", LONDON, group.code)
        if len(groups) == 1 and openings and openings.latest:
            draft.say(projections.openings(openings.latest), book.shown(openings, of=group.title))
    if not found:
        return None
    series, (before, after) = found[0]
    draft.say(projections.not_a_promise(series.measure.source, before))
    draft.easy(
        _("Experts looked ahead to %(year)s.") % {"year": after.start.year},
        projections.easy([ends for _series, ends in found]),
        _("Nobody knows for sure. It is not a promise."),
    )
    return draft.answer()


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
        many.say(_("No smaller group that counts this job has figures for London."))
    many.easy(_("About %(number)s Londoners do work like this.") % told, _("That was %(when)s.") % told)
    before = series.years_before(latest, HALF)
    changed = Draft("change", _("More jobs, or fewer?") if before else _("How many jobs are advertised?"))
    if before:
        points = before, latest
        changed.say(people.doing_changed(series.area, *points), shown, book.shown(series, before, group.title))
        changed.easy(jobs.easy_change(*points))
        title = _("People who live in London and do this kind of work")
        changed.draw(line(series, title), *(book.shown(series, point, group.title) for point in series.points))
    _adverts(changed, book, [group])
    return [many.answer(), changed.answer()]
