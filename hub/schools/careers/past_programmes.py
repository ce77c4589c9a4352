"""The programme of the current or a past school year, with every value that is shown of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.models import PageLogEntry, Revision

from curriculum.models import ActivityKind, YearGroup
from hub.publication.dates import AcademicYear
from hub.publication.rules import LazyText
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.models.programme import PastProgramme, ProgrammeActivity, Term
from hub.schools.careers.units import lesson_title, public_units
from hub.schools.duties.published import in_english, is_judged, public
from hub.schools.duties.subject import WITHOUT_YEAR, PlannedActivity
from hub.schools.register.models import School

# A row as it is kept: slugs and plain values.
PlainRow = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRow(PlannedActivity):
    """One row as it is shown. `unit` is the title of a public unit of lessons, `lesson` of one of them; or ""."""

    kind_label: str
    term_label: LazyText
    title: str
    with_whom: str = ""
    unit: str = ""
    lesson: str = ""


def programme_of(school: School, year: AcademicYear) -> tuple[ProgrammeRow, ...]:
    """Return the rows of the programme of `school` for `year`, in their order; () if there is none.

    For the year that the public careers page is for, these are the page's own rows; for any other, what was recorded
    when that year's programme ended.
    """
    page = next(iter(public(in_english(CareersPage).filter(school=school))), None)
    if page is not None and AcademicYear.parse_or_none(page.academic_year) == year:
        return shown(plain_rows(page.programme.all()))
    record = PastProgramme.objects.filter(school=school, academic_year=str(year)).first()
    return shown(record.rows) if record else ()


def shown(rows: Iterable[PlainRow]) -> tuple[ProgrammeRow, ...]:
    """Return plain rows with the labels and the properties of their terms."""
    rows = list(rows)
    if not rows:
        return ()
    kinds = {kind.slug: kind for kind in ActivityKind.objects.all()}
    years = dict(YearGroup.objects.values_list("slug", "number"))
    return tuple(_shown(row, kinds.get(row["kind"]), years.get(row["year_group"], WITHOUT_YEAR)) for row in rows)


def _shown(row: PlainRow, kind: ActivityKind | None, year: int) -> ProgrammeRow:
    return ProgrammeRow(
        year=year,
        pathway=row.get("pathway", ""),
        term=row["term"],
        term_label=Term(row["term"]).label,
        kind=row["kind"],
        kind_label=str(kind) if kind else row["kind"],
        counts=bool(kind and kind.counts),
        in_workplace=bool(kind and kind.in_workplace),
        title=row["title"],
        minutes=row["minutes"],
        with_whom=row["with_whom"],
        criteria=tuple(row["criteria"]),
        unit=row["unit"],
        lesson=row.get("lesson", ""),
    )


def plain_rows(rows: Iterable[ProgrammeActivity]) -> list[PlainRow]:
    """Return rows in slugs and plain values, which hold whatever becomes of the pages and terms they point to."""
    rows = list(rows)
    units = public_units(rows)
    kinds = dict(ActivityKind.objects.values_list("pk", "slug"))
    years = dict(YearGroup.objects.values_list("pk", "slug"))
    return [
        {
            "year_group": years.get(row.year_group_id or 0, ""),
            "pathway": row.pathway,
            "term": row.term,
            "kind": kinds[row.kind_id],
            "title": row.title,
            "minutes": row.minutes,
            "with_whom": row.employer_or_provider,
            "criteria": list(row.criteria or ()),
            "unit": units[row.unit_id].title if row.unit_id and row.unit_id in units else "",
            "lesson": lesson_title(row, units),
        }
        for row in rows
    ]


def programme_that_ends(page: CareersPage) -> PastProgramme | None:
    """Return, not saved yet, the record of the programme that ends when `page` goes live as it stands in memory.

    None unless the page was public for an earlier year, with a programme of which there is no record yet. A page that
    goes back a year ends nothing. Translations and aliases hold no programme of their own.
    """
    if page.pk is None or page.alias_of_id or not is_judged(page):
        return None
    before = _last_public(page.pk)
    ending = AcademicYear.parse_or_none(before.academic_year) if before else None
    coming = AcademicYear.parse_or_none(page.academic_year)
    if before is None or ending is None or coming is None or coming <= ending:
        return None
    rows = plain_rows(before.programme.all())
    return PastProgramme(school_id=before.school_id, academic_year=str(ending), rows=rows) if rows else None


def _last_public(pk: int) -> CareersPage | None:
    """Return the page as the public reads it, or read it last: an unpublished page's own row holds its draft."""
    page = CareersPage.objects.filter(pk=pk).first()
    if page is None or page.live:
        return page
    published = PageLogEntry.objects.filter(page_id=pk, action="wagtail.publish", revision__isnull=False)
    key = published.order_by("-timestamp", "-pk").values_list("revision_id", flat=True).first()
    revision = Revision.objects.filter(pk=key).first()
    return revision.as_object() if revision else None


def keep_programme_that_ends(sender: type[CareersPage], instance: CareersPage, **signal: object) -> None:
    """Record the programme of an earlier year when a page goes live for a later one (pre_save).

    Before the page's rows are overwritten, and in the transaction of its save. No draft ends a year, nor does a save
    of single fields.
    """
    if not instance.live or signal["update_fields"] is not None or signal["raw"]:
        return
    ended = programme_that_ends(instance)
    if ended is not None:
        PastProgramme.objects.bulk_create([ended], ignore_conflicts=True)
