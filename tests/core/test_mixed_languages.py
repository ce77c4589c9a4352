"""On a page of another language, what stands in English is marked as such, and so are links that lead to English."""

import pytest
from wagtail.models import Locale

from hub.core.mixed_languages import marked
from tests.factories.pages import StandardPageFactory
from tests.languages import unmarked


def bengali(inside: str) -> str:
    return marked(f'<html lang="bn"><body>{inside}</body></html>', "bn")[len('<html lang="bn"><body>') :][:-14]


def test_a_run_of_english_is_marked_and_the_pages_own_words_are_not():
    assert bengali("<p>খবর</p><p> News &amp; more </p>") == (
        '<p>খবর</p><p> <span lang="en" dir="ltr">News &amp; more</span> </p>'
    )


@pytest.mark.parametrize(
    "said",
    [
        '<p lang="en">News</p>',
        '<p><bdi lang="en" dir="ltr">020 <b>extension</b> 7946</bdi></p>',
        "<script>let news</script>",
        "<style>p{color:red}</style>",
        "<select><option>News</option></select>",
        "<svg><text>News</text></svg>",
        "<p>2026, 100%&nbsp;</p>",
        "<p>খবর of today</p>",
    ],
)
def test_what_says_its_language_holds_no_elements_or_cannot_be_told_is_left_alone(said):
    assert bengali(said) == said


def test_after_an_english_part_the_marking_goes_on():
    assert bengali('<p lang="en">A<br>B<img src="x">C</p>D').endswith('</p><span lang="en" dir="ltr">D</span>')


def test_a_link_to_an_english_page_says_so_and_others_stay_as_they_are():
    assert bengali('<a class="x" href="/about/">খবর</a>') == '<a hreflang="en" class="x" href="/about/">খবর</a>'
    for link in (
        '<a href="/bn/about/">খবর</a>',
        '<a href="https://x.example/">খবর</a>',
        '<a href="//x.example/">খবর</a>',
        '<a href="?page=2">খবর</a>',
        '<a href="/ur/about/" hreflang="ur">খবর</a>',
    ):
        assert bengali(link) == link


def test_english_pages_are_sent_as_they_are():
    assert marked('<p>News <a href="/x/">x</a></p>', "en") == '<p>News <a href="/x/">x</a></p>'


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/bn/search/", "/ur/search/?q=interview&year=9", "/ur/no-such-page/"])
def test_pages_that_mix_languages_mark_their_parts(client, home, framework, address):
    html = client.get(address).content.decode()
    assert 'lang="en"' in html
    assert unmarked(html) == []


@pytest.mark.django_db
def test_the_footer_of_a_translated_page_says_that_its_links_lead_to_english(client, home):
    urdu = Locale.objects.create(language_code="ur")
    about = StandardPageFactory(parent=home, title="About", slug="about")
    home.copy_for_translation(urdu, alias=True)
    other = about.copy_for_translation(urdu)
    other.title, other.live = "تعارف", True
    other.save_revision().publish()
    html = client.get("/ur/about/").content.decode()
    footer = html[html.index("<footer") :]
    assert 'hreflang="en" href="/privacy/"' in footer
    assert unmarked(html) == []
