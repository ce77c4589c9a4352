"""Which titles and headings say that a page is not there, and which only look like it."""

import time

import pytest

from resources.link_checks.not_found import says_not_found

HTML = "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "words",
    [
        "Page not found",
        "Page not found | National Careers Service",
        "Page not found – GOV.UK",
        "GOV.UK - Page not found",
        "404",
        "Error 404",
        "404 error",
        "404 Not Found",
        "404 - Page not found",
        "Error 404: page not found",
        "404: This page could not be found",
        "Sorry, this page can’t be found.",
        "Sorry, the page you were looking for cannot be found",
        "This page doesn't exist",
        "The page is no longer available",
        "Oops! Page not found!",
        "We can't find that page",
        "Not found",
        "PAGE\n   NOT&nbsp;FOUND",
    ],
)
@pytest.mark.parametrize("tag", ["title", "h1"])
def test_a_page_that_says_it_is_not_there(words, tag):
    page = f"<!doctype html><html><{tag} class='x'>{words}</{tag}><p>Try our search."
    assert says_not_found(page.encode(), HTML)


@pytest.mark.parametrize(
    "words",
    [
        "What to do when a job is not found",
        "Jobs not found in every borough",
        "Room 404",
        "404 jobs in rail",
        "Found a job? Not found one?",
        "Pages of history that could not be found elsewhere",
        "The lost property office",
        "",
    ],
)
@pytest.mark.parametrize("tag", ["title", "h1"])
def test_a_page_about_something_else_is_there(words, tag):
    assert not says_not_found(f"<html><{tag}>{words}</{tag}><h2>Page not found</h2>".encode(), HTML)


@pytest.mark.parametrize(
    "page",
    [
        b"<svg><title>Page not found</title></svg><title>Rail</title><h1>Jobs</h1>",
        b"<script>const lost = '<h1>Page not found</h1>'</script><title>Rail</title><h1>Jobs</h1>",
        b"<!-- <title>Page not found</title> --><title>Rail</title>",
        b"<title-of-it>Page not found</title-of-it>",
    ],
)
def test_only_the_pages_own_title_and_heading_count(page):
    assert not says_not_found(page, HTML)


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<![", "<a b='", "</title", "<title ", "<title>", "<script>", "<h1>x</h1>"]
)
@pytest.mark.parametrize("before", ["", "<script>", "<title>", "<h1>"])
def test_a_hostile_page_costs_little(piece, before):
    page = (before + piece * 65_536)[:65_536].encode()
    began = time.process_time()
    assert not says_not_found(page, HTML)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "page", [b"", b"\x00\xff\xfe", b"<title>Page not", b"<h1", b"<" * 5000, "<title>é".encode("latin-1")]
)
@pytest.mark.parametrize("kind", [HTML, "text/html", "text/html; charset=nonsense", "text/html; charset=idna", ""])
def test_bytes_that_end_anywhere_are_no_page_that_says_so(page, kind):
    assert not says_not_found(page, kind)


def test_other_letters_are_read_by_their_charset():
    page = "<title>Page not found – Æ</title>".encode("utf-16")
    assert says_not_found(page, "text/html; charset=UTF-16")
