"""What the editor meets when a resource is made."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from curriculum.models import ResourceType, Subject, YearGroup
from resources.models import LessonResourcePage
from tests.factories.curriculum import SubjectFactory, YearGroupFactory
from tests.factories.resources import LessonResourcePageFactory


@pytest.fixture
def fill(library):
    """The data of a complete form; keywords change it."""

    def data(**changes):
        kind, _made = ResourceType.objects.get_or_create(slug="worksheet", defaults={"label": "Worksheet"})
        year: YearGroup = YearGroupFactory.create(number=9)
        form = {
            "title": "Jobs on our street",
            "slug": "jobs-on-our-street",
            "summary": "",
            "resource_type": kind.pk,
            "format": "sheet",
            "minutes": "20",
            "language": "en",
            "link": "",
            "file": "",
            "body": streamfield([("paragraph", rich_text("<p>Read the cards aloud.</p>"))]),
            "year_groups": [year.pk],
            "provider": "",
            "provider_status": "",
            "cost": "free",
            "licence": "ogl",
            "last_checked": "",
            "seo_title": "",
            "search_description": "",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
        form |= changes
        years = form.pop("year_groups")
        return nested_form_data(form) | {"year_groups": years}

    return data


@pytest.fixture
def add(library):
    return reverse("wagtailadmin_pages:add", args=["resources", "lessonresourcepage", library.pk])


def errors_of(response) -> dict:
    return {name: [str(e) for e in found] for name, found in response.context["form"].errors.items()}


def test_a_complete_resource_is_published(admin_client, add, fill):
    response = admin_client.post(add, fill() | {"action-publish": "1"})
    assert response.status_code == 302, errors_of(response)
    assert LessonResourcePage.objects.live().get().year_numbers == [9]


def test_an_incomplete_resource_saves_as_a_draft(admin_client, add, fill):
    response = admin_client.post(add, fill(resource_type="", format="", year_groups=[], body=streamfield([])))
    assert response.status_code == 302, errors_of(response)
    assert not LessonResourcePage.objects.get().live


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"year_groups": []}, "year_groups", "This field is required."),
        ({"resource_type": ""}, "resource_type", "This field is required."),
        ({"body": streamfield([])}, "link", "Give a link, a file or content: a reader must get something."),
    ],
)
def test_publishing_names_what_is_missing_at_its_field(admin_client, add, fill, changes, field, message):
    response = admin_client.post(add, fill(**changes) | {"action-publish": "1"})
    assert errors_of(response) == {field: [message]}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "ftp://files.example/a.zip"}, "link"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "601"}, "minutes"),
        ({"last_checked": "2999-01-01"}, "last_checked"),
    ],
)
def test_a_malformed_value_is_refused_even_in_a_draft(admin_client, add, fill, changes, field):
    assert list(errors_of(admin_client.post(add, fill(**changes)))) == [field]


@pytest.mark.parametrize(
    "link",
    [
        "https://10.0.0.7/",
        "http://192.168.1.1/lessons",
        "https://127.0.0.1:8000/",
        "https://[::1]/",
        "https://localhost/",
        "https://user:pass@www.example.org/",
    ],
)
def test_an_address_that_nobody_outside_can_open_is_refused_at_its_field(admin_client, add, fill, link):
    (message,) = errors_of(admin_client.post(add, fill(link=link)))["link"]
    assert message.startswith("Nobody outside can open this address. ")


def test_an_address_that_stood_there_before_does_not_hold_up_a_change(admin_client, fill, library):
    page = LessonResourcePageFactory.create(parent=library, link="https://10.0.0.7/")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert admin_client.post(edit, fill(link="https://10.0.0.7/")).status_code == 302
    assert admin_client.post(edit, fill(link="https://www.example.org:8443/a")).status_code == 302


def test_a_retired_term_leaves_the_choices_and_stays_on_old_pages(admin_client, add, library):
    old: Subject = SubjectFactory.create(slug="citizenship", label="Citizenship")
    page = LessonResourcePageFactory.create(parent=library, subjects=[old])
    old.retired = True
    old.save()
    retired_type: ResourceType = page.resource_type
    retired_type.retired = True
    retired_type.save()
    assert "Citizenship" not in admin_client.get(add).content.decode()
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Citizenship" in edit
    assert f'<option value="{retired_type.pk}" selected' in edit


def test_a_pdf_warns_and_does_not_block(admin_client, add, fill, pdf):
    assert "includes a PDF" not in admin_client.get(add).content.decode()
    response = admin_client.post(add, fill(file=pdf.pk), follow=True)
    assert "is a PDF: many readers cannot use one" in response.content.decode()
    assert "includes a PDF" in response.content.decode()
    page = LessonResourcePage.objects.get()
    response = admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), fill(file=pdf.pk) | {"action-publish": "1"}
    )
    assert response.status_code == 302
    assert LessonResourcePage.objects.live().exists()


def test_framework_points_are_offered_by_framework(admin_client, full):
    body = admin_client.get(reverse("wagtailadmin_pages:edit", args=[full.pk])).content.decode()
    assert "Gatsby Benchmarks" in body
    assert "GB4 Linking curriculum learning to careers" in body


def test_the_form_for_a_collection_opens(admin_client, library):
    address = reverse("wagtailadmin_pages:add", args=["resources", "collectionpage", library.pk])
    assert admin_client.get(address).status_code == 200
