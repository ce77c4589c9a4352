import base64
import datetime
import hashlib
import re

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from hub.schools.models import School
from tests.factories.careers import AnnualReportPageFactory, CareersPageFactory
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory, SchoolIndexPageFactory
from tests.html import flat


@pytest.fixture
def microsite(home):
    school = SchoolFactory(name="Alder Row School", urn=900301, telephone="020 7946 0187")
    return SchoolHomePageFactory(parent=SchoolIndexPageFactory(parent=home), school=school, colour="#808000")


def test_a_school_home_page_shows_its_number_and_its_repaired_colour_under_its_hash(client, microsite):
    response = client.get("/schools/alder-row-school-900301/")
    html = response.content.decode()
    assert 'href="tel:+442079460187"' in html
    assert "--school:#7a7a00;--school-on:#ffffff" in html
    style = html.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}'" in response["Content-Security-Policy"]


def test_a_school_home_page_says_who_it_is_to_machines(client, microsite, rf):
    microsite.office_hours = "Monday to Friday, 8 am to 4 pm"
    (organisation,) = microsite.get_schema_org(rf.get("/"))
    assert organisation["@type"] == "School" and organisation["telephone"] == "020 7946 0187"
    assert organisation["identifier"] == {"@type": "PropertyValue", "propertyID": "URN", "value": "900301"}
    assert organisation["openingHoursSpecification"][0]["closes"] == "16:00"


def test_a_colour_that_is_none_is_refused_with_an_example(microsite):
    microsite.colour = "blueish"
    with pytest.raises(ValidationError) as refusal:
        microsite.full_clean()
    assert "#2a8fbd" in str(refusal.value)


def test_a_school_home_page_stays_within_its_queries(client, microsite, django_assert_max_num_queries):
    client.get("/schools/alder-row-school-900301/")
    # One of them for the events to come.
    with django_assert_max_num_queries(21):
        client.get("/schools/alder-row-school-900301/")


def test_the_menu_holds_the_newest_yearly_report_and_no_older_one(client, microsite):
    for year in (2024, 2025, 2023):
        day = datetime.date(year, 9, 1)
        AnnualReportPageFactory(
            parent=microsite, school=microsite.school, academic_year=f"{year - 1}/{year % 100}", dated=day
        )
    html = flat(client.get(microsite.get_url()).content.decode())
    menu = html[html.index("<nav") : html.index("</nav>")]
    assert re.findall(r'href="([^"]+)"[^>]*>Yearly report', menu) == [f"{microsite.get_url()}report-2024-25/"]


def test_the_calendar_of_a_school_is_linked_from_its_careers_page_while_it_is_there(client, microsite):
    careers = CareersPageFactory(parent=microsite, school=microsite.school)
    html = client.get(careers.get_url()).content.decode()
    (address,) = re.findall(r'href="([^"]+)" type="text/calendar"', html)
    assert client.get(address)["Content-Type"].startswith("text/calendar")
    School.objects.update(status=School.Status.CLOSED)
    assert "text/calendar" not in client.get(careers.get_url()).content.decode()


def test_in_another_language_the_menu_leads_straight_to_the_page_that_has_the_words(client, microsite):
    urdu = Locale.objects.create(language_code="ur")
    careers = CareersPageFactory(parent=microsite, school=microsite.school)
    for page in (*microsite.get_ancestors()[1:], microsite):
        page.specific.copy_for_translation(urdu, alias=True)
    careers.copy_for_translation(urdu).save_revision().publish()
    html = client.get("/ur/schools/alder-row-school-900301/careers/").content.decode()
    assert f'hreflang="en" href="{microsite.get_url()}"' in html
    assert '"/ur/schools/alder-row-school-900301/"' not in html


def test_without_a_careers_page_the_home_page_leads_to_what_to_ask(client, microsite):
    address = f"{microsite.url}careers/"
    assert f'<a href="{address}">Three things worth asking</a>' in flat(client.get(microsite.url).content.decode())
    assert "<h3>Three things worth asking</h3>" in flat(client.get(address).content.decode())
    CareersPageFactory(parent=microsite)
    assert "Three things worth asking" not in flat(client.get(microsite.url).content.decode())
