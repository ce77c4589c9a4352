"""The yearly report: what its form refuses and where, and what the public reads."""

import datetime
import re

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.models import Translation, TranslationSource

from hub.publication.dates import AcademicYear
from hub.schools.annual_report.figures import figures_of
from hub.schools.models import AnnualReportPage, Destination, FindingPeriod
from search.index.adapters.schools import AnnualReportAdapter
from tests.factories.careers import (
    AnnualReportPageFactory,
    complete_access_page,
    complete_careers_page,
    meeting,
    school_days,
)

ROW = {"id": "", "leavers": "year-11", "kind": "sixth-form", "figure": "80", "measure": "leavers"}


@pytest.fixture
def year(on) -> AcademicYear:
    return AcademicYear.containing(on).previous


@pytest.fixture
def report(microsite, on, year):
    report = AnnualReportPageFactory(parent=microsite, academic_year=str(year), dated=on)
    report.save_revision(clean=False)
    return fresh(report)


@pytest.fixture
def drafted(framework, report, microsite, on, year):
    """A public report with figures of everything."""
    complete_careers_page(microsite, on, academic_year=str(year))
    complete_access_page(microsite, on, encounters=[meeting(school_days(year)[0], 8)])
    months = [year.first_day + datetime.timedelta(days=30 * n) for n in range(5)]
    day = datetime.timedelta(days=1)
    for rule, status, strength, since, until in (
        ("PUB-01", "met", "must", months[1], year.last_day),
        ("PUB-08", "met", "must", months[1], months[2] - day),
        ("PUB-08", "overdue", "must", months[2], year.last_day),
        ("GB1-W", "missing", "should", months[1], year.last_day),
        ("LA6-1", "not-checkable", "voluntary", months[1], year.last_day),
    ):
        FindingPeriod.objects.create(
            school=microsite.school, rule=rule, status=status, strength=strength, since=since, until=until
        )
    report.figures = figures_of(microsite.school, year, on=on)
    report.went_well = "<p>The placement.</p>"
    report.destinations = [
        Destination(leavers="year-11", kind="sixth-form", figure=80, measure="leavers"),
        Destination(leavers="year-11", kind="training", figure=None, measure="few"),
        Destination(leavers="year-13", kind="employment", figure=25, measure="per-cent"),
    ]
    report.save_revision(clean=False).publish()
    return fresh(report)


def fresh(page) -> AnnualReportPage:
    return AnnualReportPage.objects.get(pk=page.pk)


def edit(client, page, *rows: dict, **changes):
    """Post what a browser would from the edit view of `page`, with these rows of destinations and `changes`."""
    data = {"title": page.title, "slug": page.slug, "summary": "", "academic_year": page.academic_year}
    data |= {"dated": page.dated.isoformat(), "body": streamfield([]), "comments": inline_formset([])}
    data |= {name: rich_text("") for name in ("went_well", "changing")}
    data |= {"destinations": inline_formset([ROW | each for each in rows]), **changes}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(data))


def error_at(response, field: str, row: int | None = None) -> str:
    assert response.status_code == 200
    form = response.context["form"]
    errors = form.errors if row is None else form.formsets["destinations"].forms[row].errors
    return " ".join(errors.get(field, []))


def test_words_and_destinations_are_saved_as_a_draft(admin_client, report):
    rows: tuple[dict, ...] = (
        {},
        {"kind": "training", "figure": "", "measure": "few"},
        {"kind": "employment", "figure": "0"},
    )
    response = edit(admin_client, report, *rows, went_well=rich_text("<p>The placement.</p>"))
    assert response.status_code == 302, response.context["form"].formsets["destinations"].errors
    draft = fresh(report).get_latest_revision_as_object()
    assert "The placement." in draft.went_well
    assert [(row.kind, row.figure) for row in draft.destinations.all()] == [
        ("sixth-form", 80),
        ("training", None),
        ("employment", 0),
    ]


