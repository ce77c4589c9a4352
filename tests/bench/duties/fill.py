"""Made-up schools that all publish everything, written in bulk: no two of them are one subject to the rules."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle, islice

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import sql
from wagtail.models import Locale, Page, Site

from curriculum.models import ActivityKind, Borough, YearGroup
from hub.publication.dates import AcademicYear
from hub.schools.annual_report.models import AnnualReportPage
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.models.programme import ProgrammeActivity
from hub.schools.careers.rules.ambitions import TOPICS
from hub.schools.microsites.models import SchoolHomePage, SchoolIndexPage
from hub.schools.policy.models.approval import Approval
from hub.schools.policy.models.page import CareersPolicyPage
from hub.schools.provider_access.models import AccessTime, Encounter, ProviderAccessPage
from hub.schools.register.models import Registration, School, school_slug
from hub.schools.register.school_types import school_types

FIRST_URN = 900_000
TOGETHER = 500
TEXT = "<p>What we do, and whom to ask.</p>"
# Type, youngest and oldest: every one of them is bound by most of the rules.
KINDS = (("01", 11, 18), ("34", 11, 18), ("34", 11, 16), ("02", 11, 16), ("28", 11, 18))
PROGRAMME = (("workplace-visit", (7, 8, 9), 540), ("in-class", (7, 8, 9, 10, 11, 12, 13), 600))
PLACEMENT = ("work-experience", (10,), 1500)
YEARS = [8, 9, 10, 11, 12, 13]
WHEN = (datetime.time(10), datetime.time(11))


@transaction.atomic
def fill(count: int, *, publishing: int, on: datetime.date) -> None:
    """Make `count` schools in every borough, of which the first `publishing` have pages."""
    schools = _schools(count)
    index = SchoolIndexPage.objects.first()
    if index is None:
        index = SchoolIndexPage(title="Schools", slug="schools")
        Site.objects.get(is_default_site=True).root_page.add_child(instance=index)
    # Beside the schools that are there already.
    last = index.get_last_child()
    taken = Page._str2int(last.path[-Page.steplen :]) if last else 0
    for start in range(0, publishing, TOGETHER):
        _publish(schools[start : min(start + TOGETHER, publishing)], index, taken + start, on)
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild + publishing)


def _schools(count: int) -> list[School]:
    boroughs = list(Borough.objects.all())
    schools = []
    for number, borough in enumerate(islice(cycle(boroughs), count), start=1):
        name = f"Made-up School {number}"
        school = School(name=name, slug=school_slug(name, FIRST_URN + number), borough=borough, is_sample=True)
        school.search_name = school.folded_name()
        schools.append(school)
    School.objects.bulk_create(schools, batch_size=TOGETHER)
    names = {each.code: each.name for each in school_types().values()}
    Registration.objects.bulk_create(
        [
            Registration(
                school=school,
                urn=FIRST_URN + number,
                type_code=code,
                type_name=names[code],
                low_age=youngest,
                high_age=oldest,
            )
            for number, (school, (code, youngest, oldest)) in enumerate(zip(schools, cycle(KINDS)), start=1)
        ],
        batch_size=TOGETHER,
    )
    return schools


def _publish(schools: Sequence[School], index: SchoolIndexPage, first: int, on: datetime.date) -> None:
    steps = range(first + 1, first + 1 + len(schools))
    homes = _pages(SchoolHomePage, [(index, step, school, {}) for step, school in zip(steps, schools, strict=True)])
    pairs = list(zip(homes, schools, strict=True))
    careers = _pages(CareersPage, [(home, 1, school, _careers(school, on)) for home, school in pairs])
    _pages(CareersPolicyPage, [(home, 2, school, {"sections": _sections()}) for home, school in pairs])
    access = _pages(ProviderAccessPage, [(home, 3, school, _access(on)) for home, school in pairs])
    report = {"academic_year": str(AcademicYear.containing(on).previous), "dated": on}
    _pages(AnnualReportPage, [(home, 4, school, report) for home, school in pairs])
    Page.objects.filter(pk__in=[home.pk for home in homes]).update(numchild=4)
    rows = [*_programme(careers), *_times(access), *_meetings(access, on)]
    for model in (ProgrammeActivity, AccessTime, Encounter):
        model.objects.bulk_create([row for row in rows if isinstance(row, model)], batch_size=TOGETHER)
    Approval.objects.bulk_create(
        Approval(school=each, title="Policy", body_kind="governing-body", body_name="The board", meeting_date=on)
        for each in schools
    )


def _pages(model: type[Page], wanted: Sequence[tuple[Page, int, School, Mapping[str, object]]]) -> list[Page]:
    """Write a live page for each (parent, step below it, school, its own fields)."""
    kind, locale = ContentType.objects.get_for_model(model), Locale.get_default()
    bases = []
    for parent, step, school, _fields in wanted:
        slug = school.slug if model is SchoolHomePage else f"{model._meta.model_name}"
        title = school.name if model is SchoolHomePage else f"{model._meta.verbose_name}"
        depth = parent.depth + 1
        base = Page(title=title, draft_title=title, slug=slug, live=True, locale=locale, content_type=kind, depth=depth)
        base.path, base.url_path = Page._get_path(parent.path, depth, step), f"{parent.url_path}{slug}/"
        bases.append(base)
    Page.objects.bulk_create(bases, batch_size=TOGETHER)
    own = [model(page_ptr_id=base.pk, school=each[2], **each[3]) for base, each in zip(bases, wanted, strict=True)]
    # Django has no bulk_create for a table that extends another; its own compiler writes one all the same.
    query = sql.InsertQuery(model)
    for start in range(0, len(own), 20):
        query.insert_values(model._meta.local_concrete_fields, own[start : start + 20])
        query.get_compiler(using=DEFAULT_DB_ALIAS).execute_sql()
    return bases


def _careers(school: School, on: datetime.date) -> dict[str, object]:
    texts = "programme_summary information_for_pupils information_for_parents information_for_teachers impact"
    texts += " information_for_employers parents_engagement guidance_booking destinations links_with_business"
    return dict.fromkeys(texts.split(), TEXT) | {
        "careers_leader_name": f"Leader of {school.name}",
        "careers_leader_email": f"careers@{school.slug}.example",
        "careers_leader_telephone": "020 7946 0142",
        "academic_year": str(AcademicYear.containing(on)),
        "last_reviewed": on,
        "next_review": on + datetime.timedelta(days=30 + school.pk % 300),
        "impact_measure": "Destinations",
        "guidance_by": "The borough's service",
        "guidance_is_independent": True,
        "lmi_pupils_url": "https://jobs.example/pupils/",
        "lmi_parents_url": "https://jobs.example/parents/",
        "lmi_teachers_url": "https://jobs.example/teachers/",
        "lmi_checked_on": on,
        "governor_name": "The chair",
        "governor_since": on,
        "cluster_name": "A cluster",
    }


def _sections() -> list[dict[str, str]]:
    return [{"type": topic, "value": TEXT} for topic in TOPICS]


def _access(on: datetime.date) -> dict[str, object]:
    texts = "procedure grounds_for_granting grounds_for_refusing premises meetings_first meetings_second meetings_third"
    return dict.fromkeys(texts.split(), TEXT) | {
        "dated": on,
        "contact_name": "The office",
        "contact_email": "office@school.example",
        "day_starts": datetime.time(8, 40),
        "day_ends": datetime.time(15, 20),
    }


def _programme(pages: Iterable[Page]) -> list[ProgrammeActivity]:
    kinds = {kind.slug: kind.pk for kind in ActivityKind.objects.all()}
    years = dict(YearGroup.objects.values_list("number", "pk"))
    planned = [(kind, year, minutes) for kind, of, minutes in (*PROGRAMME, PLACEMENT) for year in of]
    return [
        ProgrammeActivity(
            page_id=page.pk,
            locale_id=page.locale_id,
            year_group_id=years[year],
            kind_id=kinds[kind],
            title=f"{kind} in Year {year}",
            minutes=minutes,
            sort_order=place,
        )
        for page in pages
        for place, (kind, year, minutes) in enumerate(planned)
    ]


def _times(pages: Iterable[Page]) -> list[AccessTime]:
    return [AccessTime(page_id=p.pk, locale_id=p.locale_id, years=YEARS, what="Assembly, Tuesdays") for p in pages]


def _meetings(pages: Iterable[Page], on: datetime.date) -> list[Encounter]:
    """Two meetings of every year group, in this school year and the one before, with a provider of the school's own."""
    year = AcademicYear.containing(on)
    mondays = [
        each.first_day + datetime.timedelta(days=-each.first_day.weekday() % 7) for each in (year.previous, year)
    ]
    days = [day for monday in mondays for day in (monday, monday + datetime.timedelta(days=7))]
    covered = {f"covers_{thing}": True for thing in ("provider", "careers", "learning", "questions")}
    return [
        Encounter(
            page_id=page.pk,
            locale_id=page.locale_id,
            date=day,
            starts=WHEN[0],
            ends=WHEN[1],
            years=YEARS,
            title="Assembly",
            providers=[{"type": "provider", "value": _provider(f"College {page.pk}-{place % 2}")}],
            sort_order=place,
            **covered,
        )
        for page in pages
        for place, day in enumerate(days)
    ]


def _provider(name: str) -> dict[str, object]:
    return {"name": name, "technical": True, "apprenticeships": False}
