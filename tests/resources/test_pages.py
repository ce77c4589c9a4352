"""What the public sees of the library."""

import json
import re

import pytest
from wagtail.models import Locale, PageViewRestriction

from curriculum.lessons import key_of
from curriculum.models import UnitPage
from tests.factories.curriculum import (
    CurriculumIndexPageFactory,
    KeyStageFactory,
    KeyStagePageFactory,
    UnitPageFactory,
    lesson,
)
from tests.factories.resources import CollectionItemFactory, CollectionPageFactory, LessonResourcePageFactory


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def make_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_every_part_of_a_resource_is_shown(client, full):
    text = text_of(client.get(full.url))
    for part in (
        "Key stage 3",
        "Sample resource",
        "20 min",
        "Years 7 to 9",
        "Worksheet",
        "Free",
        "Open Government Licence v3",
        "2 Nov 2026",
        "Open example.org",
        "Leads to another site",
        "Download Job cards",
        "Renamed in 2020.",
        "English",
        "GB4 Linking curriculum learning to careers",
        "Hearing impairment",
        "Read the cards aloud.",
        "The sheet itself",
        "Write three jobs.",
        "Sort the jobs",
        "Surveyor",
        "Answers: any three.",
        "I never knew.",
        "Tutors met weekly.",
        "A day on site",
        "Report a problem with this resource",
    ):
        assert part in text, part


def test_a_blank_table_is_filled_up_to_its_width(client, full):
    body = client.get(full.url).content.decode()
    table = body[body.index("Sort the jobs") : body.index("</table>")]
    assert table.count("<tr>") == 5
    assert table.count("<td>") == 2 + 2 + 3 + 3


def test_a_resource_says_nothing_of_a_check_that_nobody_has_made(client, library):
    page = LessonResourcePageFactory(parent=library)
    said = text_of(client.get(page.url)).lower()
    assert "checked" not in said and "review" not in said and "responsible" not in said


def test_a_link_leads_out_safely(client, full):
    assert 'href="https://www.example.org/jobs" rel="external noopener"' in client.get(full.url).content.decode()


def test_a_resource_answers_within_its_query_limit(client, full, django_assert_max_num_queries):
    client.get(full.url)
    with django_assert_max_num_queries(30):
        assert client.get(full.url).status_code == 200


def test_a_collection_answers_within_its_query_limit(client, library, full, django_assert_max_num_queries):
    collection = CollectionPageFactory(parent=library)
    for n, page in enumerate([full, *LessonResourcePageFactory.create_batch(10, parent=library)]):
        CollectionItemFactory(page=collection, resource=page, sort_order=n)
    client.get(collection.url)
    with django_assert_max_num_queries(25):
        assert client.get(collection.url).status_code == 200


def test_a_resource_says_what_it_is_to_programs(rf, client, full):
    found = full.get_schema_org(rf.get("/"))[0]
    assert found["@type"] == "LearningResource"
    assert found["educationalLevel"] == ["Year 7", "Year 8", "Year 9"]
    assert found["timeRequired"] == "PT20M"
    assert found["license"].endswith("/open-government-licence/version/3/")
    assert found["isAccessibleForFree"] is True
    assert found["typicalAgeRange"] == "11-14"
    assert found["teaches"] == [str(criterion) for criterion in full.criteria.all()] != []
    kinds = {(each["alignmentType"], each.get("educationalFramework", "")) for each in found["educationalAlignment"]}
    assert ("educationalSubject", "") in kinds
    assert ("teaches", str(full.criteria.all()[0].framework)) in kinds
    full.save_revision().publish()
    published = type(full).objects.get(pk=full.pk)
    dates = published.get_schema_org(rf.get("/"))[0]
    assert dates["datePublished"] == dates["dateModified"] == published.last_published_at.date().isoformat()
    scripts = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(full.url).content.decode(), re.S
    )
    assert "LearningResource" in {entry["@type"] for entry in json.loads(scripts[0])["@graph"]}


