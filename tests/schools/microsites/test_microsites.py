import pytest
from django.core.exceptions import ValidationError

from tests.factories.schools import SchoolFactory, SchoolHomePageFactory, SchoolIndexPageFactory


@pytest.fixture
def microsite(home):
    school = SchoolFactory(name="Alder Row School", urn=900301, telephone="020 7946 0187")
    return SchoolHomePageFactory(parent=SchoolIndexPageFactory(parent=home), school=school, colour="#808000")


def test_a_school_home_page_shows_its_number_and_its_repaired_colour_under_a_nonce(client, microsite):
    response = client.get("/schools/alder-row-school-900301/")
    html = response.content.decode()
    assert 'href="tel:+442079460187"' in html
    assert "--school:#7a7a00;--school-on:#ffffff" in html
    nonce = html.split('<style nonce="')[1].split('"')[0]
    assert nonce and f"'nonce-{nonce}'" in response["Content-Security-Policy"]


def test_a_school_home_page_says_who_it_is_to_machines(client, microsite, rf):
    (organisation,) = microsite.get_schema_org(rf.get("/"))
    assert organisation["@type"] == "EducationalOrganization" and organisation["telephone"] == "020 7946 0187"


def test_a_colour_that_is_none_is_refused_with_an_example(microsite):
    microsite.colour = "blueish"
    with pytest.raises(ValidationError) as refusal:
        microsite.full_clean()
    assert "#2a8fbd" in str(refusal.value)


def test_a_school_home_page_stays_within_its_queries(client, microsite, django_assert_max_num_queries):
    client.get("/schools/alder-row-school-900301/")
    with django_assert_max_num_queries(20):
        client.get("/schools/alder-row-school-900301/")
