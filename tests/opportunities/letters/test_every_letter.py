"""Every letter of the room: in text and HTML, in its reader's language, stopped by one click unless it must come."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from hub.opportunities.letters import stopping
from hub.opportunities.letters.sending import Letter, Why, send, send_now
from hub.opportunities.letters.writing import written
from hub.opportunities.models import NoLetters, Organisation, ProposedDay, Representative
from hub.opportunities.visits import services
from hub.schools.models import School
from tests.factories.schools import SchoolIndexPageFactory
from tests.opportunities.asking import sent
from tests.opportunities.visiting import DAY, begun

pytestmark = pytest.mark.django_db
# Every room that writes letters, and their names.
ROOMS = ("clusters", "opportunities")
FOLDERS = {room: Path(settings.BASE_DIR) / f"hub/{room}/templates/{room}/mail" for room in ROOMS}
ROOM_OF = {path.stem: room for room, folder in FOLDERS.items() for path in sorted(folder.glob("*.txt"))}
NAMES = sorted(ROOM_OF)
# Those that only a school's people get, who read English.
OF_CLUSTERS = {name for name, room in ROOM_OF.items() if room == "clusters"}
TO_SCHOOLS = OF_CLUSTERS | {"contact_offered", "provider_asks", "request_together", "visit_answer"}
LINK = "http://testserver/there"


class Words(dict[str, Any]):
    """A visit, a request or whatever else a letter names: it has every attribute, and each is a name."""

    def __getattr__(self, name: str) -> Any:
        return self.get(name, "Okoro")


def context_of(name: str) -> dict[str, Any]:
    moment = datetime.datetime(2027, 1, 12, 16, tzinfo=datetime.UTC)
    day = Words(agreed_on=DAY, starts=datetime.time(10), date=DAY, reply_by=DAY, expires_on=DAY)
    return {
        "visit": day,
        "asked": day,
        "offer": day,
        "school": School(name="Quince Hill"),
        "organisation": Organisation(name="Okoro", reason="No website."),
        "person": Representative(name="Sam"),
        "title": "Okoro",
        "words": "Okoro",
        "who": "Okoro",
        "cluster": "Lea Valley cluster",
        "item": Words(),
        "reviewer": School(name="Birch Lock"),
        "meeting": Words(starts=moment),
        "offers": "Talks",
        "side": "employer",
        "minutes": 30,
        "link": LINK,
    }


def letter(name: str, **more: Any) -> Letter:
    return Letter(room=ROOM_OF[name], name=name, to="sam@okoro.example", context=context_of(name), key=name, **more)


def test_the_walk_is_of_all_letters():
    assert len(NAMES) >= 28 and len(NAMES) == sum(len(list(each.glob("*.txt"))) for each in FOLDERS.values())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "bn", "ur"])
def test_a_letter_is_in_text_and_html_in_its_readers_language(name, language):
    said = written(letter(name, language=language))
    assert said.subject and "\n" not in said.subject
    message = said.mail.message()
    assert [part.get_content_type() for part in message.walk()][1:] == ["text/plain", "text/html"]
    for text in (said.text, said.html):
        assert "{{" not in text and "{%" not in text and "None" not in text
        assert LINK in text or name in ("provider_accepted", "organisation_refused")
    assert f'lang="{language}"' in said.html and ('dir="rtl"' in said.html) == (language == "ur")
    if language != "en" and name not in TO_SCHOOLS:
        assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", said.text.replace("\n", " ")), "English is left in it"


@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_stopped_unless_it_is_about_something_agreed(name):
    said, must = written(letter(name)), written(letter(name, why=Why.AGREED))
    address = said.headers["List-Unsubscribe"].strip("<>")
    assert said.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in said.text and address in said.html
    assert "List-Unsubscribe" not in must.headers and "?to=" not in must.text + must.html


@pytest.fixture
def stop() -> str:
    return written(letter("visit_message")).headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")


def test_a_get_changes_nothing_one_post_stops_letters_and_another_lets_them_come(client, stop):
    assert "No more letters like this" in client.get(stop).content.decode()
    assert not NoLetters.objects.exists()
    # As a mail program posts it: no cookie, no origin.
    for _times in range(2):
        assert Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert NoLetters.objects.get().email == "sam@okoro.example"
    assert "Write to me again" in client.get(stop).content.decode()
    client.post(stop, {"again": "1"})
    assert not NoLetters.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "x:y:z"])
def test_a_link_that_is_not_ours_stops_nothing(client, token):
    address = f"{reverse('opportunities_letters')}?to={token}"
    assert client.get(address).status_code == client.post(address).status_code == 404
    assert not NoLetters.objects.exists()


def test_no_sender_writes_to_who_wants_none_but_what_was_asked_for_or_agreed(django_capture_on_commit_callbacks):
    stopping.stop("Sam@Okoro.example")
    with django_capture_on_commit_callbacks(execute=True):
        send([letter("visit_message"), letter("visit_agreed", why=Why.AGREED), letter("offer_confirm", why=Why.ASKED)])
    send_now(letter("offer_runs_out"))
    assert [each.extra_headers["Message-ID"].partition("@")[0] for each in mail.outbox] == [
        "<visit_agreed",
        "<offer_confirm",
    ]


@pytest.mark.usefixtures("framework")
def test_what_concerns_an_agreed_visit_comes_and_what_does_not_does_not(home, django_capture_on_commit_callbacks):
    SchoolIndexPageFactory(parent=home)
    two = begun(datetime.date(2026, 11, 23))
    stopping.stop(two.person.email)
    with django_capture_on_commit_callbacks(execute=True):
        services.write(two.now, "school", "Which door?")
    assert sent() == []
    with django_capture_on_commit_callbacks(execute=True):
        services.agree(two.now, ProposedDay.objects.get(), "school", on=datetime.date(2026, 11, 23))
        services.write(two.now, "school", "Which door?")
        services.cancel(two.now, "school", "No cover.", on=datetime.date(2026, 11, 24))
    told = [each for each in sent() if each.to == [two.person.email]]
    assert len(told) == 3 and not any("List-Unsubscribe" in each.extra_headers for each in told)
