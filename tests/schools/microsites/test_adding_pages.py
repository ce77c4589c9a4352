"""The types of page that can be added: each says what it is for, and the one that is needed first stands first."""

import re
from html import unescape

import pytest
from django.urls import reverse

from curriculum.models import CurriculumIndexPage
from hub.schools.models import SchoolHomePage
from tests.factories.curriculum import CurriculumIndexPageFactory
from tests.html import flat


def offered(client, parent) -> list[str]:
    html = unescape(flat(client.get(reverse("wagtailadmin_pages:add_subpage", args=[parent.pk])).content.decode()))
    return re.findall(rf'href="/admin/pages/add/\w+/(\w+)/{parent.pk}/"', html)


def test_a_schools_careers_page_comes_first(admin_client, microsite):
    assert offered(admin_client, microsite) == [
        "careerspage",
        "careerspolicypage",
        "provideraccesspage",
        "annualreportpage",
        "newsindexpage",
        "eventcalendarpage",
        "standardpage",
    ]


def test_a_key_stage_comes_before_the_map(admin_client, home):
    index = CurriculumIndexPageFactory(parent=home)
    assert offered(admin_client, index) == ["keystagepage", "curriculummappage"]


@pytest.mark.parametrize("above", [SchoolHomePage, CurriculumIndexPage])
def test_each_type_says_what_it_is_for(above):
    models = above.clean_subpage_models()
    below = {child for model in models for child in model.clean_subpage_models()}
    assert [model for model in {*models, *below} if not model.get_page_description().endswith(".")] == []
