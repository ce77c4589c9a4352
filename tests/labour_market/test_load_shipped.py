"""What the hub ships: manifests, areas, occupations and the set of figures that `bootstrap` loads."""

from decimal import Decimal

import pytest

from curriculum.models import Borough, Sector
from hub.labour_market.loading import compact, reference
from hub.labour_market.loading.compact import FIGURES
from hub.labour_market.loading.manifest import MANIFESTS, read_all
from hub.labour_market.models import Area, Figure, Measure, Occupation, Source

DATA = FIGURES.parent.parent
LARGEST = 400_000


def test_what_ships_is_small():
    assert sum(path.stat().st_size for path in (FIGURES, *DATA.glob("*.json"))) < LARGEST


def test_every_manifest_says_where_its_figures_are_from_and_under_which_licence():
    assert len(read_all()) == len(list(MANIFESTS.glob("*.json"))) > 15
    for manifest in read_all():
        for source in manifest.sources:
            assert source.publisher, manifest.name
            assert source.licence == "Open Government Licence v3.0", manifest.name
            assert source.checked_on, manifest.name
        for rule in manifest.rules:
            assert rule.measure.reading, rule.measure.slug
            assert "{" not in rule.measure.slug + rule.measure.label


def test_no_two_manifests_describe_a_measure_differently():
    told: dict[str, object] = {}
    for manifest in read_all():
        for rule in manifest.rules:
            assert told.setdefault(rule.measure.slug, rule.measure) == rule.measure


def test_the_figures_that_ship_are_written_as_they_are_read():
    places = FIGURES.read_text().splitlines()[0].split(",")[3:]
    assert compact.written(compact.read(), places=places) == FIGURES.read_text()


@pytest.mark.postgresql
@pytest.mark.django_db
class TestLoading:
    @pytest.fixture(autouse=True)
    def words(self, framework):
        """Boroughs and sectors are there."""

    def test_the_first_run_loads_all_and_the_second_changes_nothing(self, django_assert_max_num_queries):
        first = compact.load()
        assert first.added == first.figures == Figure.objects.count() > 8000
        before = list(Figure.objects.order_by("pk").values_list())
        with django_assert_max_num_queries(120):
            second = compact.load()
        assert (second.added, second.changed, second.facts) == (0, 0, [])
        assert list(Figure.objects.order_by("pk").values_list()) == before

    def test_what_is_newer_or_an_editors_stays(self):
        compact.load()
        figure = Figure.objects.filter(measure__slug="jobs", area__slug="hackney").latest("end")
        Figure.objects.filter(pk=figure.pk).update(value=Decimal(1))
        Source.objects.filter(pk=figure.measure.source_id).update(next_release="2027-01-01", withdrawn_on="2026-11-01")
        compact.load()
        figure.refresh_from_db()
        assert figure.value == 1
        source = Source.objects.get(pk=figure.measure.source_id)
        assert (str(source.next_release), str(source.withdrawn_on)) == ("2027-01-01", "2026-11-01")

    def test_every_borough_and_london_has_jobs_pay_businesses_and_apprenticeships(self):
        compact.load()
        for measure in ("jobs", "jobs-in-construction", "pay-week", "businesses", "apprenticeship-starts-residents"):
            places = set(Figure.objects.filter(measure__slug=measure).values_list("area__slug", flat=True))
            assert places >= {"london", *Borough.objects.values_list("slug", flat=True)}, measure

    def test_no_figure_is_without_a_source_and_a_period(self):
        compact.load()
        assert not Figure.objects.filter(period="").exists()
        assert not Measure.objects.filter(source__publisher="").exists()
        assert not Source.objects.filter(measures__isnull=False, period="").exists()

    def test_areas_are_the_boroughs_in_their_sub_regions(self):
        reference.load_reference()
        assert Area.objects.filter(
            slug="hackney",
            borough__slug="hackney",
            parent__slug="central-london-forward",
            parent__parent__slug="london",
        ).exists()
        assert Area.objects.boroughs().count() == 33

    def test_every_sector_has_eight_occupations_or_more_with_tasks_and_ways_in(self):
        reference.load_reference()
        for sector in Sector.objects.all():
            occupations = sector.occupations.filter(level=Occupation.Level.UNIT)
            assert len(occupations) >= 8, sector
            assert all(occupation.tasks for occupation in occupations), sector

    def test_loading_areas_and_occupations_again_changes_nothing(self):
        first = reference.load_reference()
        assert [outcome.added for outcome in first] == [outcome.there for outcome in first]
        assert [(outcome.added, outcome.changed) for outcome in reference.load_reference()] == [(0, 0), (0, 0)]
        barbers = Occupation.objects.get(code="6221")
        barbers.sectors.clear()
        reference.load_reference()
        assert [sector.slug for sector in barbers.sectors.all()] == ["hair-and-beauty"]
