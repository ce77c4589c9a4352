"""What a search finds besides lessons: schools first where one is named, duties and pages by their words."""

import datetime
import re

import pytest
from wagtail.models import PageViewRestriction

from hub.schools.models import Registration
from search.results import elsewhere
from tests.factories.careers import CareersPageFactory
from tests.factories.clusters import ClusterIndexPageFactory, ClusterPageFactory
from tests.factories.pages import StandardPageFactory
from tests.factories.resources import LessonResourcePageFactory
from tests.factories.schools import BoroughFactory, SchoolFactory, SchoolHomePageFactory, SchoolIndexPageFactory
from tests.languages import OTHER_SCRIPTS, OTHERS, unanswered, unmarked

pytestmark = pytest.mark.postgresql


@pytest.fixture(autouse=True)
def schools(home, library):
    index = SchoolIndexPageFactory(parent=home)
    newham, camden = BoroughFactory(label="Newham"), BoroughFactory(label="Camden")
    wren = SchoolFactory(
        name="Wren Quill School", urn=900701, borough=newham, postcode="E8 4HY", easting=534000, northing=184000
    )
    SchoolFactory(name="St Osyth’s CofE Primary School", urn=900702, borough=newham, phase="Primary")
    SchoolFactory(name="Harbour Academy of Technology", urn=900703, borough=camden, easting=535609, northing=184000)
    SchoolFactory(name="Interview School", urn=900704, borough=camden)
    CareersPageFactory(parent=SchoolHomePageFactory(parent=index, school=wren), slug="careers")
    for title in ("Mock interview", "Interview a visitor", "Harbour jobs", "Harbour work", "A primary school"):
        LessonResourcePageFactory(parent=library, title=title)


@pytest.fixture
def get(client):
    """Return the context of the results page."""
    return lambda typed, **asked: client.get("/search/", {"q": typed, **asked}).context["view"].elsewhere


def names(found: elsewhere.Elsewhere) -> list[str]:
    return [line.school.name.split()[0] for line in found.schools.lines] if found.schools else []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Wren Quill", "Wren"),
        ("wren quil", "Wren"),
        ("wren quill year 9", "Wren"),
        ("Saint Osyths Church of England", "St"),
        ("900703", "Harbour"),
        ("HAT", "Harbour"),
        ("E8 4HY", "Wren"),
        ("schools near E8", "Wren"),
        ("primary schools in newham", "St"),
        ("Newham", "Wren"),
        ("interview school", "Interview"),
    ],
)
def test_a_school_that_is_named_stands_before_the_lessons(get, typed, first):
    found = get(typed)
    assert found.schools is not None and found.schools.leads and names(found)[0] == first


@pytest.mark.parametrize(
    "typed", ["", "year 9", "mock interview", "harbour", "visitor", "primary", "job", "school", "HATS"]
)
def test_a_search_for_lessons_names_no_school_first(get, typed):
    found = get(typed)
    assert found.schools is None or not found.schools.leads


def test_a_school_of_an_ordinary_word_stands_after_the_lessons(client):
    html = client.get("/search/?q=interview").content.decode()
    assert html.index("Mock <mark>interview") < html.index('id="found-schools"') < html.index("Interview School")


def test_schools_lead_to_their_careers_page_or_to_what_the_register_says(client):
    html = client.get("/search/?q=wren+quill").content.decode()
    assert 'href="/schools/wren-quill-school-900701/careers/"' in html and "No lessons or resources" in html
    html = client.get("/search/?q=harbour+academy+technology").content.decode()
    assert 'href="/schools/harbour-academy-of-technology-900703/"' in html and "No careers page here" in html


def test_a_postcode_says_how_far_and_all_of_them_are_one_step_away(client):
    html = client.get("/search/?q=E8+4HY").content.decode()
    assert html.index("less than 0.1 miles") < html.index("about 1 mile")
    assert 'href="/schools/?q=E8%204HY"' in html and "straight line" in html


def test_more_schools_than_three_are_one_step_away(client):
    for number in range(5):
        SchoolFactory(name=f"Wren Quill School {number}", urn=900710 + number)
    html = client.get("/search/?q=wren+quill").content.decode()
    assert "All 6 schools" in html and html.count("No careers page here") == 2


def test_a_closed_school_comes_only_where_no_other_answers(get):
    SchoolFactory(name="Wren Quill Old School", urn=900720, status="closed")
    assert "Old" not in str([line.school.name for line in get("wren quill").schools.lines])
    assert [line.school.name for line in get("wren quill old").schools.lines] == ["Wren Quill Old School"]


def titles(found: elsewhere.Elsewhere) -> list[str]:
    return [line.title for line in found.lines]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("provider access", "A policy on access for colleges and training providers, with all of its parts"),
        ("Baker clause", "A policy on access for colleges and training providers, with all of its parts"),
        ("what must be on our website", "What schools are asked to publish"),
        ("statutory requirements", "What schools are asked to publish"),
        ("careers leader's name", "Careers leader's name, email and telephone"),
        ("privacy", "Privacy"),
    ],
)
def test_duties_and_pages_are_found_by_their_words_and_come_first(get, home, typed, first):
    StandardPageFactory(parent=home, title="Privacy", slug="privacy", summary="What the hub keeps of visitors.")
    found = get(typed)
    assert titles(found)[0] == first and found.lines_lead


