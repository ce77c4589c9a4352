"""What stands around the record: the door for the young, the pages for teachers and parents, the sheet of paper."""

import json
import re
from typing import cast

import pytest
from django.urls import reverse
from django.utils.translation import override

from hub.home.demo.resource_data import FOLDER
from hub.record.prompts import PROMPTS
from hub.record.statements import SECTORS
from tests.factories.curriculum import ActivityKindFactory, KeyStageFactory, SectorFactory
from tests.html import text_of

pytestmark = pytest.mark.django_db

ABOUT = ["record_door", "record_for_teachers", "record_for_parents", "record_paper"]


def links(response) -> set[str]:
    html = response.content.decode()
    return set(re.findall(r'href="([^"]+)"', html[html.find("<main") : html.find("</main>")]))


@pytest.mark.parametrize("view", ["", "?view=easy"])
def test_the_door_leads_to_every_sector_the_statements_the_record_and_the_schools(client, view):
    for slug in SECTORS:
        SectorFactory(slug=slug)
    answer = client.get(f"/record/door/{view}")
    found = links(answer)
    assert {f"/labour-market/sectors/{slug}/{view}" for slug in SECTORS} <= found
    assert {reverse("record_statements") + view, reverse("record") + view, reverse("record_paper") + view} <= found
    assert "/schools/" in found or 'action="/schools/"' in answer.content.decode()
    assert ("sym large" in answer.content.decode()) == bool(view), "drawings are for those who read few words"


def test_the_front_page_has_the_door_for_the_young(client, home):
    answer = client.get(home.url)
    assert {reverse("record_statements"), reverse("record"), f"{reverse('record_door')}#talk"} <= links(answer)
    assert "I am at school or college" in text_of(answer)


def test_teachers_are_told_what_nobody_can_see_and_where_the_sheets_are(client):
    answer = client.get("/record/for-teachers/")
    assert "You cannot see a pupil’s record, and neither can we" in text_of(answer)
    assert {f"/record/paper/{query}" for query in ("", "?stage=ks2", "?view=easy")} <= links(answer)
    minutes = [int(number) for number in re.findall(r"(\d+) min", text_of(answer))]
    assert sum(minutes) == 20


@pytest.mark.parametrize("language", ["en", "bn", "ur"])
def test_parents_find_the_page_in_each_language_of_the_hub(client, language):
    with override(language):
        answer = client.get(reverse("record_for_parents"))
    others = {"en": "/record/", "bn": "/bn/record/", "ur": "/ur/record/"}
    found = links(answer)
    assert {f"{start}for-parents/" for code, start in others.items() if code != language} <= found
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize(("query", "stage"), [("", "ks3"), *((f"?stage={each}", each) for each in PROMPTS)])
def test_the_sheet_of_paper_asks_what_the_form_asks_of_that_stage(client, query, stage):
    for number in (2, 3, 4, 5):
        KeyStageFactory(number=number)
    ActivityKindFactory(slug="fair", label="Careers fair")
    ActivityKindFactory(slug="old", label="Something retired", retired=True)
    text = text_of(client.get(f"/record/paper/{query}"))
    prompts = cast("dict[str, str]", PROMPTS[stage])
    for prompt in prompts.values():
        assert str(prompt) in text
    young = stage == "ks2"
    assert ("Careers fair" in text, "Teamwork" in text) == (not young, not young)
    assert "Something retired" not in text


@pytest.mark.parametrize("query", ["?stage=ks9", "?stage=", "?view=hard", "?stage=%00", "?stage=ks2&stage=ks4"])
def test_a_choice_that_is_none_gets_a_sheet_all_the_same(client, query):
    assert client.get(f"/record/paper/{query}").status_code == 200


def test_the_easy_sheet_has_a_drawing_for_each_line(client):
    html = client.get("/record/paper/?view=easy").content.decode()
    main = html[html.find("<main") : html.find("</main>")]
    assert main.count("sym large") == main.count("<h2>") == 7


def test_the_sheets_of_the_library_ask_in_the_order_of_the_form():
    sheets = json.loads((FOLDER / "record_sheets.json").read_text())
    assert [sheet["is_sample"] for sheet in sheets] == [True, True, True]
    asked = [block["value"]["prompt"] for block in sheets[1]["body"] if block["type"] == "task"]
    order = ["What I did", "Kind", "What I thought or did before", "What I learned", "What I will do next", "Skills"]
    assert [next(i for i, each in enumerate(asked) if each.startswith(words)) for words in order] == list(range(6))


@pytest.mark.parametrize("name", ABOUT)
def test_an_address_around_the_record_answers_get_alone_and_sets_no_cookie(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 200 and not answer.cookies
    assert client.post(reverse(name), {"what": "typed"}).status_code == 405
