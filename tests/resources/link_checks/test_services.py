"""The list of links, when each is asked, and what three failures in a row make of it."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from hub.core.jobs import JOBS
from hub.core.models import LastRun
from resources.link_checks.checker import Found
from resources.link_checks.choices import UNHEARD, Outcome
from resources.link_checks.models import LinkCheck, LinkUse
from resources.link_checks.selectors import LinkState, link_state, link_states
from resources.link_checks.services import Run, check_by_hand, claim, gather, record
from tests.factories.resources import LessonResourcePageFactory

from .site import Says, here, leads

pytestmark = pytest.mark.postgresql

NOW = datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
FINE, GONE = Found(Outcome.FINE, 200), Found(Outcome.GONE, 404)


@pytest.fixture
def linked(library):
    """Make a public resource with a link, and return the link's row."""

    def make(url="https://link.example/", **values):
        LessonResourcePageFactory(parent=library, link=url, **values)
        gather()
        return LinkCheck.objects.get(url=url)

    return make


def days_until_next(link, now=NOW):
    return (link.next_at - now) / DAY


def test_an_address_that_no_page_uses_any_more_is_dropped_and_one_that_stays_keeps_what_was_found(library, linked):
    stays = linked("https://stays.example/")
    record(stays, FINE, now=NOW)
    page = LessonResourcePageFactory(parent=library, link="https://goes.example/")
    assert gather() == 2
    page.unpublish()
    assert gather() == 1
    kept = LinkCheck.objects.get()
    assert (kept.pk, kept.outcome) == (stays.pk, Outcome.FINE)
    assert LinkUse.objects.count() == 1


def test_gathering_twice_changes_nothing(linked):
    linked()
    before = list(LinkCheck.objects.values()), list(LinkUse.objects.values())
    gather()
    assert (list(LinkCheck.objects.values()), list(LinkUse.objects.values())) == before


def test_an_address_too_long_for_an_index_is_kept(library):
    url = "https://long.example/?q=" + "é" * 5000
    LessonResourcePageFactory(parent=library, body=[{"type": "paragraph", "value": f'<p><a href="{url}">x</a></p>'}])
    gather()
    assert LinkCheck.objects.get().url == url


def test_a_deleted_page_takes_its_use_with_it(linked, library):
    linked()
    library.get_children().get().delete()
    assert not LinkUse.objects.exists()


def test_a_link_that_answers_is_asked_again_in_a_week(linked):
    link = linked()
    record(link, FINE, now=NOW)
    assert days_until_next(link) == 7
    assert link.last_ok_on == datetime.date(2026, 11, 23)
    assert list(LinkCheck.objects.due(NOW + 6.9 * DAY)) == []
    assert list(LinkCheck.objects.due(NOW + 7 * DAY)) == [link]


def test_a_link_is_dead_after_three_failures_in_a_row_and_well_at_once_when_it_answers(linked):
    link = linked()
    waits = []
    for failures, day in enumerate((0, 1, 4), start=1):
        assert not link.is_dead
        record(link, GONE, now=NOW + day * DAY)
        assert link.failures == failures
        waits.append(days_until_next(link, NOW + day * DAY))
    assert waits == [1, 3, 7]
    assert link.is_dead
    assert list(LinkCheck.objects.dead()) == [link]
    assert link.failing_since == datetime.date(2026, 11, 23)
    assert link_state(link.url) == LinkState(True, datetime.date(2026, 11, 27))
    record(link, FINE, now=NOW + 5 * DAY)
    assert (link.is_dead, link.failures, link.failing_since) == (False, 0, None)
    assert link_state(link.url) == LinkState(False, datetime.date(2026, 11, 28))


@pytest.mark.parametrize("outcome", [Outcome.BARRED, Outcome.NOT_HTTPS, Outcome.REFUSED, Outcome.LATER])
def test_what_could_not_be_checked_is_never_dead(outcome, linked):
    link = linked()
    for day in range(9):
        record(link, Found(outcome), now=NOW + day * DAY)
    assert not link.is_dead
    assert link_state(link.url) is None, "nothing is said of it"


def test_two_failures_stay_two_while_a_site_asks_to_come_later(linked):
    link = linked()
    record(link, GONE, now=NOW)
    record(link, GONE, now=NOW)
    record(link, Found(Outcome.LATER, 503), now=NOW)
    assert link.failures == 2


@pytest.mark.parametrize(
    ("wait", "hours"),
    [(None, 6), (0, 1), (60, 1), (7200, 2), (10**9, 7 * 24)],
    ids=["unsaid", "0", "60", "7200", "much"],
)
def test_a_site_that_asks_to_come_later_is_left_alone_as_long_as_it_says_within_a_week(wait, hours, linked):
    link = linked()
    record(link, Found(Outcome.LATER, 429, wait=wait), now=NOW)
    assert link.next_at - NOW == datetime.timedelta(hours=hours)


def test_three_failures_within_a_minute_by_hand_are_not_three(linked, site):
    link = linked(f"{site.url}/gone")
    for _click in range(4):
        assert check_by_hand(link, here(), now=NOW).outcome == Outcome.GONE
    assert (link.failures, link.is_dead) == (1, False)


