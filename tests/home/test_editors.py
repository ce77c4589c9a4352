"""Signing in, a forgotten password, and the dashboard."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core import mail
from wagtail.models import GroupPagePermission

from hub.home.dashboard import ways_for
from tests.factories.pages import NewsIndexPageFactory, StandardPageFactory
from tests.factories.resources import ResourceIndexPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(home):
    user = get_user_model().objects.create_user("ruth@hub.example", "a-long-enough-one")
    group = Group.objects.create(name="News editors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    index = NewsIndexPageFactory(parent=home, slug="news")
    for codename in ("add_page", "change_page"):
        GroupPagePermission.objects.create(
            group=group, page=index, permission=Permission.objects.get(codename=codename)
        )
    return user


def test_a_forgotten_password_is_replaced_by_mail(client, editor):
    response = client.post("/admin/password_reset/", {"email": "Ruth@hub.example"})
    assert response.status_code == 302
    (message,) = mail.outbox
    assert message.to == ["ruth@hub.example"]
    link = re.findall(r"http://testserver(/admin/password_reset/\S+)", str(message.body))[0]
    form = client.get(link, follow=True)
    client.post(
        form.redirect_chain[-1][0], {"new_password1": "quite-another-0ne", "new_password2": "quite-another-0ne"}
    )
    assert client.login(username="ruth@hub.example", password="quite-another-0ne")
    assert client.get(link, follow=True).context.get("validlink") is False


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, editor):
    known = client.post("/admin/password_reset/", {"email": "ruth@hub.example"})
    unknown = client.post("/admin/password_reset/", {"email": "nobody@hub.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(mail.outbox) == 1


def test_the_sign_in_page_carries_the_hubs_name_and_colours(client, home):
    html = client.get("/admin/login/").content.decode()
    assert "Sign in to edit the London Ambitions Hub" in html
    assert "hub/css/admin.css" in html
    assert "hub/img/favicon.svg" in html


def test_an_editor_is_shown_only_the_places_where_they_may_work(client, editor, home):
    ResourceIndexPageFactory(parent=home)
    assert [str(way.title) for way in ways_for(editor)] == ["News"]
    client.force_login(editor)
    html = client.get("/admin/").content.decode()
    assert "Where to start" in html
    assert "Resources and collections" not in html


def test_a_superuser_is_shown_every_place(admin_user, home):
    ResourceIndexPageFactory(parent=home)
    NewsIndexPageFactory(parent=home, slug="news")
    assert [str(way.title) for way in ways_for(admin_user)] == ["Resources and collections", "News"]


def test_staff_see_the_user_bar_and_visitors_do_not(client, admin_client, home):
    StandardPageFactory(parent=home, slug="about")
    assert "wagtail-userbar" not in client.get("/about/").content.decode()
    assert "wagtail-userbar" in admin_client.get("/about/").content.decode()
