"""Office hours as people write them, and what machines are told of them: all of it, or nothing."""

import pytest

from hub.schools.microsites.opening_hours import DAYS, opening_hours


def read(text: str) -> list[tuple[object, object, object]]:
    return [(each["dayOfWeek"], each["opens"], each["closes"]) for each in opening_hours(text)]


@pytest.mark.parametrize(
    ("text", "days", "opens", "closes"),
    [
        ("Monday to Thursday, 8.15 am to 4.30 pm. Ask for the careers office.", DAYS[:4], "08:15", "16:30"),
        ("Mon-Fri 8.30-4", DAYS[:5], "08:30", "16:00"),
        ("Weekdays, 08:00 until 16:45", DAYS[:5], "08:00", "16:45"),
        ("Monday 1 to 4", (DAYS[0],), "13:00", "16:00"),
        ("Wednesdays 1.30 to 3.30pm", (DAYS[2],), "13:30", "15:30"),
        ("Tuesdays and Thursdays 9am to 12pm", (DAYS[1], DAYS[3]), "09:00", "12:00"),
    ],
)
def test_usual_spellings_are_read(text, days, opens, closes):
    assert read(text) == [(list(days), opens, closes)]


def test_parts_with_hours_of_their_own_are_read_one_by_one():
    found = read("Mon to Thu 8.15am to 4.30pm; Fri 8.15am to 4pm; closed in the holidays")
    assert [closes for _days, _opens, closes in found] == ["16:30", "16:00"]


@pytest.mark.parametrize(
    "text",
    ["", "In term time", "8 to 4", "Monday 8 to 12 and 1 to 4", "Monday 5pm to 8am", "Mon 8-4, ext. 214", "Mon 30-40"],
)
def test_what_cannot_be_read_whole_is_left_out(text):
    assert opening_hours(text) == []
