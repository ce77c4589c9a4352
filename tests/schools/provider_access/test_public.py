"""What parents and providers read on the provider access page, and what its editor is told."""

import datetime
import re

import pytest
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Locale

from hub.publication.dates import AcademicYear
from hub.schools.models import AccessTime, Term
from hub.schools.provider_access.context import calendar, phases_of
from tests.factories.careers import (
    COLLEGE,
    UTC,
    CareersPageFactory,
    ProviderAccessPageFactory,
    complete_access_page,
    complete_careers_page,
    meeting,
    school_days,
)
from tests.html import flat

ADDRESS = "/schools/alder-row-school-900301/provider-access/"
AFTERNOON = {"starts": datetime.time(13), "ends": datetime.time(14)}


@pytest.fixture
def first(on) -> datetime.date:
    return school_days(AcademicYear.containing(on))[0]


@pytest.fixture
def page(microsite, on):
    return complete_access_page(microsite, on)


def test_a_provider_finds_whom_to_ask_then_how_then_when(client, page):
    html = client.get(ADDRESS).content.decode()
    order = ["tel:+44-20-7946-0142", "Date of this statement", "How to ask for access", "When providers can come"]
    order += ["Years 8 and 9", "Years 10 and 11", "Years 12 and 13"]
    assert [html.index(words) for words in order] == sorted(html.index(words) for words in order)
    assert "as the school records them" in html and "meets the law" not in html


def test_times_are_a_calendar_by_year_and_term():
    times = [
        AccessTime(years=[9, 8], term=Term.AUTUMN, what="Assembly"),
        AccessTime(years=[8], term=Term.ALL_YEAR, what="Library"),
    ]
    year_8, year_9 = calendar(times)
    assert (year_8.year, [slots for _term, slots in year_8.terms]) == (
        8,
        [("Assembly", "Library"), ("Library",), ("Library",)],
    )
    assert [slots for _term, slots in year_9.terms] == [("Assembly",), (), ()]


def test_each_cohort_shows_its_own_meetings_held_planned_and_not_counted(client, microsite, on, first):
    evening = {"starts": datetime.time(18), "ends": datetime.time(19)}
    rows = [
        meeting(first, 8),
        meeting(first + datetime.timedelta(days=1), 8, providers=(UTC,), **evening),
        meeting(first + datetime.timedelta(days=2), 8, providers=(COLLEGE, UTC)),
    ]
    page = complete_access_page(microsite, on, encounters=rows)
    day = first + datetime.timedelta(days=1)
    older, younger = phases_of(page, on=day)[0].cohorts
    assert (older.year, older.needed, older.lines) == (9, 2, ())
    assert [(line.held, bool(line.why_not)) for line in younger.lines] == [(True, False), (True, True), (False, False)]
    assert (younger.counted, younger.needed, younger.state) == (1, 1, "open")
    assert younger.closes == datetime.date(AcademicYear.containing(on).start + 2, 2, 28)
    after = phases_of(page, on=datetime.date(younger.closes.year, 3, 1))[0].cohorts[0]
    assert (after.year, after.state) == (9, "done")
    assert younger.shape == "way" and after.shape == "met"
    html = client.get(ADDRESS).content.decode()
    assert "Not counted: outside the school day." in html and "Harbour UTC (sample)" in html


def test_a_cohort_that_needs_no_more_is_closed_at_first_and_any_other_open(client, microsite, on):
    page = complete_access_page(microsite, on)
    closed = re.compile(r'<details class="folds" ?><summary><h3>Year 9')
    assert closed.search(flat(client.get(ADDRESS).content.decode()))
    page.encounters.all().delete()
    html = flat(client.get(ADDRESS).content.decode())
    assert not closed.search(html) and '<details class="folds" open><summary><h3>Year 9' in html


def test_two_meetings_with_the_same_provider_are_shown_and_called_too_few(client, microsite, on, first):
    rows = [meeting(first, 8), meeting(first + datetime.timedelta(days=7), 8)]
    page = complete_access_page(microsite, on, encounters=rows)
    younger = phases_of(page, on=first + datetime.timedelta(days=7))[0].cohorts[1]
    assert (younger.state, younger.one_provider, younger.shape) == ("done", True, "due")


def test_two_meetings_whose_providers_were_not_asked_for_all_are_never_called_done(
    client, admin_client, microsite, on, first
):
    rows = [meeting(first, 8, covers_learning=False), meeting(first, 8, providers=(UTC,), **AFTERNOON)]
    page = complete_access_page(microsite, on, encounters=rows)
    younger = phases_of(page, on=first)[0].cohorts[1]
    assert (younger.state, younger.is_complete, younger.shape) == ("done", False, "due")
    sentence = f"{first:%-d %B %Y}: the provider was not asked for what learning there is like."
    assert younger.not_asked_for == (sentence,)
    assert sentence in client.get(ADDRESS).content.decode()
    fragment = admin_client.get(reverse("schools_meetings", args=[page.pk])).content.decode()
    assert sentence in fragment and "two meetings or more, but not yet as asked" in fragment
    later = first + datetime.timedelta(days=1)
    page.encounters = [*rows, meeting(later, 8)]
    assert phases_of(page, on=later)[0].cohorts[1].is_complete


