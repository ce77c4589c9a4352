"""The provider access statement in the editor: what its form refuses and where, and what may go live."""

import datetime

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from hub.core.publishing import PublishRefused
from hub.publication.dates import AcademicYear
from hub.publication.rules import Status
from hub.publication.sources import findings_of
from hub.schools.duties.findings import findings_of_school
from hub.schools.models import ClosedDays, ProviderAccessPage, Registration
from hub.schools.provider_access.school_days import holiday
from tests.factories.careers import COLLEGE, UTC, CareersPageFactory, complete_access_page, meeting, school_days

RICH = (
    "procedure",
    "grounds_for_granting",
    "grounds_for_refusing",
    "premises",
    "meetings_first",
    "meetings_second",
    "meetings_third",
)
PLAIN = ("dated", "contact_name", "contact_email", "contact_telephone", "day_starts", "day_ends")


@pytest.fixture
def page(microsite, on):
    return complete_access_page(microsite, on, live=False)


@pytest.fixture
def monday(on) -> datetime.date:
    """The first Monday of next school year: no weekend, no August, and the same whenever the test runs."""
    return school_days(AcademicYear(AcademicYear.containing(on).start + 1))[0]


def row(day: datetime.date, *years: int, providers=(COLLEGE,), **changes) -> dict:
    fields = {"date": day.isoformat(), "starts": "10:00", "ends": "11:00", "years": years, "attendance": "whole"}
    blocks = streamfield([("provider", posted(each)) for each in providers])
    return {"id": "", **fields, "title": "", "providers": blocks, **changes}


def posted(provider: dict) -> dict:
    return {key: value for key, value in provider.items() if value is not False}


def form_data(page: ProviderAccessPage, *, encounters=(), times=(), terms=(), **changes) -> dict:
    """Return what a browser would post from the edit view of `page`, with these rows added and `changes`."""
    data = {name: str(getattr(page, name) or "") for name in (*PLAIN, "title", "slug", "summary")}
    data |= {name: rich_text(getattr(page, name)) for name in RICH}
    kept = [
        {"id": time.pk, "years": tuple(time.years), "term": time.term, "what": time.what} for time in page.times.all()
    ]
    data["times"] = inline_formset([*kept, *times], initial=len(kept))
    data |= {"encounters": inline_formset(list(encounters)), "terms": inline_formset(list(terms))}
    data |= {"document": "", "last_reviewed": "", "comments": inline_formset([])}
    return nested_form_data({**data, **changes})


def edit(client, page, **changes):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page, **changes))


def errors_of(response, name: str = "encounters") -> dict:
    """Return the messages at the fields of the last row of `name`."""
    return response.context["form"].formsets[name].forms[-1].errors


def test_a_meeting_is_saved_with_its_providers(admin_client, page, monday):
    response = edit(admin_client, page, encounters=[row(monday, 8, 9, providers=(COLLEGE, UTC))])
    assert response.status_code == 302, response.context["form"].errors
    draft = ProviderAccessPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    saved = list(draft.encounters.all())[-1]
    assert (saved.date, saved.years) == (monday, [8, 9])
    assert [child.value["name"] for child in saved.providers] == [COLLEGE["name"], UTC["name"]]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"ends": "09:30"}, "ends", "ends before it starts"),
        ({"date": "2026-11-28"}, "date", "weekend"),
        ({"date": "2026-08-12"}, "date", "August"),
        ({"date": "2126-11-26"}, "date", "Is the year right?"),
        ({"date": "next week"}, "date", "Write a date as day, month and year"),
        ({"years": ("6",)}, "years", "not one of the available choices"),
        ({"starts": "ten"}, "starts", "Write a time such as"),
    ],
)
def test_bad_input_gets_a_message_at_its_field_and_nothing_is_lost(admin_client, page, monday, change, field, words):
    response = edit(admin_client, page, encounters=[row(monday, 8, title="Kept in the form", **change)])
    assert response.status_code == 200
    assert words in str(errors_of(response)[field])
    assert "Kept in the form" in response.content.decode()


def test_a_year_group_that_the_school_does_not_teach_is_refused_at_its_field(admin_client, microsite, page, monday):
    microsite.school.registrations.update(high_age=16)
    response = edit(
        admin_client,
        page,
        encounters=[row(monday, 8, 12)],
        times=[{"id": "", "years": (13,), "term": "autumn", "what": "Assembly"}],
    )
    assert errors_of(response)["years"] == ["The school does not teach Year 12."]
    assert errors_of(response, "times")["years"] == ["The school does not teach Year 13."]


