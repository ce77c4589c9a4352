"""The editors' report of links to other sites: what was found, what to do, which pages, and "check again now"."""

import datetime
import re
from html import unescape

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from hub.accounts.models import User
from hub.schools.tenancy.provisioning import ensure_central_groups
from resources.link_checks import words
from resources.link_checks.asking import Kind, Reason
from resources.link_checks.checker import Found
from resources.link_checks.choices import UNHEARD, Outcome
from resources.link_checks.models import LinkCheck
from resources.link_checks.services import gather, record
from resources.link_checks.viewsets import STATES
from tests.factories.resources import LessonResourcePageFactory
from tests.html import flat

TAG = re.compile(r"<[^>]+>")


def text_of(response):
    return flat(unescape(TAG.sub(" ", response.content.decode())))


NOW = datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC)
INDEX = "link_checks:index"
FOUND = {
    "dead": Found(Outcome.GONE, 404),
    "failing": Found(Outcome.NO_ANSWER, detail=Kind.TOO_SLOW),
    "mend": Found(Outcome.NOT_HTTPS, detail=Reason.SCHEME),
    "unsure": Found(Outcome.BARRED, 403),
    "well": Found(Outcome.FINE, 200),
}


@pytest.fixture
def links(library):
    """A link in each state, named by it, each on a page of its own."""
    for state in STATES:
        LessonResourcePageFactory(parent=library, title=f"The {state} one", link=f"https://{state}.example/page")
    gather()
    links = {link.host.partition(".")[0]: link for link in LinkCheck.objects.all()}
    for state, found in FOUND.items():
        for day in range(3 if state == "dead" else 1):
            record(links[state], found, now=NOW + datetime.timedelta(days=day))
    return links


@pytest.mark.parametrize("state", STATES)
def test_the_list_is_narrowed_to_a_state(state, links, admin_client):
    shown = admin_client.get(reverse(INDEX), {"state": state})
    assert [link.host for link in shown.context["object_list"]] == [f"{state}.example"]


def test_the_list_says_what_was_found_and_what_to_do(links, admin_client):
    said = text_of(admin_client.get(reverse(INDEX)))
    for words_ in (
        "The page is gone. Status 404.",
        "put its new address on the page, or take the link out",
        "The site did not answer in time.",
        "Change it to https://",
        "Open it yourself: the site answers programs differently from people.",
        "Not asked yet.",
    ):
        assert words_ in said, words_


def test_a_link_of_a_page_that_is_no_longer_public_is_not_listed(links, admin_client):
    page = links["dead"].uses.get().page
    page.specific.unpublish()
    assert "dead.example" not in admin_client.get(reverse(INDEX)).content.decode()
    assert (
        "None any more." in admin_client.get(reverse("link_checks:inspect", args=[links["dead"].pk])).content.decode()
    )


def test_a_links_own_view_names_the_pages_and_the_days(links, admin_client):
    response = admin_client.get(reverse("link_checks:inspect", args=[links["dead"].pk]))
    said = text_of(response)
    assert "The dead one" in said
    assert reverse("wagtailadmin_pages:edit", args=[links["dead"].uses.get().page_id]) in response.content.decode()
    assert "3, since 23 November 2026" in said
    assert "Last answered never, as far as the hub knows" in said
    assert "Check again now" in said


def test_check_again_now_asks_and_says_what_that_found(library, admin_client):
    LessonResourcePageFactory(parent=library, link="https://127.0.0.1/page")
    gather()
    link = LinkCheck.objects.get()
    response = admin_client.post(reverse("link_checks:check", args=[link.pk]), follow=True)
    assert response.redirect_chain[0][0] == reverse("link_checks:inspect", args=[link.pk])
    assert "Asked just now: Not asked. It leads into a network that is not public." in text_of(response)
    link.refresh_from_db()
    assert (link.outcome, link.failures) == (Outcome.REFUSED, 0)


def test_nobody_checks_by_following_a_link_and_no_link_is_404(links, admin_client):
    assert admin_client.get(reverse("link_checks:check", args=[links["new"].pk])).status_code == 405
    assert admin_client.post(reverse("link_checks:check", args=[10**9 - 1])).status_code == 404


def test_what_a_site_says_stays_text(library, admin_client):
    url = "https://x.example/?<script>alert(1)</script>"
    LessonResourcePageFactory(parent=library, link=url)
    gather()
    link = LinkCheck.objects.get()
    record(link, Found(Outcome.NOT_THERE, 200, "<script>alert(2)</script>", "javascript:alert(3)"), now=NOW)
    for address in (reverse(INDEX), reverse("link_checks:inspect", args=[link.pk])):
        page = admin_client.get(address).content.decode()
        assert "<script>alert" not in page
        assert 'href="javascript' not in page


def test_the_list_is_closed_to_those_without_the_permission(links, client):
    user = User.objects.create_user("someone@hub.example", "pw")
    group = Group.objects.create(name="With the admin alone")
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    pk = links["new"].pk
    assert client.get(reverse(INDEX)).status_code == 302
    assert client.get(reverse("link_checks:inspect", args=[pk])).status_code == 302
    assert client.post(reverse("link_checks:check", args=[pk])).status_code in (302, 403)
    assert not LinkCheck.objects.get(pk=pk).outcome


def test_nobody_adds_changes_or_deletes_a_row(links, admin_client):
    pk = links["new"].pk
    for address in (reverse("link_checks:add"), *(reverse(f"link_checks:{n}", args=[pk]) for n in ("edit", "delete"))):
        assert admin_client.post(address).status_code == 302
    assert LinkCheck.objects.filter(pk=pk).exists()


def test_the_hubs_own_staff_hold_the_permission(home):
    assert ensure_central_groups().permissions.filter(codename="view_linkcheck").exists()


def test_every_outcome_and_every_stored_word_has_its_words():
    assert set(words.ADVICE) == set(Outcome)
    stored = {value for kinds in (Kind, Reason) for name, value in vars(kinds).items() if name.isupper()}
    assert {*stored, UNHEARD} <= set(words.DETAILS)


def test_the_list_as_a_file_is_safe(links, admin_client):
    response = admin_client.get(reverse(INDEX), {"export": "csv"})
    assert response.status_code == 200
    assert b"https://dead.example/page" in b"".join(response.streaming_content)
