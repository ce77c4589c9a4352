"""A school's pages lie ready for its own host, and the hub's address of them for nobody."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_script_prefix

from hub.core import origins
from hub.core.kept import ahead, near, pages
from hub.core.models import ReadyPage
from tests.factories.hosts import SchoolHostFactory
from tests.schools.hosts.conftest import NAME

pytestmark = pytest.mark.django_db


def test_a_schools_page_lies_ready_at_its_own_host(keeping, there, school, text_page):
    assert ahead.make_after([text_page.pk]) > 2
    ready = set(ReadyPage.objects.values_list("address", flat=True))
    assert {f"http://{NAME}/", f"http://{NAME}/team/", f"http://{NAME}/careers/"} <= ready
    assert all(address.startswith(f"http://{NAME}/") for address in ready)
    for path in ("/team/", "/careers/"):
        caches["pages"].clear()
        near.clear()
        with CaptureQueriesContext(connection) as captured:
            answer = there.get(path)
        assert answer.status_code == 200 and len(captured) == 2, path
        # Links as they are written at that host.
        assert f'rel="canonical" href="http://{NAME}{path}"' in answer.content.decode()
        assert f"/schools/{school.school.slug}/" not in answer.content.decode()


def test_a_name_that_is_no_address_ends_nothing_that_lies_ready(keeping, there, host, school, text_page):
    before = pages.state()
    SchoolHostFactory(school=school.school, hostname="www.quince.sch.uk", is_address=False, answers_since=None)
    assert pages.state() == before
    host.delete()
    assert pages.state() != before


def test_making_them_leaves_no_trace_of_that_host(keeping, hub, school, text_page):
    ahead.make_after([text_page.pk])
    answer = hub.get(f"/schools/{school.school.slug}/team/")
    assert (answer.status_code, answer["Location"]) == (301, f"http://{NAME}/team/")
    assert origins.current() is None and get_script_prefix() == "/"
