"""The programme in the editor: what its form refuses, at which field, and that nothing written is lost."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail_localize.models import TranslationSource

from curriculum.models import ActivityKind, Criterion, YearGroup
from hub.publication.dates import AcademicYear
from hub.schools.models import CareersPage
from hub.schools.validators import validate_telephone
from tests.factories.careers import CareersPageFactory, complete_careers_page
from tests.factories.curriculum import UnitPageFactory
from tests.schools.careers.test_careers_gate import edit


@pytest.fixture
def terms(framework, db) -> None:
    """The vocabularies as the hub ships them."""


@pytest.fixture
def page(terms, microsite, on):
    page = CareersPageFactory(parent=microsite, live=False)
    page.save_revision()
    return page


def rows(*changes: dict) -> dict:
    """Return what a browser posts for new rows of the programme, each with its changes."""
    row = {
        "id": "",
        "year_group": YearGroup.objects.get(number=9).pk,
        "term": "spring",
        "kind": ActivityKind.objects.get(slug="workplace-visit").pk,
        "title": "Kept in the form",
        "minutes": "300",
        "employer_or_provider": "A bakery",
        "unit": "",
    }
    return nested_form_data({"programme": inline_formset([row | change for change in changes])})


def errors_of(response) -> dict:
    """Return the messages at the fields of the last row."""
    return response.context["form"].formsets["programme"].forms[-1].errors


def draft(page) -> CareersPage:
    return CareersPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_an_activity_serves_several_criteria(admin_client, page):
    response = edit(admin_client, page, **rows({"criteria": ("gb4-1", "gb6")}))
    assert response.status_code == 302, response.context["form"].errors
    assert [row.criteria for row in draft(page).programme.all()] == [["gb4-1", "gb6"]]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"minutes": "-5"}, "minutes", "above 0"),
        ({"minutes": "0"}, "minutes", "above 0"),
        ({"minutes": "57001"}, "minutes", "not for all together"),
        ({"minutes": "an hour"}, "minutes", "whole number"),
        ({"criteria": ("la2",)}, "criteria", "not one of the available choices"),
    ],
)
def test_bad_input_gets_a_message_at_its_field_and_nothing_is_lost(admin_client, page, change, field, words):
    response = edit(admin_client, page, **rows(change))
    assert response.status_code == 200
    assert len(errors_of(response)[field]) == 1 and words in errors_of(response)[field][0]
    assert "Kept in the form" in response.content.decode() and "A bakery" in response.content.decode()


def test_a_whole_school_year_of_one_thing_is_not_absurd(admin_client, page):
    assert edit(admin_client, page, **rows({"minutes": "57000"})).status_code == 302


def test_a_year_group_that_the_school_does_not_teach_is_refused_at_its_field(admin_client, microsite, page):
    microsite.school.registrations.update(high_age=16)
    row = {"year_group": YearGroup.objects.get(number=12).pk}
    response = edit(admin_client, page, **rows(row))
    assert errors_of(response)["year_group"] == ["The school does not teach Year 12."]
    assert "Kept in the form" in response.content.decode()
    microsite.school.registrations.update(low_age=None, high_age=None)
    assert edit(admin_client, page, **rows(row)).status_code == 302, "the register does not say"


def test_a_row_of_a_year_that_is_no_longer_taught_holds_back_no_correction(admin_client, microsite, on):
    page = complete_careers_page(microsite, on)
    microsite.school.registrations.update(high_age=16)
    response = edit(admin_client, page, office_hours="Mondays")
    assert response.status_code == 302, response.context["form"].formsets["programme"].errors


@pytest.mark.parametrize("years", [-2, 2, -10])
def test_a_school_year_far_away_is_refused_with_what_to_write(admin_client, page, on, years):
    now = AcademicYear.containing(on)
    response = edit(admin_client, page, academic_year=str(AcademicYear(now.start + years)), office_hours="Mondays")
    (message,) = response.context["form"].errors["academic_year"]
    assert message.startswith(f"Write {now}, or {AcademicYear(now.start + 1)} for a page about the coming")
    assert "Mondays" in response.content.decode()


@pytest.mark.parametrize("years", [-1, 0, 1])
def test_the_school_years_beside_this_one_are_taken(admin_client, page, on, years):
    year = str(AcademicYear(AcademicYear.containing(on).start + years))
    assert edit(admin_client, page, academic_year=year).status_code == 302
    assert draft(page).academic_year == year


def test_a_page_whose_year_has_lapsed_can_still_be_corrected_and_published(admin_client, microsite, on):
    page = complete_careers_page(microsite, on, academic_year="2020/21")
    change = {"careers_leader_telephone": "020 7946 0199"}
    assert edit(admin_client, page, **change).status_code == 302
    assert edit(admin_client, page, **change, **{"action-publish": "1"}).status_code == 302
    assert CareersPage.objects.get(pk=page.pk).careers_leader_telephone == "020 7946 0199"


@pytest.mark.parametrize("number", ["ring 020 7946 0142", "020 7946 0142 (Ruth)", "0800 FLOWERS", "020 7946 0142 or x"])
def test_a_telephone_number_with_words_is_refused(admin_client, page, number):
    response = edit(admin_client, page, careers_leader_telephone=number)
    assert "Only the number here" in str(response.context["form"].errors["careers_leader_telephone"])
    assert number.split()[-1] in response.content.decode()


@pytest.mark.parametrize("number", ["020 7946 0142", "+44 20 7946 0142", "020 7946 0142 ext. 12", "020 7946 0142 x12"])
def test_a_number_with_an_extension_is_a_number(number):
    validate_telephone(number)


@pytest.mark.parametrize("text", ["a@school.example, b@school.example", "a@school.example b@school.example", "a@b;c@d"])
def test_two_addresses_are_refused_with_what_two_careers_leaders_do(admin_client, page, text):
    response = edit(admin_client, page, careers_leader_email=text)
    (message,) = response.context["form"].errors["careers_leader_email"]
    assert "name both" in message and "one mailbox" in message
    assert text in response.content.decode()


def test_no_address_at_all_is_said_in_its_own_words(admin_client, page):
    response = edit(admin_client, page, careers_leader_email="the office")
    assert len(response.context["form"].errors["careers_leader_email"]) == 1
    assert edit(admin_client, page, careers_leader_email=" careers@school.example ").status_code == 302


def test_two_careers_leaders_share_a_name_field_and_a_mailbox(admin_client, page):
    change = {"careers_leader_name": "Ms R Adeyemi and Mr T Lis", "careers_leader_email": "careers@school.example"}
    assert edit(admin_client, page, **change).status_code == 302


def test_a_retired_criterion_stays_on_its_row_and_is_offered_to_no_other(admin_client, page):
    edit(admin_client, page, **rows({"criteria": ("gb4-1",)}))
    page = draft(page)
    Criterion.objects.filter(slug="gb4-1").update(retired=True)
    assert edit(admin_client, page).status_code == 302
    assert draft(page).programme.get().criteria == ["gb4-1"]
    refused = edit(admin_client, page, **rows({"criteria": ("gb4-1",)}))
    assert "criteria" in errors_of(refused)


def test_rows_of_drafts_and_of_translations_keep_their_benchmark_when_it_becomes_a_list(page, on):
    page.programme = [page.programme.model(title="Old", minutes=60, kind_id=1, year_group_id=1)]
    revision = page.save_revision()
    benchmark = Criterion.objects.get(slug="gb6")
    revision.content["programme"][0].pop("criteria")
    revision.content["programme"][0]["benchmark"] = benchmark.pk
    revision.save()
    source, _made = TranslationSource.update_or_create_from_instance(page)
    source.content_json = source.content_json.replace('"criteria": []', f'"benchmark": {benchmark.pk}')
    source.save()
    migration = importlib.import_module("hub.schools.migrations.0008_programme_criteria")

    def change(row):
        row["criteria"] = ["gb6"] if row.pop("benchmark") == benchmark.pk else []

    migration._rewrite(apps, change)
    assert [row.criteria for row in revision.__class__.objects.get(pk=revision.pk).as_object().programme.all()] == [
        ["gb6"]
    ]
    source.refresh_from_db()
    assert '"criteria": ["gb6"]' in source.content_json


def test_a_draft_is_read_without_a_question_for_each_row_and_without_a_unit_that_is_gone(page):
    row = {"title": "Visit", "minutes": 60, "kind_id": 1, "year_group_id": 1}
    unit = UnitPageFactory()

    def queries_of(*rows) -> int:
        page.programme = [page.programme.model(**row | more) for more in rows]
        page.save_revision()
        with CaptureQueriesContext(connection) as asked:
            draft(page)
        return len(asked)

    assert queries_of(*[{}] * 2) == queries_of(*[{}] * 20)
    queries_of({"unit": unit})
    assert draft(page).programme.get().unit_id == unit.pk
    unit.delete()
    assert draft(page).programme.get().unit_id is None
