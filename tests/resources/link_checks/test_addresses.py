"""Which addresses are checked: all that public pages of the library and the curriculum lead to, and no others."""

import pytest
from wagtail.models import PageViewRestriction

from resources.link_checks.addresses import addresses, in_blocks, in_html
from tests.factories.curriculum import UnitPageFactory
from tests.factories.resources import CollectionPageFactory, LessonResourcePageFactory

LINKED = '<p>See <a href="https://text.example/a?x=1&amp;y=2">this</a> and <a linktype="page" id="3">that</a>.</p>'


def lesson(**values):
    return {"type": "lesson", "value": {"title": "Jobs", "activity_kind": "lesson", **values}}


def test_every_kind_of_place_is_read(library, stage):
    resource = LessonResourcePageFactory(
        parent=library,
        link="https://link.example/",
        body=[
            {"type": "paragraph", "value": LINKED},
            {"type": "video_link", "value": {"title": "A film", "url": "https://film.example/1"}},
            {"type": "teacher_note", "value": "<p><a href='https://note.example/'>Answers</a></p>"},
        ],
    )
    collection = CollectionPageFactory(parent=library, intro='<p><a href="https://intro.example/">Why</a></p>')
    unit = UnitPageFactory(
        parent=stage,
        lessons=[
            lesson(
                before={"minutes": 5, "text": '<p><a href="https://before.example/">x</a></p>'},
                after={"minutes": 5, "text": '<p><a href="https://after.example/">x</a></p>'},
                lmi={"text": "Jobs grow.", "url": "https://lmi.example/"},
            )
        ],
    )
    assert addresses() == {
        "https://link.example/": {resource.pk},
        "https://text.example/a?x=1&y=2": {resource.pk},
        "https://film.example/1": {resource.pk},
        "https://note.example/": {resource.pk},
        "https://intro.example/": {collection.pk},
        "https://before.example/": {unit.pk},
        "https://after.example/": {unit.pk},
        "https://lmi.example/": {unit.pk},
    }


def test_one_address_of_two_pages_is_one_and_the_place_on_its_page_does_not_count(library):
    one = LessonResourcePageFactory(parent=library, link="https://link.example/page#first")
    two = LessonResourcePageFactory(parent=library, link="https://link.example/page#second")
    assert addresses() == {"https://link.example/page": {one.pk, two.pk}}


def test_what_nobody_can_read_is_not_checked(library):
    LessonResourcePageFactory(parent=library, link="https://draft.example/", live=False)
    private = LessonResourcePageFactory(parent=library, link="https://private.example/")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert addresses() == {}


def test_a_draft_of_a_public_page_is_not_what_readers_get(library):
    page = LessonResourcePageFactory(parent=library, link="https://public.example/")
    page.link = "https://draft.example/"
    page.save_revision()
    assert set(addresses()) == {"https://public.example/"}


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (
            '<a href="https://a.example/">x</a><a class="y" href=\'HTTP://b.example\'>',
            ["https://a.example/", "HTTP://b.example"],
        ),
        ('<a href="mailto:a@b.example">x</a><a href="#here">y</a><a href="/curriculum/">z</a>', []),
        ('<a linktype="document" id="1">x</a>', []),
        ("https://plain.example/ is only said", []),
        ("<a href=", []),
    ],
)
def test_only_links_of_a_text_count(html, found):
    assert list(in_html(html)) == found


@pytest.mark.parametrize(
    "stored", [None, 5, "", "word", [], {}, {"url": None}, {"url": "/here/"}, {"url": ["x"]}, [None]]
)
def test_a_block_without_an_address_gives_none(stored):
    assert list(in_blocks(stored)) == []
