"""A hostname is read once, from whatever somebody types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from hub.schools.hosts.giving import NotGiven, choose_address, give_host
from hub.schools.hosts.hostname import Hostname, NotAHostname, belongs_to_the_hub
from tests.factories.schools import SchoolFactory


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("careers.quince.sch.uk", "careers.quince.sch.uk"),
        ("  Careers.Quince.SCH.uk. ", "careers.quince.sch.uk"),
        ("schöne-schule.example", "xn--schne-schule-6ib.example"),
        ("xn--schne-schule-6ib.example", "xn--schne-schule-6ib.example"),
        ("careers。quince。example", "careers.quince.example"),
    ],
)
def test_a_name_is_kept_as_browsers_send_it(typed, read):
    assert Hostname.read(typed).ascii == read


def test_a_name_is_shown_in_its_own_letters():
    assert Hostname.read("schöne-schule.example").shown == "schöne-schule.example"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Type a hostname"),
        ("https://careers.quince.sch.uk", "without https"),
        ("careers.quince.sch.uk/", "after a slash"),
        ("head@quince.sch.uk", "name alone"),
        ("careers.quince.sch.uk:8443", "without a port"),
        ("*.quince.sch.uk", "star"),
        ("192.0.2.1", "number of a machine"),
        ("192.0.2.1:80", "number of a machine"),
        ("[2001:db8::1]", "number of a machine"),
        ("0x7f.1", "number of a machine"),
        ("2130706433", "number of a machine"),
        ("quince", "has a dot"),
        ("careers_page.quince.sch.uk", "letters, digits, hyphens"),
        ("-careers.quince.sch.uk", "letters, digits, hyphens"),
        ("careers..sch.uk", "letters, digits, hyphens"),
        ("careers quince.sch.uk", "letters, digits, hyphens"),
        (f"{'a' * 64}.sch.uk", "letters, digits, hyphens"),
        (".".join(["a" * 60] * 5), "letters, digits, hyphens"),
        ("printer.school.local", "outside your network"),
        ("quince\x00.sch.uk", "letters, digits, hyphens"),
        (f"{'ü' * 70}.example", "no hostname may have"),
    ],
)
def test_anything_else_is_refused_with_what_to_type(typed, told):
    with pytest.raises(NotAHostname, match=told):
        Hostname.read(typed)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        name = Hostname.read(text)
    except NotAHostname:
        return
    assert name.ascii == name.ascii.lower()
    assert Hostname.read(name.ascii) == name


@pytest.mark.django_db
@pytest.mark.parametrize("own", ["testserver", "hub.example.org", "admin.example.org"])
def test_the_hub_keeps_its_own_names(own, settings):
    settings.ALLOWED_HOSTS = ["*", ".hub.example.org"]
    Site.objects.filter(is_default_site=True).update(hostname="Admin.example.org")
    assert belongs_to_the_hub(Hostname(own))
    assert not belongs_to_the_hub(Hostname("careers.quince.sch.uk"))


@pytest.mark.django_db
def test_a_name_belongs_to_one_school():
    ours, theirs = SchoolFactory.create(name="Quince School"), SchoolFactory.create(name="Medlar School")
    name = Hostname("careers.quince.sch.uk")
    assert give_host(ours, name).is_address
    with pytest.raises(NotGiven, match="this school’s already"):
        give_host(ours, name)
    with pytest.raises(NotGiven, match="belongs to Quince School"):
        give_host(theirs, name)
    with pytest.raises(NotGiven, match="hub’s own"):
        give_host(theirs, Hostname("testserver"))


@pytest.mark.django_db
def test_a_school_has_one_address_among_its_names():
    school = SchoolFactory.create()
    first = give_host(school, Hostname("careers.quince.sch.uk"))
    second = give_host(school, Hostname("www.quince.sch.uk"))
    assert (first.is_address, second.is_address) == (True, False)
    choose_address(second)
    assert list(school.hosts.filter(is_address=True)) == [second]
