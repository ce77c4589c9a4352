"""What a check makes of what a site answers, by a real server on this machine."""

import datetime
import gzip
import socket
import time

import pytest
import time_machine

from resources.link_checks.asking import Kind
from resources.link_checks.checker import check
from resources.link_checks.choices import FAILED, WELL, Outcome
from resources.link_checks.policy import Pace, polite

from .site import Says, here, leads

NOT_FOUND = b"<html><head><title>Page not found | Rail</title></head><body><h1>Oh dear</h1></body></html>"


@pytest.fixture
def found(site):
    """Give the site an answer at /page, or the answers of each path, and return what a check of /page finds."""

    def ask(says=None, *, url="/page", policy=None, **paths):
        site.answers |= {f"/{path}": each for path, each in paths.items()}
        if says is not None:
            site.answers["/page"] = says
        return check(f"{site.url}{url}" if url.startswith("/") else url, policy or here(), Pace(0))

    return ask


def test_a_page_that_answers_is_fine_and_its_title_was_looked_at(found, site):
    seen = found(Says())
    assert (seen.outcome, seen.status, seen.ends_at) == (Outcome.FINE, 200, "")
    assert site.methods == ["HEAD", "GET"]


def test_a_file_is_not_fetched(found, site):
    assert found(Says(body=b"%PDF", kind="application/pdf")).outcome == Outcome.FINE
    assert site.methods == ["HEAD"]


def test_a_check_says_who_asks_and_sends_no_more(found, site):
    found(Says())
    for _method, _path, headers in site.asked:
        assert headers["User-Agent"] == "Test/1.0 (+https://hub.example)"
        assert not {"Cookie", "Authorization", "Referer"} & set(headers)
    assert polite().agent.startswith("LondonAmbitionsHub-LinkCheck/1.0 (+http")


@pytest.mark.parametrize("refusal", [400, 403, 404, 405, 500, 501])
def test_a_site_that_refuses_head_is_asked_with_get(found, site, refusal):
    assert found(Says(head=refusal)).outcome == Outcome.FINE
    assert site.methods == ["HEAD", "GET"]


def test_a_site_that_hangs_up_on_head_is_asked_with_get(found, site):
    def hang_up(handler):
        if handler.command == "GET":
            handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Jobs</title>")

    assert found(hang_up).outcome == Outcome.FINE


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (500, Outcome.ERROR),
        (502, Outcome.ERROR),
        (401, Outcome.BARRED),
        (403, Outcome.BARRED),
        (405, Outcome.BARRED),
        (418, Outcome.BARRED),
        (999, Outcome.BARRED),
        (304, Outcome.BARRED),
        (429, Outcome.LATER),
        (503, Outcome.LATER),
    ],
)
def test_each_status_has_its_outcome(found, status, outcome):
    seen = found(Says(status))
    assert (seen.outcome, seen.status) == (outcome, status)


def test_only_what_gives_a_reader_nothing_counts_as_a_failure():
    assert not set(FAILED) & {*WELL, Outcome.LATER, Outcome.BARRED, Outcome.NOT_HTTPS, Outcome.REFUSED}


@pytest.mark.parametrize(
    ("said", "wait"),
    [("120", 120), ("Mon, 23 Nov 2026 11:00:00 GMT", 3600), ("Sun, 01 Nov 2026 00:00:00 GMT", 0), ("soon", None)],
)
def test_a_site_that_asks_to_come_later_is_believed(found, said, wait):
    with time_machine.travel(datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC), tick=False):
        seen = found(Says(503, headers={"Retry-After": said}))
    assert (seen.outcome, seen.wait) == (Outcome.LATER, wait)


def test_a_page_that_says_not_found_with_200_is_not_there(found):
    seen = found(Says(body=NOT_FOUND))
    assert (seen.outcome, seen.detail) == (Outcome.NOT_THERE, "Page not found | Rail")


def test_a_packed_page_is_unpacked_and_a_badly_packed_one_is_in_doubt_there(found):
    packed = Says(body=gzip.compress(NOT_FOUND), headers={"Content-Encoding": "gzip"})
    assert found(packed).outcome == Outcome.NOT_THERE
    broken = Says(body=b"\x1f\x8b nothing", headers={"Content-Encoding": "gzip"})
    assert found(broken).outcome == Outcome.FINE


def test_a_page_that_unpacks_to_very_much_is_read_to_its_first_bytes(found):
    bomb = gzip.compress(b"<title>Jobs</title>" + b" " * 200_000_000, compresslevel=9)
    began = time.process_time()
    assert found(Says(body=bomb, headers={"Content-Encoding": "gzip"})).outcome == Outcome.FINE
    assert time.process_time() - began < 8, "the server's packing included"


def test_a_page_that_has_moved_for_good_says_where(found, site):
    seen = found(leads("/new"), new=Says())
    assert (seen.outcome, seen.ends_at) == (Outcome.MOVED, f"{site.url}/new")


