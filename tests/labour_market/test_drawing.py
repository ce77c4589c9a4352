"""The geometry of charts: from nothing, in proportion, and a gap where no value is."""

from decimal import Decimal

from hub.labour_market.drawing import AIR, HEIGHT, LONGEST, WIDTH, drawn
from hub.labour_market.profiles import Bar, Chart


def chart(kind: str, *values: tuple[str, int | None]) -> Chart:
    bars = tuple(Bar(label, None if value is None else Decimal(value), str(value)) for label, value in values)
    return Chart(kind, "Jobs", "jobs", bars)


def points(line: str) -> list[tuple[float, float]]:
    pairs = [point.split(",") for point in line.split()]
    return [(float(across), float(down)) for across, down in pairs]


def test_bars_are_in_proportion_and_a_gap_has_none():
    drawing = drawn(chart("bars", ("A", 50), ("B", 200), ("C", None), ("D", 0)))
    assert [row.length for row in drawing.rows] == [25.0, LONGEST, None, 0.0]
    assert not drawing.line


def test_a_chart_of_nothing_is_drawn():
    assert [row.length for row in drawn(chart("bars", ("A", 0), ("B", None))).rows] == [0.0, None]
    assert drawn(chart("line")).rows == []
    assert not drawn(chart("line", ("2022", 5))).line


def test_a_line_runs_to_scale_where_years_are_missing():
    drawing = drawn(chart("line", ("2020", 50), ("2025", 100), ("2035", 75)))
    assert points(drawing.line) == [(0, HEIGHT - (HEIGHT - AIR) / 2), (106.7, AIR), (WIDTH, HEIGHT - 69)]
    assert (drawing.first and drawing.first.label, drawing.last and drawing.last.label) == ("2020", "2035")


def test_a_line_of_periods_without_a_year_of_their_own_runs_evenly():
    drawing = drawn(chart("line", ("July 2025", 1), ("August 2025", 2), ("September 2025", 3)))
    assert [across for across, _down in points(drawing.line)] == [0, WIDTH / 2, WIDTH]


def test_a_line_leaves_out_what_is_not_published_and_its_table_says_so():
    drawing = drawn(chart("line", ("2020", 1), ("2021", None), ("2022", 3)))
    assert len(points(drawing.line)) == 2
    assert [row.length is None for row in drawing.rows] == [False, True, False]