def test_a_run_asks_what_is_due_the_longest_due_first_and_no_more_than_it_may(linked, site):
    for name in ("a", "b", "c"):
        site.answers[f"/{name}"] = Says(kind="application/pdf")
        linked(f"{site.url}/{name}")
    LinkCheck.objects.filter(url__endswith="/c").update(next_at=NOW - DAY)
    LinkCheck.objects.filter(url__endswith="/a").update(next_at=NOW + DAY)
    LinkCheck.objects.filter(url__endswith="/b").update(next_at=NOW)
    assert Run(here(), NOW, most=1).go() == {Outcome.FINE: 1}
    assert Run(here(), NOW).go() == {Outcome.FINE: 1}
    assert Run(here(), NOW).go() == {}
    assert [path for _method, path, _headers in site.asked] == ["/c", "/b"]


def test_a_run_whose_time_is_over_leaves_the_rest_for_the_next(linked, site):
    linked(f"{site.url}/a")
    assert Run(here(), timezone.now(), seconds=-1).go() == {}
    assert Run(here(), timezone.now()).go() == {Outcome.GONE: 1}


def test_a_host_that_another_process_is_asking_is_left_to_it(linked, site):
    first, second = linked(f"{site.url}/a"), linked(f"{site.url}/b")
    assert claim(first.pk, timezone.now()) == first
    assert claim(first.pk, timezone.now()) is None
    assert claim(second.pk, timezone.now()) is None
    assert Run(here(), timezone.now()).go() == {}
    LinkCheck.objects.filter(pk=first.pk).update(claimed_until=timezone.now() - DAY)
    assert Run(here(), timezone.now()).go() == {Outcome.GONE: 2}, "a process that died keeps nothing for long"


def test_silence_of_every_site_is_the_hubs_own_network_and_counts_against_none(linked):
    """Port 9 of this machine takes no connection."""
    link = linked("http://127.0.0.1:9/")
    assert Run(here(), timezone.now()).go() == {Outcome.LATER: 1}
    link.refresh_from_db()
    assert (link.failures, link.detail, link.claimed_until) == (0, UNHEARD, None)


def test_silence_counts_where_another_site_answers_in_the_same_run_before_or_after(linked, site):
    linked("http://127.0.0.1:9/a")
    linked(f"{site.url}/page")
    linked("http://127.0.0.1:9/b")
    assert Run(here(), timezone.now()).go() == {Outcome.NO_ANSWER: 2, Outcome.GONE: 1}


def test_silence_counts_where_the_site_that_answered_last_still_does(linked, site_with):
    witness = site_with()
    silent = linked("http://localhost:9/")
    record(linked(f"{witness.url}/page"), FINE, now=NOW)
    silent.next_at = timezone.now()
    silent.save()
    assert Run(here(), timezone.now()).go() == {Outcome.NO_ANSWER: 1}
    assert len(witness.asked) == 2
    witness.shutdown()
    witness.server_close()
    LinkCheck.objects.filter(pk=silent.pk).update(next_at=timezone.now())
    assert Run(here(), timezone.now()).go() == {Outcome.LATER: 1}


def test_where_a_link_has_moved_to_is_kept(linked, site):
    site.answers |= {"/old": leads("/new"), "/new": Says()}
    link = linked(f"{site.url}/old")
    Run(here(), timezone.now()).go()
    link.refresh_from_db()
    assert (link.outcome, link.ends_at) == (Outcome.MOVED, f"{site.url}/new")


def test_states_are_read_in_one_query_by_the_address_as_a_page_has_it(linked, django_assert_num_queries):
    record(linked("https://link.example/page"), FINE, now=NOW)
    urls = ["https://link.example/page#part", "https://link.example/page", "https://unknown.example/", ""]
    with django_assert_num_queries(1):
        states = link_states(urls)
    assert set(states) == set(urls[:2])
    with django_assert_num_queries(0):
        assert link_states([""]) == {}


def test_the_monitor_is_told_how_many_are_dead_and_how_many_were_forgotten(linked, client, settings):
    settings.LINK_CHECKS = True
    dead, late = linked("https://dead.example/"), linked("https://late.example/")
    for _day in range(3):
        record(dead, GONE, now=timezone.now())
    LinkCheck.objects.filter(pk=late.pk).update(next_at=timezone.now() - 2 * DAY)
    said = client.get("/health/metrics").content.decode()
    assert 'hub_links{state="dead"} 1' in said
    assert 'hub_links{state="overdue"} 1' in said
    settings.LINK_CHECKS = False
    assert 'hub_links{state="overdue"} 0' in client.get("/health/metrics").content.decode()


def test_tick_checks_links_unless_the_machine_has_no_way_out(library, settings, capsys):
    assert ("check_links", {}) in JOBS
    page = LessonResourcePageFactory(parent=library, link="http://plain.example/")
    call_command("check_links")
    assert not LinkCheck.objects.exists()
    settings.LINK_CHECKS = True
    call_command("check_links")
    assert LinkCheck.objects.get().outcome == Outcome.NOT_HTTPS
    assert "1 links asked. Not https: 1" in capsys.readouterr().out
    page.link = "http://other.example/"
    page.save()
    call_command("check_links")
    assert LinkCheck.objects.get().url == "http://plain.example/", "the pages are read once an hour"
    LastRun.objects.filter(command="gather_links").update(at=timezone.now() - 2 * DAY)
    call_command("check_links")
    assert LinkCheck.objects.get().url == "http://other.example/"
