"""A school's home page: what it shows of everything that is published, and nothing of what is not."""

import datetime
import re
from typing import Any

import pytest
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, PageViewRestriction

from hub.media.models import HubImage
from hub.schools.models import CareersPage, CareersPolicyPage, Encounter, ProviderAccessPage, School
from tests.factories.careers import meeting
from tests.factories.curriculum import UnitPageFactory
from tests.factories.pages import EventPageFactory, NewsIndexPageFactory, NewsPageFactory, StandardPageFactory
from tests.html import flat, text_of

from .conftest import TODAY, row


def section(response, key: str) -> str:
    """Return the text of the section with an id; "" where there is none."""
    html = flat(response.content.decode())
    found = re.search(rf'<section[^>]*id="{key}".*?</section>', html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])).strip() if found else ""


def test_the_next_dates_of_events_meetings_and_reviews_stand_in_one_list(client, published):
    said = section(client.get(published.url), "coming")
    dates = ["20 Dec 2026", "6 Jan 2027 6pm", "19 Jan 2027 10am"]
    assert [said.index(each) for each in dates] == sorted(said.index(each) for each in dates)
    assert "Careers at Alder Row Next review due by" in said
    assert "Options evening Main hall" in said
    assert "Technical courses Elmfield College (sample), Year 9" in said


def test_a_meeting_in_the_morning_stands_before_the_evening_of_the_day_and_what_has_no_hour_last(client, published):
    day = datetime.date(2027, 1, 6)
    Encounter.objects.update(date=day)
    CareersPage.objects.update(next_review=day)
    said = section(client.get(published.url), "coming")
    assert said.index("Technical courses") < said.index("Options evening") < said.index("Next review due by")


def test_what_is_over_or_due_in_years_is_no_date_to_come(client, published):
    Encounter.objects.update(date=TODAY - datetime.timedelta(days=1))
    CareersPage.objects.update(next_review=datetime.date(2027, 11, 1))
    said = section(client.get(published.url), "coming")
    assert "Technical courses" not in said and "Next review" not in said and "approval" not in said


def test_each_page_that_is_published_stands_with_what_it_says_and_how_it_stands(client, published):
    StandardPageFactory(parent=published, title="Sixth form", summary="Courses after Year 11.")
    said = section(client.get(published.url), "published")
    for line in (
        "Careers at Alder Row Whom to ring, what each year gets, and when it was last reviewed. Reviewed 10 September",
        "What each year gets For the school year 2026/27",
        "Careers policy What we promise. Last approved 22 May 2025",
        "Provider access Date of this statement 2 August 2026",
        "Careers report What became of it. School year 2025/26",
        "Sixth form Courses after Year 11.",
    ):
        assert line in said


def test_what_is_a_draft_or_behind_a_password_is_nowhere_on_the_page(client, published):
    careers = CareersPage.objects.get()
    careers.unpublish()
    access = ProviderAccessPage.objects.get()
    PageViewRestriction.objects.create(page=access, restriction_type=PageViewRestriction.LOGIN)
    words = text_of(client.get(published.url))
    for gone in ("Careers at Alder Row", "Adeyemi", "Chair of the standards", "Technical courses", "Careers office"):
        assert gone not in words
    assert "Doors and options" not in words and "Keeping doors open" not in words
    assert "Careers policy" in words and "Three things worth asking" in words


def test_people_stand_by_what_they_do_with_a_number_of_their_own(client, published):
    said = section(client.get(published.url), "contact")
    assert "Careers leader Ms R Adeyemi 020 7946 0199" in said
    assert "For colleges and training providers Careers office" in said
    # That is the office's, which stands there already.
    assert said.count("020 7946 0142") == 1
    assert "Governor for careers Chair of the standards committee" in said


def test_a_school_that_names_nobody_shows_where_it_is(client, microsite):
    School.objects.update(address="4 Alder Row")
    assert "4 Alder Row" in section(client.get(microsite.url), "contact")


def test_the_term_shows_what_each_year_does_in_it_and_leads_to_its_lessons(client, published):
    response = client.get(published.url)
    said = section(response, "term")
    assert "Autumn Year 9 Doors and options . Year 10 A fair with employers." in said
    assert "A visit to a workplace" not in said
    assert f'href="{published.url}careers/#years"' in response.content.decode()