def test_each_duty_leads_to_where_it_is_explained(client, get):
    (line, *_rest) = get("provider access").lines
    assert line.url == "/schools/data/#asked-PAL-01" and line.kind == "In law"
    assert 'id="asked-PAL-01"' in client.get("/schools/data/").content.decode()


@pytest.mark.parametrize("code", OTHERS)
def test_in_another_language_what_is_english_in_a_line_says_so(client, home, code):
    StandardPageFactory(parent=home, title="Privacy", slug="privacy", summary="What the hub keeps of visitors.")
    with unanswered(code) as missing:
        for typed in ("provider access", "privacy", "statutory requirements"):
            html = client.get(f"/{code}/search/", {"q": typed}).content.decode()
            assert "found-pages" in html and unmarked(html) == [], typed
    assert missing == set()


def test_a_duty_is_found_by_its_english_words_and_named_in_the_language_of_the_page(client):
    (line, *_rest) = client.get("/bn/search/", {"q": "provider access"}).context["view"].elsewhere.lines
    assert OTHER_SCRIPTS.search(line.title) and not line.title_language
    assert line.summary.startswith("Publish a policy statement") and line.summary_language == "en"
    (line, *_rest) = client.get("/search/", {"q": "provider access"}).context["view"].elsewhere.lines
    assert not line.title_language and not line.summary_language


def test_a_cluster_is_found_by_its_name_and_by_what_it_is_for(get, home):
    index = ClusterIndexPageFactory(parent=home, title="Clusters")
    ClusterPageFactory(parent=index, title="Quagga Valley cluster", purpose="<p>Visits to zebroid yards.</p>")
    assert titles(get("quagga valley")) == ["Quagga Valley cluster"]
    assert titles(get("zebroid")) == ["Quagga Valley cluster"]


def test_a_word_of_many_lessons_shows_pages_after_them(get, home, library):
    StandardPageFactory(parent=home, title="About interviews here", slug="interviews")
    for number in range(elsewhere.FEW_LESSONS):
        LessonResourcePageFactory(parent=library, title=f"Interview {number}")
    found = get("interview")
    assert titles(found) == ["About interviews here"] and not found.lines_lead


def test_a_page_that_is_closed_renamed_or_gone_is_so_at_once(get, home):
    page = StandardPageFactory(parent=home, title="Quagga", slug="quagga")
    below = StandardPageFactory(parent=page, title="Quagga below", slug="below")
    assert titles(get("quagga")) == ["Quagga", "Quagga below"]
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert titles(get("quagga")) == []
    restriction.delete()
    below.title = "Okapi"
    below.save()
    assert titles(get("okapi")) == ["Okapi"]
    page.unpublish()
    assert titles(get("quagga")) == []


def test_a_page_of_a_school_is_none_of_the_hub(get, home):
    index = home.get_children().get(slug="schools").specific
    own = SchoolHomePageFactory(parent=index, school=SchoolFactory(name="Alder Row School", urn=900730))
    StandardPageFactory(parent=own, title="Quagga", slug="quagga")
    assert titles(get("quagga")) == []


def test_the_second_page_of_results_has_lessons_alone(get, library):
    for number in range(30):
        LessonResourcePageFactory(parent=library, title=f"Wren {number}")
    assert get("wren quill", page="1").schools and not get("wren quill", page="2")


def test_nothing_found_leads_to_schools_and_duties_too(client):
    html = client.get("/search/?q=zzqxwv").content.decode()
    assert 'href="/schools/?q=zzqxwv"' in html and 'href="/schools/data/#asked"' in html


@pytest.mark.parametrize("typed", ["wren quill", "provider access", "interview school"])
def test_what_is_found_elsewhere_costs_a_few_queries(client, typed, django_assert_max_num_queries):
    client.get("/search/", {"q": typed})
    with django_assert_max_num_queries(17):
        client.get("/search/", {"q": typed})


def test_a_school_is_read_in_force_on_the_day(client):
    Registration.objects.filter(urn=900703).update(starts_on=datetime.date(2030, 1, 1))
    assert client.get("/search/?q=900703").status_code == 200


def test_who_does_not_see_the_page_is_told_of_the_schools(client):
    html = client.get("/search/?q=wren+quill", headers={"HX-Request": "true"}).content.decode()
    assert 'data-hx-swap-oob="innerHTML">No results, 1 school</p>' in html


@pytest.mark.parametrize("address", ["/search/?q=interview", "/schools/wren-quill-school-900701/search/?q=x"])
def test_one_step_leads_past_the_filters_to_the_results(client, address):
    html = client.get(address).content.decode()
    target = re.search(r'<a class="skip" href="#(results|found)">', html)
    assert target and re.search(rf'id="{target[1]}" tabindex="-1"', html)
    assert html.index("#main") < html.index(target[0]) < html.index("<header")
