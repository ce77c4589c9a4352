"""What the hub's own staff need for a day's work opens without anybody being a superuser."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page

from tests.factories.curriculum import CurriculumIndexPageFactory, KeyStagePageFactory, UnitPageFactory
from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory

ADDRESSES = [
    "/admin/",
    "/admin/pages/{home}/",
    "/admin/pages/{unit}/edit/",
    "/admin/pages/{resource}/edit/",
    "/admin/pages/add/curriculum/unitpage/{stage}/",
    "/admin/schools/add/",
    "/admin/schools/register/",
    "/admin/reports/publication/",
    "/admin/problem-reports/",
    "/admin/reports/aging-pages/",
    "/admin/redirects/",
    "/admin/redirects/add/",
    "/admin/workflows/list/",
    "/admin/workflows/add/",
    "/admin/workflows/tasks/index/",
    "/admin/localize/submit/page/{unit}/",
    "/admin/images/",
    "/admin/documents/",
]


@pytest.fixture
def pages(home):
    stage = KeyStagePageFactory(parent=CurriculumIndexPageFactory(parent=home))
    resource = LessonResourcePageFactory(parent=ResourceIndexPageFactory(parent=home))
    return {"home": home, "stage": stage, "unit": UnitPageFactory(parent=stage), "resource": resource}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_central_editor_opens_what_the_work_needs(central, pages, address):
    Locale.objects.get_or_create(language_code="bn")
    names = {name: page.pk for name, page in pages.items()}
    assert central.get(address.format(**names)).status_code == 200


@pytest.mark.parametrize("address", ["/admin/users/", "/admin/groups/", "/admin/sites/"])
def test_who_may_do_what_stays_with_administrators(central, address):
    assert central.get(address, follow=True).redirect_chain[-1][0] == "/admin/"


def test_a_central_editor_translates_a_page_and_edits_the_translation(central, pages):
    bengali, _made = Locale.objects.get_or_create(language_code="bn")
    about = pages["home"].add_child(instance=type(pages["resource"].get_parent().specific)(title="Texts", slug="texts"))
    data = {"locales": [bengali.pk], "include_subtree": ""}
    assert central.post(f"/admin/localize/submit/page/{about.pk}/", data).status_code == 302
    translated = Page.objects.get(translation_key=about.translation_key, locale=bengali)
    assert central.get(reverse("wagtailadmin_pages:edit", args=[translated.pk])).status_code == 200