def test_what_the_phases_need_is_fetched_anew_once_a_draft_is_saved(admin_client, microsite, on, first):
    page = complete_access_page(microsite, on, encounters=[])
    address = reverse("schools_meetings", args=[page.pk])
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert f'data-refresh-from="{address}"' in edit and "The provider was asked for" in edit
    assert "Elmfield College" not in admin_client.get(address).content.decode()
    page.encounters = [meeting(first, 8)]
    page.save_revision()
    assert "Elmfield College" in admin_client.get(address).content.decode()
    assert "Elmfield College" not in admin_client.get(ADDRESS).content.decode(), "published it is not"


def test_a_school_without_a_sixth_form_has_two_phases(client, microsite, page):
    microsite.school.registrations.update(high_age=16)
    html = client.get(ADDRESS).content.decode()
    assert "Years 10 and 11" in html and 'id="meetings-3"' not in html


def test_a_statement_with_nothing_in_it_and_one_that_is_a_file_both_answer(client, microsite):
    page = ProviderAccessPageFactory(parent=microsite)
    assert "Date not given" in client.get(ADDRESS).content.decode()
    page.document = get_document_model().objects.create(title="Scanned statement", file="statement.pdf")
    page.save()
    assert "Scanned statement" in client.get(ADDRESS).content.decode()


def test_the_careers_page_leads_here_once_it_is_public(client, microsite, on):
    CareersPageFactory(parent=microsite)
    careers = "/schools/alder-row-school-900301/careers/"
    page = complete_access_page(microsite, on, live=False)
    assert ADDRESS not in client.get(careers).content.decode()
    page.get_latest_revision().publish()
    assert f'<a href="{ADDRESS}">Provider access</a>' in client.get(careers).content.decode()


def test_a_translation_leads_to_the_english(client, page):
    bengali = Locale.objects.create(language_code="bn")
    translation = page.copy_for_translation(bengali, copy_parents=True)
    assert [row.years for row in translation.encounters.all()] == [row.years for row in page.encounters.all()]
    assert len(translation.encounters.first().providers) == 1
    type(page).objects.filter(pk=translation.pk).update(live=True)
    html = client.get(translation.get_url()).content.decode()
    assert f'<a href="{page.get_url()}" lang="en"' in html


def test_the_page_stays_within_its_queries(client, page, django_assert_max_num_queries):
    client.get(ADDRESS)
    with django_assert_max_num_queries(24):
        client.get(ADDRESS)


def test_the_editor_sees_what_each_phase_still_needs_and_by_when(admin_client, microsite, on, first):
    page = complete_access_page(microsite, on, live=False, encounters=[meeting(first, 8)])
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    year = AcademicYear.containing(on).start + 2
    assert (
        f"meetings still to come by 28 February {year}." in html
        or f"meeting still to come by 28 February {year}." in html
    )
    assert "What each key phase still needs" in html


def test_a_gap_on_this_page_does_not_seem_to_hold_back_the_careers_page(admin_client, microsite, on):
    careers = complete_careers_page(microsite, on, live=False)
    html = admin_client.get(reverse("publication_checklist", args=[careers.pk])).content.decode()
    assert "Nothing the law requires on this page is missing: it can be published." in html
    assert "<b>Provider access statement:</b>" in html and "describe in the statement the premises" not in html


def test_a_checklist_lists_what_is_fixed_on_its_own_page_and_only_leads_to_the_careers_page(
    admin_client, microsite, on
):
    careers = CareersPageFactory(parent=microsite, live=False)
    careers.save_revision()
    page = complete_access_page(microsite, on, live=False, premises="")
    html = admin_client.get(reverse("publication_checklist", args=[page.pk])).content.decode()
    assert "the premises or facilities" in html and "name the careers leader" not in html
    assert f'href="/admin/pages/{careers.pk}/edit/"' in html


def test_a_meeting_in_doubt_is_said_to_be_and_holds_nothing_against_the_school(client, microsite, first):
    short = {"starts": datetime.time(10), "ends": datetime.time(10, 15)}
    rows = [meeting(first, 9), meeting(first + datetime.timedelta(days=7), 9, providers=(UTC,), **short)]
    page = complete_access_page(microsite, first, encounters=rows)
    closed = datetime.date(first.year + 1, 3, 1)
    older, _younger = phases_of(page, on=closed)[0].cohorts
    assert (older.year, older.state, older.shape, older.counted) == (9, "doubt", "na", 1)
    html = client.get(ADDRESS).content.decode()
    assert "May not count: shorter than 20 minutes" in html and "Not counted" not in html
