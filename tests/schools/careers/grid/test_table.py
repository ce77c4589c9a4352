"""The programme as a table: grouped by activity, saved as a draft, refused at its cells, nothing lost."""

import time

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.models import GroupPagePermission

from curriculum.models import YearGroup
from hub.accounts.models import User
from hub.schools.careers.grid.columns import NAMES
from hub.schools.careers.grid.table import grouped
from hub.schools.models import CareersPage, ProgrammeActivity
from tests.factories.curriculum import CurriculumIndexPageFactory, KeyStagePageFactory, UnitPageFactory
from tests.schools.careers.grid.conftest import address, cells, number, post, programme, said, sent, shown

BEFORE = [(7, "A day at the docks", 300), (8, "A day at the docks", 300), (9, "A day at the docks", 300)]
BEFORE += [(10, "A week of work", 1500)]


def named(row: dict) -> dict[str, str]:
    return dict(zip(NAMES, row["cells"], strict=True))


def resent(rows: list[dict], *added: dict[str, str]) -> str:
    """Return rows as the table showed them, and more below."""
    keys = [list(row["keys"]) for row in rows]
    return sent(*map(named, rows), *added, keys=lambda at: keys[at] if at < len(keys) else [])


def test_one_row_stands_for_an_activity_of_several_year_groups(admin_client, page):
    visit, placement = map(named, shown(admin_client, page))
    assert (visit["years"], visit["title"], visit["term"]) == ("7 to 9", "A day at the docks", "Spring")
    assert (placement["years"], placement["minutes"], placement["benchmarks"]) == ("10", "1500", "6")
    assert not any(any(row["errors"]) for row in shown(admin_client, page))


def test_what_is_saved_is_a_draft_with_one_activity_for_each_year_group(admin_client, page):
    rows = shown(admin_client, page)
    answer = post(admin_client, page, resent(rows, cells(years="Y10-11", minutes="1h 30", benchmarks="4, 5.1")))
    assert answer.status_code == 302
    assert said(page) == [*BEFORE, (10, "A talk", 90), (11, "A talk", 90)]
    assert programme(page)[-1].criteria == ["gb4", "gb5-1"]
    assert not CareersPage.objects.get(pk=page.pk).live
    assert CareersPage.objects.get(pk=page.pk).programme.count() == 4, "the draft alone"


def test_a_saved_row_keeps_its_key_so_that_its_translations_stay(admin_client, page):
    before = {number(row): row.translation_key for row in programme(page)}
    rows = shown(admin_client, page)
    rows[0]["cells"][NAMES.index("title")] = "Two days at the docks"
    rows[0]["cells"][NAMES.index("years")] = "8 to 11"
    assert post(admin_client, page, resent(rows)).status_code == 302
    after = {number(row): row.translation_key for row in programme(page) if "docks" in row.title}
    assert (after[8], after[9]) == (before[8], before[9])
    assert after[10] == before[7], "the year that went goes on in the first that came"
    assert after[11] not in before.values()


def test_saving_what_was_not_changed_makes_no_version(admin_client, page):
    before = page.revisions.count()
    assert post(admin_client, page, resent(shown(admin_client, page))).status_code == 302
    assert page.revisions.count() == before


def test_rows_are_taken_out_and_sorted(admin_client, page):
    visit, placement = shown(admin_client, page)
    post(admin_client, page, resent([placement, visit]))
    assert [year for year, _title, _minutes in said(page)] == [10, 7, 8, 9]
    post(admin_client, page, resent([placement]))
    assert said(page) == [BEFORE[-1]]
    post(admin_client, page, "[]")
    assert said(page) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"years": ""}, "Choose a year group."),
        ({"years": "Level 3"}, "names no year groups"),
        ({"years": "2"}, "There is no Year 2 here"),
        ({"title": ""}, "Say what pupils do."),
        ({"title": "x" * 201}, "At most 200 characters."),
        ({"kind": ""}, "Choose a kind of activity."),
        ({"kind": "Workplace visits"}, "Did you mean “Workplace visit”?"),
        ({"kind": "qqqq"}, "Choose one of the list."),
        ({"term": "Easter"}, "is no term"),
        ({"minutes": "long"}, "no time in minutes"),
        ({"minutes": "60000"}, "not for all together"),
        ({"with_whom": "x" * 161}, "At most 160 characters."),
        ({"benchmarks": "9"}, "is no Gatsby benchmark"),
        ({"lesson": "No such unit"}, "No public unit or lesson"),
    ],
)
def test_bad_input_gets_a_message_at_its_cell_and_nothing_is_lost(admin_client, page, change, words):
    answer = post(admin_client, page, resent(shown(admin_client, page), cells(**{"with_whom": "A bakery", **change})))
    assert answer.status_code == 200
    (problem,) = answer.context["problems"]
    assert (problem["row"], problem["column"].name) == (3, next(iter(change)))
    assert words in problem["message"]
    html = answer.content.decode()
    assert f'href="#r3-{next(iter(change))}"' in html and f'id="r3-{next(iter(change))}"' in html
    assert "A bakery" in html or "with_whom" in change
    assert said(page) == BEFORE