@pytest.mark.parametrize("year", ["2025/26", "2027/28", ""])
def test_a_programme_for_another_year_says_nothing_of_this_term(client, published, year):
    CareersPage.objects.update(academic_year=year)
    assert section(client.get(published.url), "term") == ""


def test_lessons_that_the_programme_names_are_shown_while_everybody_may_read_them(client, published, stage):
    careers = CareersPage.objects.get()
    draft = UnitPageFactory(parent=stage, title="Not yet", live=False)
    careers.programme.add(row("Later", 10, "summer", unit=draft))
    careers.save()
    said = section(client.get(published.url), "lessons")
    assert said == "Lessons we use Keeping doors open Year 9"


def test_of_many_lessons_some_are_shown_and_the_programme_has_the_rest(client, published, stage):
    careers = CareersPage.objects.get()
    units: list[Any] = [UnitPageFactory(parent=stage, title=f"Unit of {n}") for n in range(5)]
    careers.programme.set([row(each.title, 9, "summer", unit=each) for each in units])
    careers.save()
    said = section(client.get(published.url), "lessons")
    assert "Unit of 3" in said and "Unit of 4" not in said and "Every lesson, in the programme" in said


def test_the_calendars_to_subscribe_to_answer(client, published):
    html = client.get(published.url).content.decode()
    addresses = re.findall(r'href="([^"]+)"[^>]*type="text/calendar"', html)
    assert len(addresses) == 2
    for address in addresses:
        assert client.get(address, follow=True)["Content-Type"].startswith("text/calendar")


def test_a_picture_stands_beside_the_introduction_with_its_description(client, microsite):
    picture = HubImage.objects.create(
        title="Front", description="The school from the street", file=get_test_image_file(size=(900, 600))
    )
    microsite.intro, microsite.picture = "<p>We are by the canal.</p>", picture
    microsite.save()
    html = client.get(microsite.url).content.decode()
    assert 'alt="The school from the street"' in html
    assert "We are by the canal." in section(client.get(microsite.url), "about")


def test_news_stand_on_the_page(client, microsite):
    NewsPageFactory(parent=NewsIndexPageFactory(parent=microsite), title="A new library")
    assert "A new library" in text_of(client.get(microsite.url))


def test_a_page_with_nothing_but_the_register_has_no_empty_sections(client, microsite):
    response = client.get(microsite.url)
    for key in ("coming", "term", "lessons", "about"):
        assert section(response, key) == ""
    assert "What we publish" not in text_of(response)


def test_in_another_language_it_shows_the_pages_of_that_language_alone(client, published):
    urdu = Locale.objects.create(language_code="ur")
    for page in published.get_ancestors()[1:]:
        page.specific.copy_for_translation(urdu, alias=True)
    published.copy_for_translation(urdu).save_revision().publish()
    careers = CareersPage.objects.get().copy_for_translation(urdu)
    careers.title = "کیریئر"
    careers.save_revision().publish()
    # It only stands for the English one, to which the menu leads.
    CareersPolicyPage.objects.get().copy_for_translation(urdu, alias=True)
    response = client.get(f"/ur{published.url}")
    html = response.content.decode()
    assert 'dir="rtl"' in html and f'href="/ur{published.url}careers/"' in html
    assert "ہم کیا شائع کرتے ہیں" in html and "اس ٹرم میں" in html
    assert "Careers policy" not in section(response, "published")
    assert 'lang="en">Keeping doors open</a>' in flat(html), "the lessons are in English"


def queries_for(client, address, django_assert_max_num_queries) -> int:
    client.get(address)
    with django_assert_max_num_queries(30) as captured:
        client.get(address)
    return len(captured)


def test_its_queries_do_not_grow_with_what_is_published(client, published, stage, django_assert_max_num_queries):
    few = queries_for(client, published.url, django_assert_max_num_queries)
    careers, access = CareersPage.objects.get(), ProviderAccessPage.objects.get()
    for number in range(8):
        unit = UnitPageFactory(parent=stage, title=f"Unit of {number}")
        careers.programme.add(row(f"Activity {number}", 9, "autumn", unit=unit))
        access.encounters.add(meeting(datetime.date(2027, 2, 1) + datetime.timedelta(days=number), 9))
        EventPageFactory(parent=published.get_children().get(slug="events"), title=f"Evening {number}")
        StandardPageFactory(parent=published, title=f"Page {number}")
    careers.save()
    access.save()
    many = queries_for(client, published.url, django_assert_max_num_queries)
    assert many == few