def test_a_way_round_for_today_is_no_move(found, site):
    seen = found(leads("/today", 302), today=Says())
    assert (seen.outcome, seen.ends_at) == (Outcome.FINE, f"{site.url}/today")


def test_a_last_slash_is_no_move(found):
    site_path = {"page/": Says()}
    assert found(leads("/page/"), **site_path).ends_at == ""


def test_a_page_that_leads_to_the_front_page_is_to_be_looked_at(found):
    seen = found(leads("/", 302), **{"": Says()})
    assert (seen.outcome, seen.detail) == (Outcome.MOVED, "front")


def test_a_link_that_redirects_for_ever_is_a_circle(found, site):
    assert found(leads("/other"), other=leads("/page")).outcome == Outcome.CIRCLE
    assert len(site.asked) == 2
    assert found(leads("/page")).outcome == Outcome.CIRCLE


def test_a_link_that_redirects_ever_further_is_left_after_five(found, site):
    steps = {f"s{n}": leads(f"/s{n + 1}") for n in range(20)}
    seen = found(leads("/s0"), **steps)
    assert (seen.outcome, seen.detail) == (Outcome.CIRCLE, "too-many")
    assert len(site.asked) == 6


def test_a_circle_for_want_of_a_cookie_is_no_dead_link(found):
    seen = found(leads("/page", 302, **{"Set-Cookie": "seen=1"}))
    assert (seen.outcome, seen.detail) == (Outcome.BARRED, "cookies")


@pytest.mark.parametrize("place", ["https://[", "//[::1", "http://%zz\\x", "ftp://elsewhere.example/", "javascript:1"])
def test_a_redirect_to_nonsense_is_not_followed(found, place):
    assert found(leads(place)).outcome == Outcome.REFUSED


def test_a_redirect_in_other_letters_is_followed(found, site):
    place = "/بین".encode().decode("latin-1")
    site.answers["/%D8%A8%DB%8C%D9%86"] = Says()
    assert found(leads(place)).outcome == Outcome.MOVED


def test_letters_and_spaces_in_an_address_are_sent_as_they_should_be(found, site):
    site.answers["/a%20b/%E2%82%AC?q=%C3%A9&x=%20"] = Says()
    assert found(url="/a b/€?q=é&x=%20").outcome == Outcome.FINE


def test_a_site_that_does_not_answer_in_time_is_too_slow(found):
    seen = found(Says(late=1.5))
    assert (seen.outcome, seen.detail) == (Outcome.NO_ANSWER, Kind.TOO_SLOW)


def test_a_site_that_sends_a_byte_now_and_then_is_cut_off(found):
    sent = []

    def drip(handler):
        for _second in range(100):
            handler.wfile.write(b"X")
            handler.wfile.flush()
            sent.append(b"X")
            time.sleep(0.1)

    seen = found(drip, policy=here(total=1))
    assert (seen.outcome, seen.detail) == (Outcome.NO_ANSWER, Kind.TOO_SLOW)
    assert 0 < len(sent) < 100


def test_a_page_whose_end_never_comes_is_there(found):
    def endless(handler):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Jobs</title>")
        while handler.command == "GET":
            handler.wfile.write(b" ")
            time.sleep(0.1)

    assert found(endless, policy=here(total=2)).outcome == Outcome.FINE


@pytest.mark.parametrize(
    "answer", [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200\r\n" + b"a" * 70000]
)
def test_what_is_no_answer_is_none(found, answer):
    seen = found(lambda handler: handler.wfile.write(answer))
    assert (seen.outcome, seen.detail) == (Outcome.NO_ANSWER, Kind.BROKEN)


def test_a_port_that_nobody_listens_on_is_no_answer(found):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        seen = found(url=f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert (seen.outcome, seen.detail, seen.answered) == (Outcome.NO_ANSWER, Kind.NO_CONNECTION, False)


def _fails(errno):
    def resolve(host, port):
        raise socket.gaierror(errno, "")

    return resolve


def test_a_host_that_does_not_exist_is_no_answer_and_a_resolver_that_is_away_is_asked_later(found):
    gone = found(url="http://gone.example/", policy=here(resolve=_fails(socket.EAI_NONAME)))
    assert (gone.outcome, gone.detail) == (Outcome.NO_ANSWER, Kind.NO_SUCH_HOST)
    away = found(url="http://gone.example/", policy=here(resolve=_fails(socket.EAI_AGAIN)))
    assert (away.outcome, away.answered) == (Outcome.LATER, False)


def test_one_host_is_asked_with_a_pause_between(site):
    site.answers["/page"] = Says()
    check(f"{site.url}/page", here(), Pace(0.3))
    assert site.moments[1] - site.moments[0] >= 0.3


def test_the_proxy_of_the_environment_is_not_used(found, monkeypatch):
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert found(Says()).outcome == Outcome.FINE
