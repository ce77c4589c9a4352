import re

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction, Site

from curriculum.models import ResourceType, Subject, YearGroup
from search.checks import engine_fits_the_database
from search.facets import FACETS
from search.index.writing import put
from search.models import Entry, IndexMark
from tests.factories.pages import StandardPageFactory
from tests.factories.resources import LessonResourcePageFactory
from tests.factories.search import make_document, make_entries
from tests.sizes import examples, size

pytestmark = pytest.mark.postgresql

HTMX = {"HX-Request": "true"}


@pytest.fixture
def resource(library):
    return LessonResourcePageFactory(
        parent=library,
        title="Mock <interview>",
        summary="Pupils answer questions about jobs.",
        year_groups=list(YearGroup.objects.filter(number__in=[8, 9])),
        subjects=list(Subject.objects.filter(slug="english")),
        resource_type=ResourceType.objects.get(slug="worksheet"),
        minutes=20,
    )


@pytest.fixture
def get(client):
    def fetch(query="", **headers):
        response = client.get(reverse("search") + query, headers=headers or None)
        assert response.status_code == 200
        return response.content.decode()

    return fetch


def test_a_visit_shows_everything_with_its_years_minutes_type_and_check(get, resource):
    text = get()
    assert ">1 result</strong>" in text
    assert f'href="{resource.get_url()}"' in text
    for said in ("Years 8 and 9", "20 min", "Worksheet", "English", "KS3"):
        assert said in text


def test_the_words_found_are_marked_and_the_text_is_escaped(get, resource):
    text = get("?q=interviews")
    assert "Mock &lt;<mark>interview</mark>&gt;" in text
    assert "<interview>" not in text


def test_filler_is_not_marked_even_where_it_counts_side_by_side(get, library):
    LessonResourcePageFactory(parent=library, title="Who can do this job?")
    assert "Who can do this <mark>job</mark>?" in get("?q=who+can+do+this+job")


def test_a_passage_is_shown_when_the_summary_holds_none_of_the_words(get, library):
    body = [{"type": "paragraph", "value": "<p>Sort the bricklayers.</p>"}]
    LessonResourcePageFactory(parent=library, title="Cards", summary="For tables.", body=body)
    assert "Sort the <mark>bricklayers</mark>." in get("?q=bricklayer")


def test_the_page_says_how_many_hold_all_words(get, library):
    for title in ("Mock interview", "Mock exam", "Mock paper"):
        LessonResourcePageFactory(parent=library, title=title)
    text = get("?q=mock+interview")
    assert ">1 result</strong>" in text
    text = get("?q=mock+interview&words=any")
    assert ">3 results</strong>" in text
    assert "1 of them holds all your words" in text


def test_a_filter_in_use_is_a_chip_that_removes_it(get, resource):
    text = get("?q=interview&year=9&minutes=20")
    assert f'href="{reverse("search")}?q=interview&amp;minutes=20"><span><span class="vh">Remove </span>Year 9' in text
    assert "Up to 20 minutes" in text
    assert 'name="year" value="9" checked' in text


def test_a_value_that_would_find_nothing_is_there_and_inert(get, resource):
    text = get()
    assert re.search(r'name="year" value="7" disabled>', text)
    assert re.search(r'name="year" value="8">', text)


def test_a_chosen_value_without_results_can_be_taken_away(get, resource):
    assert 'name="year" value="7" checked>' in get("?year=7")


def test_what_a_term_is_called_is_escaped_in_its_box(get, resource):
    Subject.objects.filter(slug="english").update(label="<b>Words & more</b>")
    IndexMark.move(vocabulary=True)
    assert '<span>&lt;b&gt;Words &amp; more&lt;/b&gt;</span><span class="count">' in get()


def test_where_there_are_several_sites_a_result_leads_to_its_own(get, home, resource, settings):
    settings.ALLOWED_HOSTS = ["*"]
    address = resource.get_url()
    Site.objects.create(hostname="news.example", root_page=StandardPageFactory(parent=home))
    assert f'href="{address}"' in get()
    assert f'href="http://localhost{address}"' in get(host="news.example")


def test_every_facet_of_the_list_is_in_the_form(get, resource):
    text = get()
    for facet in FACETS:
        assert str(facet.label) in text
        assert f'id="f-{facet.key}-' in text, facet.key