def test_years_are_held_against_the_registration_of_the_day_and_not_a_coming_one(admin_client, microsite, page, monday):
    soon = monday + datetime.timedelta(days=700)
    school = microsite.school
    school.registrations.update(ends_on=soon - datetime.timedelta(days=1), high_age=18)
    coming = {"urn": 900399, "type_code": "34", "low_age": 11, "high_age": 16, "starts_on": soon}
    Registration.objects.create(school=school, **coming)
    times = [{"id": "", "years": (13,), "term": "autumn", "what": "Assembly"}]
    assert edit(admin_client, page, encounters=[row(monday, 12)], times=times).status_code == 302


def test_a_day_in_the_holidays_is_refused_where_the_page_states_its_terms(admin_client, page, monday):
    after = monday + datetime.timedelta(days=1)
    term = {"id": "", "first_day": after.isoformat(), "last_day": (after + datetime.timedelta(days=50)).isoformat()}
    refused = edit(admin_client, page, encounters=[row(monday, 8)], terms=[term])
    assert errors_of(refused)["date"] == ["This day is in the holidays, by the term dates on this page."]
    assert edit(admin_client, page, encounters=[row(after, 8)], terms=[term]).status_code == 302
    in_august = {"id": "", "first_day": "2026-08-26", "last_day": "2026-10-23"}
    early = edit(admin_client, page, encounters=[row(datetime.date(2026, 8, 27), 8)], terms=[in_august])
    assert early.status_code == 302, "the school's own term dates say more than the month"
    backwards = {**term, "last_day": monday.isoformat()}
    assert "before the first" in str(errors_of(edit(admin_client, page, terms=[backwards]), "terms")["last_day"])


AUTUMN = (datetime.date(2026, 9, 3), datetime.date(2026, 10, 23))
AUTUMN_2 = (datetime.date(2026, 11, 2), datetime.date(2026, 12, 18))
SPRING = (datetime.date(2027, 1, 4), datetime.date(2027, 3, 25))
SUMMER = (datetime.date(2027, 4, 12), datetime.date(2027, 7, 21))


@pytest.mark.parametrize(
    ("day", "terms", "refused"),
    [
        (datetime.date(2026, 9, 2), [AUTUMN], True),
        (datetime.date(2026, 9, 3), [AUTUMN], False),
        (datetime.date(2026, 10, 23), [AUTUMN], False),
        (datetime.date(2026, 10, 27), [AUTUMN], False),
        (datetime.date(2026, 10, 27), [AUTUMN, AUTUMN_2], True),
        (datetime.date(2027, 2, 3), [AUTUMN, AUTUMN_2], False),
        (datetime.date(2027, 4, 1), [AUTUMN_2, AUTUMN, SPRING], False),
        (datetime.date(2027, 4, 1), [AUTUMN, SPRING, SUMMER], True),
        (datetime.date(2027, 7, 22), [SUMMER], True),
        (datetime.date(2026, 11, 3), [SPRING, SUMMER], False),
        (datetime.date(2027, 4, 1), [SPRING, SUMMER], True),
        (datetime.date(2028, 2, 3), [AUTUMN, SPRING, SUMMER], False),
        (datetime.date(2026, 12, 23), [], False),
        (datetime.date(2026, 12, 24), [], True),
        (datetime.date(2027, 1, 1), [], True),
        (datetime.date(2027, 1, 4), [], False),
        (datetime.date(2026, 12, 31), [AUTUMN], True),
    ],
)
def test_a_day_is_in_the_holidays_only_if_the_terms_that_are_given_say_so(day, terms, refused):
    assert bool(holiday(day, terms)) is refused


def test_a_meeting_at_christmas_is_refused_at_its_field_though_no_terms_are_given(admin_client, page, monday):
    eve = datetime.date(monday.year, 12, 31)
    eve -= datetime.timedelta(days=max(0, eve.weekday() - 4))
    response = edit(admin_client, page, encounters=[row(eve, 8, title="Kept in the form")])
    assert errors_of(response)["date"] == ["24 December to 1 January are in the Christmas holidays."]
    assert "Kept in the form" in response.content.decode()


def test_a_provider_twice_in_one_meeting_is_refused_at_its_name(admin_client, page, monday):
    again = {**COLLEGE, "name": "ELMFIELD  College (Sample)"}
    response = edit(admin_client, page, encounters=[row(monday, 8, providers=(COLLEGE, again))])
    assert response.status_code == 200 and "providers" in errors_of(response)
    assert "This provider is here twice." in response.content.decode()


def test_a_telephone_number_with_words_is_refused(admin_client, page):
    response = edit(admin_client, page, contact_telephone="ask at the office")
    assert "Only the number here" in str(response.context["form"].errors["contact_telephone"])


def test_a_school_day_that_ends_before_it_starts_is_refused(admin_client, page):
    response = edit(admin_client, page, day_ends="08:00")
    assert "ends before it starts" in str(response.context["form"].errors["day_ends"])