@pytest.mark.parametrize("figure", ["1", "3", "5"])
def test_a_number_that_may_point_to_a_person_is_refused_at_its_field(admin_client, report, figure):
    response = edit(admin_client, report, {"figure": figure})
    assert "choose “fewer than 6 leavers”" in error_at(response, "figure", 0)
    assert not fresh(report).get_latest_revision_as_object().destinations.exists()


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"figure": ""}, "figure", "Write how many."),
        ({"figure": "-7"}, "figure", "greater than or equal to 0"),
        ({"figure": "most"}, "figure", "whole number"),
        ({"figure": "101", "measure": "per-cent"}, "figure", "No more than 100"),
        ({"figure": "6", "measure": "few"}, "figure", "Leave this empty"),
        ({"kind": "abroad"}, "kind", "not one of the available choices"),
        ({"figure": "99999999999"}, "figure", "less than or equal to"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_at_its_field(admin_client, report, change, field, words):
    assert words in error_at(edit(admin_client, report, change), field, 0)


def test_rows_of_the_same_leavers_are_held_against_one_another(admin_client, report):
    twice = edit(admin_client, report, {}, {"figure": "20"}, {"leavers": "year-13"})
    assert error_at(twice, "kind", 1) == "This destination is here twice." and not error_at(twice, "kind", 2)
    mixed = edit(admin_client, report, {}, {"kind": "employment", "figure": "20", "measure": "per-cent"})
    assert "all in per cent" in error_at(mixed, "measure", 1)
    cents = {"figure": "51", "measure": "per-cent"}
    much = edit(admin_client, report, cents, cents | {"kind": "employment"})
    assert "Together these are 102 per cent" in error_at(much, "figure", 1)
    rounded = edit(admin_client, report, cents, cents | {"kind": "employment", "figure": "50"})
    assert rounded.status_code == 302


def test_leavers_that_the_school_cannot_have_are_refused(admin_client, microsite, report):
    microsite.school.registrations.update(high_age=16)
    assert "no leavers of these years" in error_at(edit(admin_client, report, {"leavers": "year-13"}), "leavers", 0)
    assert edit(admin_client, report, {}).status_code == 302


def test_a_year_not_begun_and_a_day_to_come_are_refused_at_their_fields(admin_client, report, on):
    response = edit(admin_client, report, academic_year="2098/99", dated=(on + datetime.timedelta(days=1)).isoformat())
    assert error_at(response, "academic_year") == "The school year 2098/99 has not begun."
    assert "still to come" in error_at(response, "dated")
    assert edit(admin_client, report, academic_year=str(AcademicYear.containing(on))).status_code == 302
    assert "two years that follow" in error_at(edit(admin_client, report, academic_year="2025"), "academic_year")


def test_a_second_report_on_a_year_is_refused_at_its_field(admin_client, microsite, report, year):
    other = AnnualReportPageFactory(parent=microsite, academic_year=str(year.previous))
    response = edit(admin_client, other, academic_year=str(year))
    assert f"There is a report for {year} already" in error_at(response, "academic_year")
    add = reverse("wagtailadmin_pages:add", args=["schools", "annualreportpage", microsite.pk])
    data = {"title": "Again", "slug": "again", "summary": "", "academic_year": str(year), "dated": "2026-01-01"}
    data |= {"body": streamfield([]), "comments": inline_formset([]), "destinations": inline_formset([])}
    data |= {name: rich_text("") for name in ("went_well", "changing")}
    again = admin_client.post(add, nested_form_data(data))
    assert f"There is a report for {year} already" in error_at(again, "academic_year")


def test_what_was_there_before_is_not_refused_anew(admin_client, microsite, report, on, year):
    AnnualReportPageFactory(parent=microsite, academic_year=str(year), slug="second")
    report.dated = on + datetime.timedelta(days=9)
    report.save_revision(clean=False)
    assert edit(admin_client, report, title="Corrected").status_code == 302


def test_a_page_with_figures_of_one_year_does_not_become_a_report_on_another(admin_client, drafted, year):
    response = edit(admin_client, drafted, academic_year=str(year.previous))
    assert f"The figures on this page are of {year}." in error_at(response, "academic_year")


def test_the_words_come_first_and_each_figure_has_a_table_and_a_drawing(client, drafted, on):
    html = client.get(drafted.get_url()).content.decode()
    order = ["What went well", "Hours planned", "Kinds of activity", "Gatsby benchmarks", "Meetings with providers"]
    order += ["Where leavers went", "What the pages contained"]
    assert [html.index(f"<h2>{words}") for words in order] == sorted(html.index(f"<h2>{words}") for words in order)
    for section in re.findall(r'<section class="sec figures".*?</section>', html, re.DOTALL):
        assert "<table" in section and 'aria-hidden="true"' in section and "<svg" in section
    assert f"Figures taken on</dt><dd>{on.day} " in html
    assert "style=" not in html and "meets the law" not in html


def test_destinations_show_no_small_number_and_no_sum(client, drafted):
    html = client.get(drafted.get_url()).content.decode()
    section = html[html.index('id="destinations"') :].split("</section>")[0]
    assert "Fewer than 6" in section and "25 %" in section and "80" in section
    cells = re.findall(r'<td class="n">(.*?)</td>', section, re.DOTALL)
    assert [" ".join(cell.split()) for cell in cells] == ["80", "Fewer than 6", "25 %"]


def test_the_record_keeps_must_should_and_voluntary_apart_and_says_since_when(client, drafted, year):
    html = client.get(drafted.get_url()).content.decode()
    section = html[html.index('id="record"') :].split("</section>")[0]
    _head, must, should, voluntary = section.split("<h3>")
    assert "1 of 2 met throughout" in must and "For part of the year" in must
    assert "0 of 1 met throughout" in should and "At no time" in should
    assert "Not checkable" in voluntary
    assert f"Recorded from 1 October {year.start}, later than the school year began" in section


def test_a_report_without_figures_shows_none_of_these_sections(client, report):
    html = client.get(report.get_url()).content.decode()
    assert 'class="sec figures"' not in html and "Figures taken on" not in html


@pytest.mark.parametrize(
    "figures", [[], "x", 7, {"programme": {"years": [{"year": 7, "minutes": "many"}]}}, {"rules": 3}]
)
def test_malformed_figures_are_left_out_in_public_and_in_the_editor(client, admin_client, report, figures):
    AnnualReportPage.objects.filter(pk=report.pk).update(figures=figures)
    report.figures = figures
    report.save_revision(clean=False)
    assert client.get(report.get_url()).status_code == 200
    assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[report.pk])).status_code == 200
    assert edit(admin_client, fresh(report), academic_year="2019/20").status_code == 302


