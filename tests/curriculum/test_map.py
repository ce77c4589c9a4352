"""The map: gaps and overlaps against brute force, and what never appears on it."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale, PageViewRestriction

from curriculum.mapping import MapUnit, build
from curriculum.models import Criterion
from tests.factories.curriculum import ActivityKindFactory, CriterionFactory, FrameworkFactory, UnitPageFactory, lesson

YEARS = range(3, 14)
STRANDS = [Criterion(pk=pk, slug=f"s{pk}", label=f"S{pk}", code=f"S{pk}") for pk in (1, 2, 3)]

unit_shapes = st.tuples(
    st.lists(st.integers(3, 13), min_size=1, max_size=3, unique=True).map(lambda years: tuple(sorted(years))),
    st.frozensets(st.sampled_from([1, 2, 3]), max_size=3),
    st.frozensets(st.sampled_from(["fair", "in-class", "taster"]), max_size=2),
)


@st.composite
def curricula(draw):
    shapes = draw(st.lists(unit_shapes, max_size=8))
    units = [MapUnit(key, *shape) for key, shape in enumerate(shapes)]
    some = st.sampled_from(range(len(units))) if units else st.nothing()
    links: dict[int, set[int]] = {}
    for later, earlier in draw(st.lists(st.tuples(some, some), max_size=10)) if units else []:
        links.setdefault(later, set()).add(earlier)  # circles and self-links too: old data may have them
    return units, links


def connected(units, links):
    """Which builds on which, by trying every middle (Warshall)."""
    keys = [unit.key for unit in units]
    path = {(a, b): b in links.get(a, ()) for a, b in product(keys, keys)}
    for middle, a, b in product(keys, keys, keys):
        path[a, b] = path[a, b] or (path[a, middle] and path[middle, b])
    return path


@given(curricula())
def test_gaps_and_overlaps_are_what_brute_force_finds(curriculum):
    units, links = curriculum
    path = connected(units, links)
    for strand in build(criteria=STRANDS, years=list(YEARS), units=units, links=links):
        here = [unit for unit in units if strand.criterion.pk in unit.strands]
        assert strand.gaps == [year for year in YEARS if not any(year in unit.years for unit in here)]
        expected = {
            (later.key, earlier.key)
            for later, earlier in product(here, here)
            if (earlier.first_year, earlier.key) < (later.first_year, later.key)
            and later.kinds & earlier.kinds
            and not path[later.key, earlier.key]
            and not path[earlier.key, later.key]
        }
        found = {(placed.unit.key, each.key) for placed in strand.overlaps for each in placed.repeats}
        assert found == expected


@pytest.fixture
def cdi(db):
    framework = FrameworkFactory(slug="cdi", synonyms=["CDI"])
    return [CriterionFactory(slug=slug, framework=framework, order=i) for i, slug in enumerate(["grow", "explore"])]


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_repeated_kind_is_an_overlap_until_a_link_says_it_builds_on(cdi, stage_page, map_page, client):
    first = UnitPageFactory(parent=stage_page, title="Enterprise day", years=[8], criteria=cdi[:1], lessons=[lesson()])
    middle = UnitPageFactory(parent=stage_page, title="Something else", years=[8], builds_on=[first])
    again = UnitPageFactory(
        parent=stage_page, title="Enterprise again", years=[9], criteria=cdi[:1], lessons=[lesson()]
    )
    text = words(client.get(map_page.url))
    assert "Overlap: 1" in text
    assert "Overlaps Year 8" in text
    assert "the same kind of activity as “Enterprise day” (Year 8)" in text
    assert "Gap: 20 of 22 cells" in text
    again.builds_on.set([middle])
    again.save()
    text = words(client.get(map_page.url))
    assert "Overlap: 0" in text
    assert "after Y8" in text


def test_a_repeated_everyday_lesson_marks_no_cell_and_is_told_in_words(cdi, stage_page, map_page, client):
    ActivityKindFactory(slug="ordinary", everyday=True)
    for year in (8, 9):
        UnitPageFactory(parent=stage_page, years=[year], criteria=cdi[:1], lessons=[lesson(kind="ordinary")])
    text = words(client.get(map_page.url))
    assert "Overlap: 0" in text and "1 everyday lesson of the same kind" in text
    assert text.count("without saying that it builds on it") == 1


def test_drafts_private_units_and_other_languages_never_appear(cdi, stage_page, map_page, client):
    UnitPageFactory(parent=stage_page, title="Hidden draft", criteria=cdi, live=False)
    private = UnitPageFactory(parent=stage_page, title="Private unit", criteria=cdi)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    foreign = UnitPageFactory(parent=stage_page, title="Foreign unit", criteria=cdi)
    type(foreign).objects.filter(pk=foreign.pk).update(locale=Locale.objects.get_or_create(language_code="bn")[0])
    text = words(client.get(map_page.url))
    assert "0 units." in text
    for title in ("Hidden draft", "Private unit", "Foreign unit"):
        assert title not in text


def test_a_retired_criterion_stays_out(cdi, stage_page, map_page, client):
    UnitPageFactory(parent=stage_page, title="Only in the old strand", criteria=cdi[1:])
    cdi[1].retired = True
    cdi[1].save()
    text = words(client.get(map_page.url))
    assert "Only in the old strand" not in text
    assert "Gap: 11 of 11 cells" in text


def test_a_sub_criterion_puts_a_unit_in_its_benchmarks_strand(cdi, stage_page, map_page, client):
    gatsby = FrameworkFactory(slug="gatsby", synonyms=["Gatsby"])
    top = CriterionFactory(slug="gb2", code="GB2", framework=gatsby)
    sub = CriterionFactory(slug="gb2-1", code="GB2.1", framework=gatsby, parent=top)
    UnitPageFactory(parent=stage_page, title="Reading labour market information", years=[9], criteria=[sub])
    assert "Reading labour market information" in words(client.get(map_page.url + "?by=gatsby"))
    assert "Gap: 10 of 11 cells" in words(client.get(map_page.url + "?by=gatsby"))
    assert "Reading labour market information" not in words(client.get(map_page.url))


@pytest.mark.parametrize("query", ["?by=", "?by=nonsense", "?by=%00", "?by=gatsby&by=cdi"])
def test_an_unknown_framework_shows_the_usual_one(cdi, map_page, client, query):
    response = client.get(map_page.url + query)
    assert response.status_code == 200
    assert "CDI" in words(response)


def test_a_map_without_any_framework_still_answers(map_page, client):
    assert client.get(map_page.url).status_code == 200


def test_the_map_takes_the_same_queries_however_many_units(
    cdi, stage_page, map_page, client, django_assert_max_num_queries
):
    UnitPageFactory(parent=stage_page, criteria=cdi, lessons=[lesson()])
    client.get(map_page.url)
    with django_assert_max_num_queries(22) as few:
        client.get(map_page.url)
    earlier: list = []
    for year in (3, 7, 7, 9, 11, 13):
        earlier = [
            UnitPageFactory(parent=stage_page, years=[year], criteria=cdi, lessons=[lesson()], builds_on=earlier)
        ]
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(map_page.url)


def test_the_cells_of_the_map_have_the_roles_of_a_table_and_no_others(cdi, map_page, client):
    """HTML lets no cell of a table say a role again: 97 errors of a checker."""
    html = client.get(map_page.url).content.decode()
    table = html[html.index("<table") : html.index("</table>")]
    assert "<td" in table and "role=" not in table
