"""Abbreviations said in full at their first use on a page; what the author wrote is otherwise left as it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.core.acronyms import Explainer, in_full
from hub.core.markup import pieces

LMI = '<abbr title="labour market information">LMI</abbr> (labour market information)'


def explained(html: str) -> str:
    return Explainer().explain(html)


def test_the_first_use_is_explained_in_words_and_the_next_is_not():
    assert explained("<p>Read the LMI. LMI is dated.</p>") == f"<p>Read the {LMI}. LMI is dated.</p>"


def test_once_on_a_page_and_not_once_in_each_field():
    page = Explainer()
    assert page.explain("<p>LMI</p>") == f"<p>{LMI}</p>"
    assert page.explain("<p>LMI</p>") == "<p>LMI</p>"
    assert explained("<p>LMI</p>") == f"<p>{LMI}</p>", "another page starts anew"


@pytest.mark.parametrize(
    "html",
    [
        "<p>labour market information (LMI) and LMI</p>",
        "<p>LMI (labour market information) and LMI</p>",
        "<p><b>Labour market information</b> (LMI) and LMI</p>",
        "<p><b>LMI</b> (Labour&nbsp;Market Information), LMI</p>",
        "<p>education, health and care plans (EHCPs), an EHCP</p>",
        '<p><abbr title="x">LMI</abbr>, LMI</p>',
    ],
)
def test_what_the_author_explained_in_either_order_stays_as_it_is(html):
    assert explained(html) == html


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/LMI/" title="About LMI" data-x=\'a > LMI\'>figures</a>',
        "<!-- LMI -->",
        "<script>LMI</script><style>LMI</style>",
        "write to lmi@LMI.example, LMI@school.example or www.school.example/LMI",
        "FEAST, LMIs, SENDER, LMI-led, pre-LMI, LMI_x, #LMI",
        "lmi, Send it, fe",
        "SEND YOUR FORM BACK",
        "L<b>MI</b>",
        "<a href='LMI",
    ],
)
def test_tags_addresses_and_parts_of_words_are_never_touched(html):
    assert explained(html) == html


def test_a_link_keeps_its_address_and_its_words_are_explained():
    html = explained('<a href="/LMI/">our LMI</a>')
    assert html == f'<a href="/LMI/">our {LMI}</a>'


def test_a_plural_is_explained_in_the_plural():
    assert "</abbr> (university technical colleges) and a UTC" in explained("<p>UTCs and a UTC</p>")
    assert explained("SEND, not SEND YOUR FORM").startswith("<abbr")


@pytest.mark.parametrize("short", in_full())
def test_each_abbreviation_of_the_list_is_explained(short):
    assert explained(f"<p>About {short}.</p>").count(f">{short}</abbr> (") == 1


def test_the_list_has_no_abbreviation_twice():
    assert len({short.casefold() for short in in_full()}) == len(in_full()) >= 40


WRITTEN = st.lists(
    st.sampled_from([*in_full(), "<p>", "</p>", "<b>", "</b>", "<abbr>", "</abbr>", '<a href="LMI">', "</a>", "<", ">"])
    | st.sampled_from([" ", "(", ")", "labour market information", "&amp;", "&nbsp;", "SHOUT", ".", "-", "'", '"'])
    | st.text(max_size=3),
    max_size=30,
).map("".join)


@given(WRITTEN)
def test_twice_is_once_and_nothing_of_the_authors_is_lost(html):
    once = explained(html)
    assert explained(once) == once
    added = re.sub(r'<abbr title="[^"]*">(\w+)</abbr> \([^)]*\)', r"\1", once)
    assert added == re.sub(r'<abbr title="[^"]*">(\w+)</abbr> \([^)]*\)', r"\1", html)
    assert "".join(piece.source for piece in pieces(html)) == html


@pytest.mark.parametrize("piece", ["<", "<a ", '<a "', "LMI ", "SEND XX ", "<abbr>", "<!--", "LMI (", "</abbr>", "&"])
def test_a_hostile_text_is_read_in_one_pass(piece):
    explained(piece * (200_000 // len(piece)))  # quadratic, this would take minutes
