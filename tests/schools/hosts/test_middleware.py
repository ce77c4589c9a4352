"""What a school's own hostname answers, and what the hub answers beside it."""

import pytest
from django.test import Client, override_settings

from tests.factories.hosts import SchoolHostFactory
from tests.factories.schools import SchoolFactory
from tests.schools.hosts.conftest import NAME, Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/careers/", "/team/"])
def test_a_school_answers_at_its_own_host_without_the_address_of_the_hub(path, there, school, text_page):
    answer = there.get(path)
    assert answer.status_code == 200
    assert "Quince Hill School" in answer.content.decode()


def test_the_path_on_the_hub_leads_to_the_one_address(hub, school):
    answer = hub.get(f"/schools/{school.school.slug}/careers/?year=9")
    assert (answer.status_code, answer["Location"]) == (301, f"http://{NAME}/careers/?year=9")
    assert "max-age=300" in answer["Cache-Control"]


def test_a_host_that_nobody_has_seen_answer_is_not_the_address_yet(school, text_page):
    SchoolHostFactory(school=school.school, hostname=NAME, answers_since=None)
    assert Client().get(f"/schools/{school.school.slug}/team/").status_code == 200
    answer = Visitor(NAME, Client()).get("/team/")
    assert answer.status_code == 200
    assert f'rel="canonical" href="{text_page.full_url}"' in answer.content.decode()
    assert text_page.full_url.endswith(f"/schools/{school.school.slug}/team/")


def test_who_is_signed_in_reads_the_page_on_the_hub(host, school):
    client = Client()
    client.force_login(next(iter(school.people.values())))
    assert client.get(f"/schools/{school.school.slug}/careers/").status_code == 200


def test_a_second_name_leads_to_the_one_address(host, school):
    SchoolHostFactory(school=school.school, hostname="www.quince.sch.uk", is_address=False)
    answer = Visitor("www.quince.sch.uk", Client()).get("/careers/?a=b")
    assert (answer.status_code, answer["Location"]) == (301, f"http://{NAME}/careers/?a=b")


def test_the_hubs_own_address_of_the_school_is_put_right_at_its_host(there, school):
    answer = there.get(f"/schools/{school.school.slug}/careers/")
    assert (answer.status_code, answer["Location"]) == (301, f"http://{NAME}/careers/")


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/?next=/admin/", "/curriculum/map/", "/search/facets/"])
def test_nothing_above_the_school_is_answered_at_its_host(path, there, home):
    answer = there.get(path)
    assert answer.status_code in (302, 404)
    if answer.status_code == 302:
        assert answer["Location"] == f"http://testserver{path}"


def test_the_admin_is_on_the_hub(there):
    assert there.get("/admin/login/")["Location"] == "http://testserver/admin/login/"


def test_nobody_is_signed_in_at_a_schools_host(host, school):
    client = Client()
    client.force_login(next(iter(school.people.values())))
    answer = client.get("/careers/", headers={"host": NAME})
    assert answer.status_code == 200
    assert not answer.wsgi_request.user.is_authenticated
    assert not answer.cookies
    assert "userbar" not in answer.content.decode()


def test_nothing_is_posted_to_a_schools_host(host):
    assert Client().post("/careers/", headers={"host": NAME}).status_code == 405


def test_a_missing_slash_is_put_right_at_the_host_itself(there):
    answer = there.get("/careers")
    assert (answer.status_code, answer["Location"]) == (301, "/careers/")


def test_a_draft_is_no_more_there_than_on_the_hub(there, text_page):
    text_page.unpublish()
    answer = there.get("/team/")
    assert answer.status_code == 404
    assert "Our careers team" not in answer.content.decode()


@override_settings(ALLOWED_HOSTS=["testserver"])
def test_a_name_that_nobody_gave_a_school_shows_no_school(there):
    answer = Visitor("evil.example", there.client).get("/")
    assert answer.status_code == 400
    assert "Quince" not in answer.content.decode()
    assert there.get("/").status_code == 200


@pytest.mark.parametrize("typed", ["CAREERS.quince.sch.uk", f"{NAME}:8000", f"{NAME}."])
def test_a_browser_may_write_the_name_otherwise(typed, there):
    assert Visitor(typed, there.client).get("/careers/").status_code == 200


def test_a_name_with_a_million_sisters_asks_the_database_nothing(there, django_assert_num_queries):
    there.get("/")
    with override_settings(ALLOWED_HOSTS=["testserver"]), django_assert_num_queries(0):
        for number in range(20):
            assert Visitor(f"a{number}.example", Client()).get("/").status_code == 400


def test_warm_a_page_asks_no_more_than_on_the_hub(there, school, django_assert_num_queries, host):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = Client()
    there.get("/careers/")
    with CaptureQueriesContext(connection) as at_host:
        assert there.get("/careers/").status_code == 200
    host.delete()
    client.get(f"/schools/{school.school.slug}/careers/")
    with CaptureQueriesContext(connection) as on_hub:
        assert client.get(f"/schools/{school.school.slug}/careers/").status_code == 200
    assert len(at_host) <= len(on_hub)


@override_settings(
    SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=100, SECURE_HSTS_INCLUDE_SUBDOMAINS=True, SECURE_HSTS_PRELOAD=True
)
def test_the_promise_of_https_is_made_for_the_name_alone(there):
    plain = there.get("/careers/")
    assert (plain.status_code, plain["Location"]) == (301, f"http://{NAME}/careers/")
    assert there.get("/careers/", secure=True)["Strict-Transport-Security"] == "max-age=100"


def test_forms_may_lead_to_the_hub(there):
    assert "form-action 'self' http://testserver;" in f"{there.get('/')['Content-Security-Policy']};"


def test_static_files_and_the_icon_are_there(there):
    assert there.get("/static/hub/css/site.css").status_code == 200
    assert there.get("/favicon.ico").status_code == 302


def test_another_schools_host_answers_with_another_schools_page_never(there, school):
    SchoolHostFactory(school=SchoolFactory(name="Other School"), hostname="other.example.sch.uk")
    answer = Visitor("other.example.sch.uk", Client()).get("/careers/")
    assert "Quince" not in answer.content.decode()


@pytest.mark.parametrize("below", ["", "careers/", "team/", "policy/?print=1"])
def test_an_address_with_an_old_name_leads_to_the_same_page_under_the_new_one(below, school, text_page):
    answer = Client().get(f"/schools/old-name-900801/{below}", follow=False)
    assert answer.status_code in (301, 302)
    assert answer["Location"].startswith(f"/schools/{school.school.slug}/{below.partition('?')[0]}")


def test_an_old_name_leads_to_the_host_of_the_school(hub, school, text_page):
    answer = hub.get("/schools/old-name-900801/team/", follow=True)
    assert answer.redirect_chain[-1][0] == f"http://{NAME}/team/"