def test_a_year_group_that_the_school_does_not_teach_is_refused_but_where_it_stands_already(admin_client, page):
    page.school.registrations.update(low_age=12, high_age=16)
    rows = shown(admin_client, page)
    assert not any(any(row["errors"]) for row in rows), "Year 7 was taught when it was written"
    answer = post(admin_client, page, resent(rows, cells(years="7, 12")))
    assert [each["message"] for each in answer.context["problems"]] == ["The school does not teach Year 7, 12."]


def test_all_years_are_those_that_the_school_teaches(admin_client, page):
    page.school.registrations.update(low_age=11, high_age=16)
    post(admin_client, page, sent(cells(years="all years")))
    assert [year for year, *_more in said(page)] == [7, 8, 9, 10, 11]


def test_a_programme_that_somebody_changed_meanwhile_is_not_written_over(admin_client, page):
    opened = admin_client.get(address(page)).context["shown"].opened
    post(admin_client, page, sent(cells(title="Theirs")))
    answer = post(admin_client, page, sent(cells(title="Mine")), opened=opened)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Mine" in html and "Nothing of yours is lost" in html and said(page) == [(8, "Theirs", 60)]
    version = answer.context["shown"].save_over
    post(admin_client, page, sent(cells(title="Theirs again")))
    answer = post(admin_client, page, sent(cells(title="Mine")), opened=opened, save_over=version)
    assert answer.status_code == 409, "the leave was for the version that was shown"
    version = answer.context["shown"].save_over
    assert post(admin_client, page, sent(cells(title="Mine")), opened=opened, save_over=version).status_code == 302
    assert said(page) == [(8, "Mine", 60)]


def test_a_change_of_the_page_elsewhere_is_kept_and_is_no_conflict(admin_client, page):
    opened = admin_client.get(address(page)).context["shown"].opened
    draft = page.get_latest_revision_as_object()
    draft.office_hours = "Mondays"
    draft.save_revision(clean=False)
    assert post(admin_client, page, sent(cells()), opened=opened).status_code == 302
    latest = CareersPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert latest.office_hours == "Mondays" and said(page) == [(8, "A talk", 60)]


def test_a_locked_page_is_shown_and_not_saved(client, admin_client, page):
    CareersPage.objects.filter(pk=page.pk).update(locked=True)
    person = User.objects.create_user("one@hub.example", "secret")
    group = person.groups.create(name="Editors of this page")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    client.force_login(person)
    assert "locked" in client.get(address(page)).content.decode()
    answer = post(client, page, sent(cells(title="Kept in the form")))
    assert answer.status_code == 403 and "Kept in the form" in answer.content.decode()
    assert said(page) == BEFORE


def test_keys_of_another_page_are_no_keys_here(admin_client, page, index, on):
    foreign = "5f0c4c7e-9f5e-4b52-8f3f-0d0e1c6d2a11"
    before = {str(row.translation_key) for row in programme(page)}
    post(admin_client, page, sent(cells(), keys=lambda at: [foreign, *sorted(before)[:1], "nonsense"]))
    (row,) = programme(page)
    assert str(row.translation_key) in before


@pytest.mark.parametrize(
    "rows",
    ["{", "7", '["x"]', '[{"cells": 7, "keys": 3}]', '[{"cells": [1, null], "keys": [4]}]', "[" * 100_000, "9" * 5000],
    ids=lambda rows: rows[:20],
)
def test_a_damaged_table_is_refused_and_is_no_error_of_the_hub(admin_client, page, rows):
    assert post(admin_client, page, rows).status_code in (302, 400)


def test_hundreds_of_thousands_of_rows_are_refused_at_once(admin_client, page):
    begun = time.process_time()
    answer = post(admin_client, page, f"[{','.join(['{}'] * 500_000)}]")
    assert answer.status_code == 400 and "holds up to 1000 rows" in answer.content.decode()
    assert time.process_time() - begun < 10


def test_more_rows_than_the_table_holds_are_refused_and_still_there(admin_client, page):
    answer = post(admin_client, page, sent(*[cells(title=f"Talk {at}") for at in range(1001)]))
    assert answer.status_code == 400 and "holds up to 1000 rows" in answer.content.decode()
    assert "Talk 1000" in answer.content.decode() and said(page) == BEFORE


# Without a script.


def fields(client: Client, page: CareersPage, at: str = "") -> dict[str, list[str]]:
    """Return what a browser without a script sends of the table as it is shown."""
    context = client.get(address(page) + at).context
    data: dict[str, list[str]] = {name: [] for name in ("keys", *NAMES)}
    for line in context["lines"]:
        data["keys"].append(line["keys"])
        for column, text, _error in line["cells"]:
            data[column.name].append(text)
    return {**data, "opened": [context["shown"].opened], "start": [context["shown"].start], "end": [context["end"]]}