def test_no_results_name_the_filter_that_emptied_the_list_and_the_ways_on(get, resource):
    text = get("?q=interview&year=9&type=assembly")
    assert "<b>Assembly</b> is what emptied the list." in text
    row = re.sub(r">\s+|\s+<", lambda found: found[0].strip(), text)
    assert f'<a href="{reverse("search")}?q=interview&amp;year=9">Assembly</a></td><td class="n">1 result<' in row
    assert "still none" in text
    assert "All lessons and resources" in text


def test_no_results_without_a_filter_still_lead_on(get, resource):
    text = get("?q=beekeeping")
    assert "Nothing matches <b>beekeeping</b>" in text
    assert "All lessons and resources" in text


def test_results_come_twenty_to_a_page_with_real_links(get, library):
    for number in range(23):
        LessonResourcePageFactory(parent=library, title=f"Interview {number}")
    first, second, beyond = get("?q=interview"), get("?q=interview&page=2"), get("?q=interview&page=9")
    assert first.count('class="hit"') == 20
    assert second.count('class="hit"') == beyond.count('class="hit"') == 3
    assert "?q=interview&amp;page=2" in first
    assert "There is no page 9" in beyond


def test_htmx_gets_the_results_and_the_counts_and_no_page_around_them(client, resource):
    response = client.get(reverse("search") + "?q=&year=9&sort=relevance", headers=HTMX)
    text = response.content.decode()
    assert "<html" not in text
    assert 'id="facets" data-hx-swap-oob' in text
    assert 'id="say" data-hx-swap-oob="innerHTML">1 result<' in text
    assert response["HX-Push-Url"] == "/search/?year=9"
    assert "HX-Request" in response["Vary"]
    back = client.get(reverse("search"), headers=HTMX | {"HX-History-Restore-Request": "true"})
    assert "<html" in back.content.decode()


def test_searches_are_kept_out_of_other_search_engines_and_the_front_is_not(get, resource):
    assert 'name="robots" content="noindex"' in get("?q=interview")
    assert "noindex" not in get()


def test_what_is_not_public_is_never_returned_even_if_its_entry_is_late(get, library, resource):
    draft = LessonResourcePageFactory(parent=library, title="Secret interview", live=False)
    put([draft])
    assert "Secret" not in get("?q=interview")
    entry = Entry.objects.get(page_id=resource.pk)
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=resource, restriction_type=PageViewRestriction.LOGIN)]
    )
    assert Entry.objects.get(pk=entry.pk).gone is False
    assert resource.get_url() not in get("?q=interview")


def test_english_stands_in_where_a_language_has_nothing_and_says_so(client, resource):
    text = client.get("/bn/search/?q=interview").content.decode()
    assert 'class="hits" lang="en" dir="ltr"' in text


@pytest.mark.parametrize("query", ["", "?q=interview", "?q=mock+interview&year=9&minutes=20&sort=newest"])
def test_a_search_takes_a_fixed_number_of_queries(query, client, library, django_assert_max_num_queries):
    """Whatever is selected and however many there are: mark, words, ranking; entries with pages, privacy, facets.

    For words, whether the register, the hub's own pages, the events and the offers are what is held of them, and
    privacy.
    """
    year = list(YearGroup.objects.filter(number=9))
    for number in range(25):
        LessonResourcePageFactory(parent=library, title=f"Mock interview {number}", year_groups=year, minutes=10)
    make_entries(*(make_document(f"Interview {n}", facets={"year": ["9"]}) for n in range(size(400, whole=2000))))
    client.get(reverse("search") + query)
    with django_assert_max_num_queries(12 if "q=" in query else 7):
        client.get(reverse("search") + query)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from(["q", "sort", "page", *(facet.key for facet in FACETS)]),
        st.text(max_size=60) | st.sampled_from(["9", "20", '"a" OR (b*', "'; --", "\x00", "AND NOT"]),
    )
)
def test_no_address_breaks_the_page(query, client, resource):
    assert client.get(reverse("search"), query).status_code == 200


def test_a_database_that_the_engine_can_use_gives_no_warning(db):
    assert engine_fits_the_database() == []


def test_a_database_that_no_engine_can_use_gives_a_plain_page_and_a_warning_that_says_what_to_do(
    client, resource, no_engine
):
    response = client.get(reverse("search") + "?q=job&year=9")
    assert response.status_code == 503
    assert "Search is not available" in response.content.decode()
    (warning,) = engine_fits_the_database()
    assert "SQLite" in str(warning.hint)