def test_the_page_stays_within_its_queries(client, drafted, django_assert_max_num_queries):
    client.get(drafted.get_url())
    with django_assert_max_num_queries(23):
        client.get(drafted.get_url())


def test_a_translation_keeps_the_figures_of_the_english(client, drafted):
    bengali = Locale.objects.create(language_code="bn")
    source, _made = TranslationSource.update_or_create_from_instance(drafted)
    translation = Translation.objects.create(source=source, target_locale=bengali)
    translation.save_target(publish=True)
    there = drafted.get_translation(bengali)
    assert there.figures == drafted.figures and there.academic_year == drafted.academic_year
    assert [row.figure for row in there.destinations.all()] == [80, None, 25]
    drafted.figures = {**drafted.figures, "taken_on": "2026-01-05"}
    drafted.save_revision(clean=False).publish()
    TranslationSource.update_or_create_from_instance(fresh(drafted))
    translation.refresh_from_db()
    translation.save_target(publish=True)
    assert drafted.get_translation(bengali).figures["taken_on"] == "2026-01-05"
    AnnualReportPage.objects.filter(pk=there.pk).update(live=True)  # publishing waits for a commit
    html = client.get(there.get_url()).content.decode()
    assert f'<a href="{drafted.get_url()}" lang="en"' in html and 'id="hours"' in html


def test_search_reads_the_words(report):
    report.went_well, report.changing = "<p>The placement helped.</p>", "<p>The fair moves.</p>"
    body = AnnualReportAdapter().texts(report)["body"]
    assert "The placement helped." in body and "The fair moves." in body
