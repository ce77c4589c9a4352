"""Of three thousand collections nobody chooses: the hub's people are offered the hub's, and find a school's files."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import Collection, Page, PageLogEntry

from hub.accounts.models import User
from hub.media.models import HubDocument, HubImage
from hub.schools.tenancy.provisioning import collection_of, ensure_central_groups
from hub.schools.tenancy.roles import Role
from tests.factories.people import staff
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC)
PLACES = ["wagtailimages:index", "wagtailimages:add", "wagtailimages_chooser:choose"]
PLACES += ["wagtaildocs:index", "wagtaildocs:add_multiple", "wagtaildocs_chooser:choose"]


@pytest.fixture
def schools(home):
    return [SchoolFactory(slug=slug) for slug in ("quince-hill-school-900001", "rowan-bridge-school-900002")]


@pytest.fixture
def editor() -> User:
    user = User.objects.create_user("editor@hub.example", "secret")
    user.groups.add(ensure_central_groups())
    return user


@pytest.mark.parametrize("place", PLACES)
def test_the_hubs_people_are_offered_its_own_collections(client, editor, schools, place):
    theirs = [collection_of(school).name for school in schools]
    Collection.get_first_root_node().add_child(name="Pictures of London")
    for person in (editor, User.objects.create_superuser("administrator@hub.example")):
        client.force_login(person)
        html = client.get(reverse(place)).content.decode()
        assert "Pictures of London" in html
        assert not [name for name in theirs if name in html]


def test_a_file_stays_where_it_is_and_is_found_by_its_schools_name(client, editor, schools, wagtails_indexes):
    image = HubImage.objects.create(
        title="A hall", file=get_test_image_file(), description="A hall", collection=collection_of(schools[0])
    )
    HubDocument.objects.create(title="A letter", file=ContentFile(b"a", "a.txt"), collection=collection_of(schools[1]))
    client.force_login(editor)
    edit = client.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    assert f'<option value="{image.collection_id}" selected>' in edit
    for place, title, name in (("wagtailimages:index", "A hall", "quince"), ("wagtaildocs:index", "A letter", "rowan")):
        assert title in client.get(reverse(place), {"q": name}).content.decode(), name
        assert title not in client.get(reverse(place), {"q": "elsewhere"}).content.decode()


def test_somebody_of_two_schools_is_offered_both(client, schools):
    leader = User.objects.create_user("leader@school.example", "secret")
    theirs = [collection_of(school).name for school in schools]
    for school in schools:
        staff(leader, school, Role.CAREERS_LEADER)
    client.force_login(leader)
    html = client.get(reverse("wagtailimages:add")).content.decode()
    assert all(name in html for name in theirs)


@pytest.mark.parametrize("place", ["wagtailadmin_collections:index", "wagtailusers_groups:add"])
def test_administrators_keep_the_hubs_collections_and_grant_no_schools(client, schools, place):
    theirs = [collection_of(school).name for school in schools]
    Collection.get_first_root_node().add_child(name="Pictures of London")
    client.force_login(User.objects.create_superuser("administrator@hub.example"))
    html = client.get(reverse(place)).content.decode()
    assert "Pictures of London" in html and not [name for name in theirs if name in html]


def test_the_history_of_the_site_is_narrowed_by_a_name(client, schools):
    amina = User.objects.create_user("amina@school.example", first_name="Amina", last_name="Khan")
    other = User.objects.create_user("other@school.example")
    for person, title in ((amina, "Hers"), (other, "Theirs")):
        page = Page.objects.get(depth=2)
        PageLogEntry.objects.create(
            page=page, content_type=page.content_type, action="wagtail.edit", label=title, user=person, timestamp=NOW
        )
        log(collection_of(schools[0]), "wagtail.edit", user=person, title=title)
    client.force_login(User.objects.create_superuser("administrator@hub.example"))
    address = reverse("wagtailadmin_reports:site_history")
    html = client.get(address).content.decode()
    assert html.count("Hers") == html.count("Theirs") > 1 and "amina@school.example</option>" not in html
    narrowed = client.get(address, {"user": "khan"}).content.decode()
    assert narrowed.count("Hers") > 1 and "Theirs" not in narrowed
