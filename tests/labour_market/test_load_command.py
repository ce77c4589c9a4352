"""`load_labour_market` reads tidy CSV by manifests, says what it did by line, and changes nothing the second time."""

import datetime
import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from hub.labour_market.models import Area, Figure, InstitutionFigure, Measure, Source, Withheld

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

JOBS = "london_borough_total_jobs_2010_2023.csv"
HEADER = "area,gss_code,year,jobs\n"


@pytest.fixture(autouse=True)
def words(framework):
    """Boroughs and sectors are there."""


@pytest.fixture
def load(tmp_path):
    """Return a function that writes a file and loads it; it returns what the command said."""

    def run(text="", *, name=JOBS, manifest=None, **options):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        if manifest is not None:
            (tmp_path / "manifest.json").write_text(json.dumps(manifest))
            options["manifest"] = tmp_path / "manifest.json"
        out = StringIO()
        try:
            call_command("load_labour_market", path, stdout=out, **options)
        except CommandError as error:
            return f"{out.getvalue()}ERROR {error}"
        return out.getvalue()

    return run


def manifest(**more):
    return {
        "files": ["any.csv"],
        "sources": [{"slug": "s", "publisher": "ONS", "title": "Jobs", "licence": "OGL", "next_release": "2026-01-20"}],
        "columns": {"area": "area", "code": "gss_code", "period": "year"},
        "measures": [{"slug": "m", "label": "Jobs", "unit": "jobs", "basis": "workplace", "value": "jobs"}],
    } | more


def figures(**where):
    return {
        (figure.area.slug, figure.period): figure.value if figure.value is not None else figure.withheld
        for figure in Figure.objects.filter(**where).select_related("area")
    }


def test_rows_become_figures_with_their_papers(load):
    said = load(f"{HEADER}Hackney,E09000012,2022,182000\nGreater London,E12000007,2022,6466000\n")
    assert "2 rows read, 2 kept, 0 refused" in said
    assert figures() == {("hackney", "2022"): 182000, ("london", "2022"): 6466000}
    measure = Measure.objects.select_related("source").get()
    assert (measure.slug, measure.source.publisher, measure.source.period) == (
        "jobs",
        "Office for National Statistics",
        "2022",
    )


def test_a_second_run_changes_nothing(load):
    text = f"{HEADER}Hackney,E09000012,2022,182000\nCamden,E09000007,2022,x\n"
    load(text)
    before = list(Figure.objects.values())
    said = load(text)
    assert "0 added, 0 changed, 2 unchanged" in said
    assert "No change." in said
    assert list(Figure.objects.values()) == before


def test_a_new_release_changes_a_figure_and_keeps_older_periods(load):
    load(f"{HEADER}Hackney,E09000012,2021,170000\nHackney,E09000012,2022,182000\n")
    assert "1 added, 1 changed, 0 unchanged" in load(f"{HEADER}Hackney,,2022,183000\nHackney,,2023,190000\n")
    assert figures() == {("hackney", "2021"): 170000, ("hackney", "2022"): 183000, ("hackney", "2023"): 190000}


def test_a_dry_run_says_the_same_and_writes_nothing(load):
    said = load(f"{HEADER}Hackney,E09000012,2022,182000\n", dry_run=True)
    assert "1 added" in said
    assert "Dry run: nothing was written." in said
    assert not Figure.objects.exists()
    assert not Source.objects.exists()
    assert not Area.objects.exists()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Leeds,E08000035,2022,5", 'line 2: "Leeds" is no area of the hub.'),
        ("Camden,E09000012,2022,5", "line 2: E09000012 is Hackney, but the row is named Camden."),
        ("Hackney,E09000012,twenty,5", 'line 2: "twenty" is not a period such as 2022'),
        ("Hackney,E09000012,2022,many", 'line 2: jobs: "many" is not a number.'),
        ("Hackney,E09000012,2022,-5", "line 2: jobs: -5.00 is below nothing."),
        ("Hackney,E09000012,2022", "line 2: it has more or fewer cells than the header."),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_by_line_and_the_rest_loads(load, row, reason):
    said = load(f"{HEADER}{row}\nCamden,E09000007,2022,432000\n")
    assert reason in said
    assert "2 rows read, 1 kept, 1 refused" in said
    assert figures() == {("camden", "2022"): 432000}


def test_a_borough_under_an_old_name_or_code_is_found(load):
    load(f"{HEADER}City of Westminster,,2022,836000\nLondon Borough of Hackney,00AM,2022,182000\n")
    assert figures() == {("westminster", "2022"): 836000, ("hackney", "2022"): 182000}


@pytest.mark.parametrize(
    ("cell", "reason"), [("c", "suppressed"), ("x", "not-published"), ("-", "not-published"), ("[low]", "low")]
)
def test_a_suppressed_value_is_a_reason_and_never_nothing(load, cell, reason):
    load(f"{HEADER}Hackney,E09000012,2022,{cell}\n")
    assert figures() == {("hackney", "2022"): Withheld(reason)}


