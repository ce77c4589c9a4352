import threading

import pytest

from search.engines.breaker import Breaker
from search.engines.deadline import within


@pytest.fixture
def clock():
    class Clock:
        now = 100.0

        def __call__(self) -> float:
            return self.now

    return Clock()


@pytest.fixture
def breaker(clock):
    return Breaker(pause=1, longest=4, clock=clock)


def test_a_failure_opens_it_for_a_pause_and_then_one_may_try(breaker, clock):
    assert breaker.allows()
    assert breaker.failed()
    assert not breaker.allows()
    clock.now += 1
    assert [breaker.allows() for _ in range(3)] == [True, False, False]


def test_success_closes_it_and_is_news_once(breaker, clock):
    breaker.failed()
    clock.now += 1
    assert breaker.allows()
    assert [breaker.succeeded(), breaker.succeeded()] == [True, False]
    assert all(breaker.allows() for _ in range(3))


def test_each_failure_in_a_row_doubles_the_pause_up_to_the_longest(breaker, clock):
    waits = []
    for _ in range(5):
        breaker.failed()
        began = clock.now
        while not breaker.allows():
            clock.now += 0.5
        waits.append(clock.now - began)
    assert waits == [1, 2, 4, 4, 4]


def test_a_probe_that_never_reports_does_not_shut_the_door_for_good(breaker, clock):
    breaker.failed()
    clock.now += 1
    assert breaker.allows()
    clock.now += 1
    assert breaker.allows()


def test_a_call_in_time_gives_its_result_or_its_error():
    assert within(5, lambda: 42) == 42
    with pytest.raises(ValueError, match="forty-two"):
        within(5, lambda: int("forty-two"))


def test_a_call_that_hangs_is_left_behind():
    release = threading.Event()
    with pytest.raises(TimeoutError):
        within(0.05, release.wait)
    release.set()
