"""A form of the admin that lacks a part of itself is refused as damaged: no error of the hub, and nothing is saved."""

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError

from hub.core.damaged_forms import DamagedFormsMiddleware
from hub.pages.models import StandardPage


@pytest.fixture
def text(home) -> StandardPage:
    return home.add_child(instance=StandardPage(title="About", slug="about"))


def test_a_pages_form_without_the_number_of_its_blocks_is_refused(admin_client, text):
    answer = admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[text.pk]), {"title": "Changed", "slug": "about"}
    )
    assert answer.status_code == 400
    assert "the form was damaged" in answer.content.decode()
    assert StandardPage.objects.get(pk=text.pk).title == "About" and not text.revisions.exists()


def test_no_other_fault_and_no_other_page_is_called_damaged(rf):
    middleware = DamagedFormsMiddleware(lambda request: HttpResponse())
    lacking = MultiValueDictKeyError("format")
    assert middleware.process_exception(rf.post("/schools/"), lacking) is None
    assert middleware.process_exception(rf.post("/admin/"), KeyError("format")) is None