def test_a_part_of_the_statement_that_is_missing_holds_it_back_at_its_field(admin_client, page):
    refused = edit(admin_client, page, premises=rich_text(""), **{"action-publish": "1"})
    form = refused.context["form"]
    message = "The school must describe in the statement the premises or facilities it offers."
    assert form.errors["premises"] == [message] and [each.message for each in form.refused] == [message]
    assert edit(admin_client, page, premises=rich_text("")).status_code == 302, "a draft always saves"
    with pytest.raises(PublishRefused):
        ProviderAccessPage.objects.get(pk=page.pk).get_latest_revision().publish()


def test_meetings_never_hold_it_back(admin_client, page):
    response = edit(admin_client, page, **{"action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    assert ProviderAccessPage.objects.get(pk=page.pk).live


def test_the_form_judges_the_rows_as_they_are_submitted(page, on):
    found = {f.rule.id: f for f in findings_of(page, on=on, children={"times": [], "encounters": []})}
    assert (found["PAL-05"].status, found["PAL-07"].status) == (Status.MISSING, Status.UNDER_WAY)
    monday = school_days(AcademicYear.containing(on))[0]
    rows = [meeting(monday, 9), meeting(monday, 9, providers=(UTC,), starts=datetime.time(13), ends=datetime.time(14))]
    found = {f.rule.id: f for f in findings_of(page, on=monday, children={"encounters": rows})}
    assert "Year 8: 0 of 2" in found["PAL-07"].message and "Year 9: " not in found["PAL-07"].message


def test_another_page_of_the_school_leads_to_this_one(admin_client, page, microsite, on):
    careers = CareersPageFactory(parent=microsite, live=False)
    careers.save_revision()
    html = admin_client.get(reverse("publication_checklist", args=[careers.pk])).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html


def bank_holiday(day: datetime.date) -> None:
    ClosedDays.objects.create(kind="bank-holiday", name="Spring bank holiday", first_day=day, last_day=day)


def half_term(day: datetime.date) -> None:
    ClosedDays.objects.create(kind="school-holiday", name="Half term", first_day=day, last_day=day)


def said_at(response, position: int, field: str) -> str:
    """Return what stands beside a field of a meeting."""
    return str(response.context["form"].formsets["encounters"].forms[position].fields[field].help_text)


def test_a_bank_holiday_is_refused_at_its_field_even_within_a_term(admin_client, page, monday):
    bank_holiday(monday)
    term = {"id": "", "first_day": monday.isoformat(), "last_day": (monday + datetime.timedelta(days=50)).isoformat()}
    response = edit(admin_client, page, encounters=[row(monday, 8, title="Kept in the form")], terms=[term])
    assert errors_of(response)["date"] == ["This day is a bank holiday: there is no standard school day."]
    assert "Kept in the form" in response.content.decode()


def test_doubts_are_said_at_their_fields_and_refuse_nothing(admin_client, page, monday):
    half_term(monday)
    rows = [row(monday, 8, starts="10:00", ends="10:19"), row(monday, 8, starts="10:10", ends="11:00")]
    assert edit(admin_client, page, encounters=rows).status_code == 302
    again = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "20 minutes are our reading" in said_at(again, -2, "ends") and "our reading" not in said_at(
        again, -1, "ends"
    )
    assert "one occasion" in said_at(again, -2, "starts") and "one occasion" in said_at(again, -1, "starts")
    assert "Give your own term dates if they differ" in said_at(again, -2, "date")
    html = again.content.decode()
    assert "20 minutes are our reading" in html and "Give your own term dates if they differ" in html


def test_a_school_that_gives_its_own_term_dates_is_held_against_those_alone(admin_client, page, monday):
    half_term(monday)
    term = {"id": "", "first_day": monday.isoformat(), "last_day": (monday + datetime.timedelta(days=50)).isoformat()}
    assert edit(admin_client, page, encounters=[row(monday, 8)], terms=[term]).status_code == 302
    again = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "term dates" not in said_at(again, -2, "date")


def test_a_meeting_recorded_on_a_bank_holiday_does_not_count(microsite, on):
    first = school_days(AcademicYear.containing(on))[0]
    complete_access_page(microsite, on, encounters=[meeting(first, 8), meeting(first, 9, providers=(UTC,))])
    before = {f.rule.id: f for f in findings_of_school(microsite.school, on).findings}
    bank_holiday(first)
    after = {f.rule.id: f for f in findings_of_school(microsite.school, on).findings}
    assert before["PAL-12"].status is Status.UNDER_WAY and after["PAL-12"].status is Status.MISSING
    assert "no school on that day" in after["PAL-12"].message
