"""A page's schedule in the editor: what has passed stays as it is, and nothing is set that has passed."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import querydict_from_html

from hub.core.forms import DOWN_AT_ONCE, SCHEDULE
from hub.pages.models import StandardPage

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def page(home):
    return home.add_child(instance=StandardPage(title="Scheduled", slug="scheduled", live=True))


def edit(admin_client, page, **changes):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(admin_client.get(url).content.decode(), form_id="page-edit-form")
    data["body-count"] = "0"
    for name, value in changes.items():
        data[name] = value
    return admin_client.post(url, data)


@pytest.mark.parametrize("name", SCHEDULE)
def test_a_page_whose_schedule_has_passed_is_saved_with_it(admin_client, page, name):
    passed = timezone.now() - 30 * HOUR + datetime.timedelta(seconds=17)
    StandardPage.objects.update(**{name: passed}, live=False)
    response = edit(admin_client, page, title="Corrected")
    assert response.status_code == 302, response.context["form"].errors
    draft = StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.title == "Corrected"
    assert getattr(draft, name).replace(second=0, microsecond=0) == passed.replace(second=0, microsecond=0)


@pytest.mark.parametrize("name", SCHEDULE)
@pytest.mark.parametrize("button", [{}, {"action-publish": "1"}], ids=["draft", "publish"])
def test_a_moment_that_has_passed_is_not_set_anew(admin_client, page, name, button):
    response = edit(admin_client, page, **{name: "1 November 2026, 9am", "title": "Kept"}, **button)
    assert response.status_code == 200
    assert response.context["form"].errors == {name: [SCHEDULE[name]]}
    assert "Kept" in response.content.decode()


def test_an_expiry_that_has_passed_is_emptied_before_the_page_is_published_again(admin_client, page):
    StandardPage.objects.update(expire_at=timezone.now() - HOUR, live=False)
    response = edit(admin_client, page, **{"action-publish": "1"})
    assert response.context["form"].errors == {"expire_at": [DOWN_AT_ONCE]}
    assert edit(admin_client, page, **{"action-publish": "1", "expire_at": ""}).status_code == 302
    assert StandardPage.objects.get(pk=page.pk).live


def test_a_page_that_went_live_by_its_schedule_is_published_again(admin_client, page):
    StandardPage.objects.update(go_live_at=timezone.now() - HOUR)
    assert edit(admin_client, page, title="Again", **{"action-publish": "1"}).status_code == 302
    assert StandardPage.objects.get(pk=page.pk).title == "Again"
