"""The hours: what holds whatever the programme is."""

from hypothesis import given
from hypothesis import strategies as st

from curriculum import hours
from curriculum.hours import Activity

activities = st.builds(
    Activity,
    kind=st.sampled_from(["in-class", "fair", "part-time-work"]),
    minutes=st.integers(0, 3000),
    years=st.frozensets(st.integers(3, 13)),
    kind_counts=st.booleans(),
    stated=st.none() | st.integers(-5, 4000),
)
programmes = st.lists(activities, max_size=20)


@given(st.lists(st.none() | st.integers(0, 600)))
def test_a_total_is_the_sum_of_the_parts_that_have_minutes(parts):
    assert hours.total(parts) == sum(part for part in parts if part is not None)


@given(activities)
def test_what_counts_is_never_more_than_what_is_taught_nor_less_than_nothing(activity):
    assert 0 <= activity.counted <= activity.minutes


@given(programmes)
def test_the_years_add_up_to_each_activity_once_a_year(programme):
    assert sum(hours.by_year(programme).values()) == sum(a.counted * len(a.years) for a in programme)


@given(programmes)
def test_the_kinds_add_up_to_the_whole(programme):
    assert sum(hours.by_kind(programme).values()) == hours.counted_total(programme)


@given(programmes, st.frozensets(st.integers(3, 13), min_size=1))
def test_the_running_total_only_grows_and_ends_at_what_the_taught_years_give(programme, taught):
    by_year = hours.by_year(programme)
    running = hours.running_total(by_year, years=taught)
    assert list(running) == sorted(taught)
    assert list(running.values()) == sorted(running.values())
    assert running[max(taught)] == sum(by_year.get(year, 0) for year in taught)


@given(programmes)
def test_what_is_missing_and_what_is_reached_make_100_hours_or_more(programme):
    by_year = hours.by_year(programme)
    missing, reached = hours.shortfall(by_year), hours.reached_by(by_year)
    assert missing + reached >= hours.HUNDRED_HOURS_MINUTES
    assert (missing == 0) == (reached >= hours.HUNDRED_HOURS_MINUTES)


def test_hours_after_year_11_do_not_count_towards_the_target():
    assert hours.reached_by({11: 60, 12: 600}) == 60


def test_a_stated_figure_overrules_the_kind():
    assert hours.counted(minutes=60, kind_counts=False, stated=20) == 20
    assert hours.counted(minutes=60, kind_counts=True, stated=0) == 0
    assert hours.counted(minutes=60, kind_counts=False) == 0
