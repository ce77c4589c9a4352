"""The files of figures: each row has its period, unit, source and licence, and no cell runs as a formula."""

import csv
import datetime
import io
import json
from decimal import Decimal
from typing import Any

from hub.labour_market import files
from hub.labour_market.models import Area, Measure, Source
from hub.labour_market.profiles import Point, Shown


def shown(*, title: str = "Jobs density", value: Decimal | None = Decimal(147000), withheld: str = "") -> Shown:
    source = Source(
        publisher="Office for National Statistics",
        title=title,
        licence="Open Government Licence v3.0",
        licence_url="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        released=datetime.date(2025, 3, 1),
        next_release=datetime.date(2026, 3, 1),
    )
    measure = Measure(slug="jobs", label="Jobs", unit="jobs", basis="workplace", source=source)
    area = Area(label="Hackney", gss_code="E09000012")
    point = Point("2023", datetime.date(2023, 1, 1), datetime.date(2023, 12, 31), value, withheld)
    return Shown("147,000", measure, area, point, due=True, of="Digital")


def read(text: str) -> list[dict[str, Any]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_each_row_can_be_quoted_by_itself():
    (row,) = read(files.as_csv([shown()]))
    assert (row["area"], row["area_code"]) == ("Hackney", "E09000012")
    assert (row["of"], row["period"], row["from"], row["to"]) == ("Digital", "2023", "2023-01-01", "2023-12-31")
    assert (row["value"], row["unit"], row["counts"]) == ("147000", "jobs", "work located in the area")
    assert row["licence"] == "Open Government Licence v3.0"
    assert (row["next_release"], row["newer_figures_were_due"]) == ("2026-03-01", "yes")
    assert all(row[key] for key in ("measure", "publisher", "source", "licence_url", "released"))


def test_what_is_not_published_is_never_nothing():
    figures = [shown(value=None, withheld="suppressed")]
    (row,) = read(files.as_csv(figures))
    assert (row["value"], row["not_published"]) == ("", "suppressed")
    found = json.loads(files.as_json(figures, title="Hackney", url="https://hub.example/"))
    assert found["figures"][0]["value"] is None


def test_a_cell_of_a_source_never_runs_as_a_formula():
    (row,) = read(files.as_csv([shown(title="=cmd|' /C calc'!A0")]))
    assert row["source"].startswith("'=")


def test_the_json_holds_numbers_and_the_same_columns():
    found = json.loads(files.as_json([shown(), shown(value=Decimal("19.50"))], title="Hackney", url="u"))
    assert [figure["value"] for figure in found["figures"]] == [147000, 19.5]
    assert all(tuple(figure) == files.COLUMNS for figure in found["figures"])
    assert (found["title"], found["url"]) == ("Hackney", "u")


def test_a_page_without_figures_is_a_file_with_a_header():
    assert read(files.as_csv([])) == []