def test_a_period_of_months_has_its_days(load):
    load(f"{HEADER}Hackney,E09000012,Oct 2024 - Sep 2025,1\n")
    figure = Figure.objects.get()
    assert figure.period == "October 2024 to September 2025"
    assert (figure.start, figure.end) == (datetime.date(2024, 10, 1), datetime.date(2025, 9, 30))


def test_the_same_key_twice_with_one_value_counts_once(load):
    said = load(HEADER + "Hackney,E09000012,2022,182000\n" * 2)
    assert "2 rows read, 1 kept, 0 refused, 0 left out, 1 repeated; 1 figures" in said


def test_the_same_key_twice_with_two_values_is_refused_on_both_lines(load):
    said = load(f"{HEADER}Hackney,E09000012,2022,1\nHackney,E09000012,2022,2\nHackney,E09000012,2021,3\n")
    assert "line 2: line 3 has another value of the same figure; neither is taken." in said
    assert "line 3: line 2 has another value of the same figure; neither is taken." in said
    assert figures() == {("hackney", "2021"): 3}


def test_a_missing_column_names_those_there_are(load):
    said = load("area,code,year,jobs\nHackney,E09000012,2022,1\n")
    assert "jobs.json names columns that are not there: gss_code. The file has: area, code, year, jobs." in said
    assert f"ERROR Not loaded: {JOBS}." in said
    assert not Figure.objects.exists()


def test_a_manifest_that_names_a_missing_column_is_refused(load):
    wrong = manifest(measures=[manifest()["measures"][0] | {"value": "posts"}])
    assert "not there: posts. The file has: area, gss_code, year, jobs." in load(HEADER, manifest=wrong)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"colums": {}}, "keys that are not known: colums"),
        ({"sources": [{"slug": "s", "publisher": "", "title": "t", "licence": "l"}]}, "an empty publisher"),
        ({"columns": {"area": "area"}}, 'the measure "m" has no period'),
        ({"columns": {"period": "year"}}, "no column says which area"),
        ({"measures": [{"slug": "m", "label": "l", "unit": "euros", "basis": "workplace", "value": "jobs"}]}, "euros"),
        ({"measures": [manifest()["measures"][0] | {"value": {"a": "soon"}}]}, '"soon" is not a period'),
        ({"measures": [manifest()["measures"][0] | {"sum": ["england"]}]}, "is summed to england"),
    ],
)
def test_a_manifest_says_what_is_wrong_with_it(load, more, reason):
    said = load(HEADER, manifest=manifest(**more))
    assert said.startswith("ERROR manifest.json")
    assert reason in said
    assert "Nothing was written." in said


def test_a_withdrawn_source_keeps_its_rows_and_is_marked(load):
    text = f"{HEADER}Hackney,E09000012,2022,182000\n"
    load(text, name="any.csv", manifest=manifest())
    withdrawn = manifest()["sources"][0] | {"withdrawn_on": "2026-06-01"}
    said = load(HEADER, name="any.csv", manifest=manifest(sources=[withdrawn]))
    assert "source changed: s (withdrawn_on)" in said
    assert Source.objects.get().withdrawn_on == datetime.date(2026, 6, 1)
    assert Figure.objects.count() == 1
    # A manifest that does not speak of it brings nothing back.
    load(text, name="any.csv", manifest=manifest())
    assert Source.objects.get().withdrawn_on == datetime.date(2026, 6, 1)


def test_a_source_past_its_next_release_is_named_on_that_day(load):
    text = f"{HEADER}Hackney,E09000012,2022,182000\n"
    said = load(text, manifest=manifest(), on=datetime.date(2026, 1, 21))
    assert "Newer figures were due on 2026-01-20: ONS: Jobs (2022)." in said
    assert "due" not in load(text, manifest=manifest(), on=datetime.date(2026, 1, 20))


def test_a_file_that_no_manifest_names_is_refused_and_in_a_folder_it_is_named(load, tmp_path):
    assert "ERROR No manifest names other.csv" in load(HEADER, name="other.csv")
    out = StringIO()
    (tmp_path / JOBS).write_text(f"{HEADER}Hackney,E09000012,2022,1\n")
    call_command("load_labour_market", tmp_path, stdout=out)
    assert "other.csv: no manifest names it." in out.getvalue()
    assert Figure.objects.count() == 1


def test_a_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere is not there\. Nothing was written"):
        call_command("load_labour_market", tmp_path / "nowhere")


def test_a_file_of_schools_becomes_figures_of_institutions(load):
    text = "urn,share\n100049,90\n10004,SUPP\nabc,3\n"
    measure = {"slug": "m", "label": "Education", "unit": "percent", "basis": "pupils", "value": "share"}
    said = load(text, manifest=manifest(columns={"urn": "urn"}, period="2017/18", measures=[measure]))
    assert '"abc" is not a URN' in said
    assert list(InstitutionFigure.objects.order_by("urn").values_list("urn", "value", "withheld", "period")) == [
        ("10004", None, "suppressed", "2017/18"),
        ("100049", Decimal(90), "", "2017/18"),
    ]
    assert "0 added, 0 changed, 2 unchanged" in load(
        text, manifest=manifest(columns={"urn": "urn"}, period="2017/18", measures=[measure])
    )