def test_without_a_script_cells_are_typed_and_rows_pasted(admin_client, page):
    data = fields(admin_client, page)
    data["title"][0], data["years"][2], data["title"][2] = "A morning at the docks", "11", "A fair"
    data["kind"][2], data["minutes"][2] = "fair", "180"
    pasted = "Activity\tYear\tType\tDuration\nMock interviews\tYear 11\tWorkshop on applying\t1h\n"
    assert admin_client.post(address(page), {**data, "pasted": pasted}).status_code == 302
    assert said(page)[0] == (7, "A morning at the docks", 300)
    assert said(page)[-2:] == [(11, "A fair", 180), (11, "Mock interviews", 60)]
    keys = {row.translation_key for row in programme(page)}
    assert len(keys) == 6


def test_without_a_script_more_rows_can_be_asked_for_and_nothing_is_lost(admin_client, page):
    data = fields(admin_client, page)
    data["title"][2] = "Half written"
    answer = admin_client.post(address(page), {**data, "add": "1"})
    assert answer.status_code == 200 and "Half written" in answer.content.decode()
    assert len(answer.context["lines"]) > len(data["title"]) and said(page) == BEFORE


def test_without_a_script_a_long_table_is_changed_in_parts(admin_client, page):
    post(admin_client, page, sent(*[cells(title=f"Talk {at}") for at in range(150)]))
    assert len(fields(admin_client, page)["title"]) < 95
    data = fields(admin_client, page, "?from=60")
    assert data["title"][0] == "Talk 60"
    data["title"][0], data["title"][1] = "Another", ""
    for name in NAMES:
        if data.get(name):
            data[name][1] = ""
    assert admin_client.post(address(page), data).status_code == 302
    titles = [title for _year, title, _minutes in said(page)]
    assert titles == [f"Talk {at}" for at in range(60)] + ["Another"] + [f"Talk {at}" for at in range(62, 150)]


def test_without_a_script_too_much_at_once_stays_where_it_was_pasted(admin_client, page):
    pasted = "\n".join(f"9\tTalk {at}\tfair\tautumn\t60" for at in range(200))
    answer = admin_client.post(address(page), {**fields(admin_client, page), "pasted": pasted})
    assert answer.status_code == 400 and "Talk 199" in answer.content.decode() and said(page) == BEFORE


def test_a_row_leads_to_a_public_unit_by_its_title_or_its_address(admin_client, page, home):
    stage = KeyStagePageFactory(parent=CurriculumIndexPageFactory(parent=home))
    unit, other = (
        UnitPageFactory(parent=stage, title="Jobs on our street"),
        UnitPageFactory(parent=stage, title="Twins"),
    )
    UnitPageFactory(parent=stage, title="Twins", slug="twins-2")
    hidden = UnitPageFactory(parent=stage, title="Not out yet", live=False)
    rows = [cells(lesson="jobs on our street"), cells(lesson=unit.full_url), cells(lesson=other.url)]
    assert post(admin_client, page, sent(*rows)).status_code == 302
    assert [row.unit_id for row in programme(page)] == [unit.pk, unit.pk, other.pk]
    answer = post(admin_client, page, sent(cells(lesson="Twins"), cells(lesson="Not out yet")))
    assert [each["message"].partition("“")[0] for each in answer.context["problems"]] == [
        "Several units or lessons are called ",
        "No public unit or lesson of the hub is called ",
    ]
    hidden.refresh_from_db()
    assert "Not out yet" not in admin_client.get(address(page)).content.decode()


def test_a_row_that_leads_to_a_unit_no_longer_public_keeps_it_and_does_not_say_its_title(admin_client, page, home):
    stage = KeyStagePageFactory(parent=CurriculumIndexPageFactory(parent=home))
    unit = UnitPageFactory(parent=stage, title="Taken back")
    post(admin_client, page, sent(cells(lesson="Taken back")))
    unit.unpublish()
    (row,) = shown(admin_client, page)
    assert "Taken back" not in row["cells"] and not any(row["errors"])
    row["cells"][NAMES.index("title")] = "Another title"
    assert post(admin_client, page, resent([row])).status_code == 302
    assert programme(page)[0].unit_id == unit.pk


def test_the_order_of_each_years_activities_stays_as_it_is(page):
    years = {year.number: year for year in YearGroup.objects.filter(number__in=(7, 8))}

    def row(year: int, title: str) -> ProgrammeActivity:
        return ProgrammeActivity(year_group=years[year], kind_id=1, title=title, minutes=60)

    rows = [row(7, "A"), row(7, "B"), row(8, "B"), row(8, "A"), row(8, "B")]
    groups = [[(each.title, number(each)) for each in group] for group in grouped(rows)]
    assert groups == [[("A", 7)], [("B", 7), ("B", 8)], [("A", 8)], [("B", 8)]]
