"""Every chooser of the admin answers a search, for every role, and shows nothing of another school."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from hub.accounts.models import User
from hub.schools.models import Role
from hub.schools.tenancy.provisioning import ensure_central_groups
from tests.factories.people import staff
from tests.isolation.test_two_schools import leaks

SEARCHED = ("choose", "search", "index", "results")


def searchable(patterns, before="") -> set[str]:
    """Return the admin's addresses without arguments that list something to search in or choose from."""
    found: set[str] = set()
    for each in patterns:
        address = before + str(each.pattern).strip("^$")
        if isinstance(each, URLResolver):
            found |= searchable(each.url_patterns, address)
        elif not each.pattern.converters and not set(address) & set("<(\\?"):
            listed = "choose" in address or any(word in (each.name or "") for word in SEARCHED)
            found |= {f"/{address}"} if listed else set()
    return found


ADDRESSES = sorted(each for each in searchable(get_resolver().url_patterns) if each.startswith("/admin/"))


@pytest.fixture(params=[*Role, "editor", "administrator"])
def somebody(request, ours, theirs) -> Client:
    if request.param == "administrator":
        user = User.objects.create_superuser("root@hub.example", "secret")
    else:
        user = User.objects.create_user("person@school.example", "secret")
        if request.param == "editor":
            user.groups.add(ensure_central_groups())
        else:
            staff(user, ours.made, request.param)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    client.of_a_school = request.param in list(Role)  # type: ignore[attr-defined]
    return client


# wagtail-localize lists translations in no order; that is a warning, which the tests' settings make an error.
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
def test_every_list_and_chooser_answers_a_search(somebody, theirs):
    """The search of the document chooser was HTTP 500 for everybody, and no test had typed a word into it."""
    assert {"/admin/images/chooser/results/", "/admin/documents/chooser/results/"} <= set(ADDRESSES)
    assert "/admin/choose-page/search/" in ADDRESSES
    broken, leaking = {}, {}
    for address in ADDRESSES:
        answer = somebody.get(f"{address}?q=Beaconmark&page_type=wagtailcore.page", follow=True)
        if answer.status_code not in (200, 403, 404, 405):
            broken[address] = answer.status_code
        elif somebody.of_a_school and (found := leaks(answer, address, theirs.mark, theirs)):
            leaking[address] = found
    assert (broken, leaking) == ({}, {})


def test_a_search_of_the_document_chooser_finds_own_files_and_no_private_one(leader, ours):
    ours.document.pk, ours.document.is_private, ours.document.title = None, True, "Aldermark minutes"
    ours.document.save()
    for address in ("/admin/documents/chooser/results/", "/admin/documents/chooser/"):
        body = leader.get(f"{address}?q=Aldermark").content.decode()
        assert "Aldermark document" in body
        assert "Aldermark minutes" not in body


@pytest.mark.parametrize("kind", ["external", "email", "anchor", "phone"])
@pytest.mark.parametrize("sent", [{}, {"link_text": "here"}])
def test_a_link_sent_without_its_address_is_asked_for_again(leader, kind, sent):
    data = {f"{kind}-link-chooser-{name}": value for name, value in sent.items()}
    answer = leader.post(f"/admin/choose-{kind}-link/", data)
    assert answer.status_code == 200
    assert "This field is required" in answer.content.decode()
    assert f"{kind}_link" in answer.content.decode()  # the step of the form, not of a link chosen
    assert Client().post(f"/admin/choose-{kind}-link/", data).status_code == 302