@pytest.fixture
def disk(settings, tmp_path):
    """Uploads on disk: the view that serves them asks for a path, which memory only pretends to have."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }


def test_a_file_comes_as_an_attachment(client, disk, pdf):
    response = client.get(pdf.url)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_preview_shows_choices_that_are_not_saved(full, library, rf):
    full.year_groups = [full.year_groups.get(number=8)]
    response = full.make_preview_request()
    assert "Year 8" in text_of(response)
    assert "Years 7 to 9" not in text_of(response)


def test_a_new_resource_has_a_preview_before_it_is_saved(library):
    page = library.specific_class  # the index itself
    assert page is type(library)
    draft = LessonResourcePageFactory.build(parent=library, title="Not saved")
    library.add_child(instance=draft)  # previews need a place in the tree, as the admin gives them
    assert draft.make_preview_request().status_code == 200


@pytest.fixture
def unit(home, full):
    index = CurriculumIndexPageFactory(parent=home)
    stage = KeyStagePageFactory(parent=index, key_stage=KeyStageFactory(number=3))
    return UnitPageFactory(parent=stage, title="Who works here?", lessons=[lesson(resources=[full.pk])])


def test_a_resource_names_the_units_that_use_it(client, wagtails_indexes, full, unit):
    assert "Who works here?" in text_of(client.get(full.url))
    UnitPage.objects.get(pk=unit.pk).unpublish()
    assert "Who works here?" not in text_of(client.get(full.url))


def test_a_resource_leads_to_the_lessons_that_need_it(client, wagtails_indexes, full, unit):
    lessons = [lesson(title="Another lesson"), lesson(title="Needed here", resources=[full.pk])]
    second = UnitPageFactory(parent=unit.get_parent(), title="Second", lessons=lessons)
    needed = UnitPage.objects.get(pk=second.pk).lessons.raw_data[1]
    html = client.get(full.url).content.decode()
    assert f'<a href="{second.lesson_url(key_of(needed))}">Needed here</a>' in html
    assert "Another lesson" not in html


def test_a_collection_shows_its_resources_in_order_with_the_reason(client, library):
    collection = CollectionPageFactory(parent=library, title="Fractions", topic="Mathematics")
    for n, title in enumerate(["Third", "First", "Second"]):
        page = LessonResourcePageFactory(parent=library, title=title)
        CollectionItemFactory(page=collection, resource=page, sort_order=(2, 0, 1)[n], jobs=f"Job {title}")
    text = text_of(client.get(collection.url))
    assert text.index("1 First") < text.index("2 Second") < text.index("3 Third")
    assert "Everybody pays rent." in text
    assert "Job Second" in text
    assert "60 min in all" in text


def test_a_resource_names_its_collections(client, library, full):
    shown = CollectionPageFactory(parent=library, title="Seen")
    hidden = CollectionPageFactory(parent=library, title="Unseen", live=False)
    private = CollectionPageFactory(parent=library, title="Walled")
    make_private(private)
    for collection in (shown, hidden, private):
        CollectionItemFactory(page=collection, resource=full)
    text = text_of(client.get(full.url))
    assert "Seen" in text
    assert "Unseen" not in text
    assert "Walled" not in text


def test_drafts_private_pages_and_other_languages_are_never_listed(client, library):
    collection = CollectionPageFactory(parent=library, title="A collection")
    bengali = Locale.objects.create(language_code="bn")
    shown = LessonResourcePageFactory(parent=library, title="Seen")
    draft = LessonResourcePageFactory(parent=library, title="Unready", live=False)
    private = LessonResourcePageFactory(parent=library, title="Walled")
    make_private(private)
    other = LessonResourcePageFactory(parent=library, title="Elsewhere", locale=bengali)
    for n, page in enumerate((shown, draft, private, other)):
        CollectionItemFactory(page=collection, resource=page, sort_order=n)
    text = text_of(client.get(collection.url))
    assert "Seen" in text
    for title in ("Unready", "Walled", "Elsewhere"):
        assert title not in text
    CollectionPageFactory(parent=library, title="Half a collection", live=False)
    index = text_of(client.get(library.url))
    assert "A collection" in index
    assert "1 resource " in index
    assert "Half a collection" not in index
    assert "See the one resource" in index


def test_the_index_leads_to_the_search(client, library, full):
    body = client.get(library.url).content.decode()
    assert "/search/?kind=resource&amp;year=7" in body
    assert "/search/?kind=resource&amp;format=sheet&amp;year=7" in body
    assert "/search/?kind=resource&amp;type=worksheet" in body
    assert "/search/?kind=resource&amp;minutes=20" in body


def test_the_index_answers_within_its_query_limit(client, library, full, django_assert_max_num_queries):
    client.get(library.url)
    with django_assert_max_num_queries(20):
        assert client.get(library.url).status_code == 200


def test_collections_stand_in_the_order_the_editors_gave_them_in_the_tree(client, library):
    for topic in ("What’s the point?", "Families"):
        CollectionPageFactory(parent=library, title=topic, topic=topic)
    html = client.get(library.get_url()).content.decode()
    assert html.index("What’s the point?") < html.index("Families")
