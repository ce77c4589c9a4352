"""Calendars against the rules of RFC 5545."""

import datetime

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from hub.core.icalendar import Event, calendar

ON = datetime.date(2026, 11, 23)
URDU = "مثالی اسکول برائے لڑکیاں اور لڑکے، مشرقی لندن"


def unfold(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def event(**changes) -> Event:
    return Event(**{"uid": "u1", "day": datetime.date(2027, 2, 28), "summary": "Review", **changes})


def value(text: str, name: str) -> str:
    found = next(line for line in unfold(text) if line.startswith(name))
    return found.split(":", 1)[1]


def test_a_calendar_has_what_the_standard_requires():
    lines = unfold(calendar("Dates", [event(url="https://a.example/", category="Must", description="One")], on=ON))
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines and any(line.startswith("PRODID:") for line in lines)
    body = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    assert body[1:4] == ["UID:u1", "DTSTAMP:20261123T000000Z", "DTSTART;VALUE=DATE:20270228"]
    assert "URL:https://a.example/" in body and "CATEGORIES:Must" in body


def test_a_calendar_without_events_is_still_one():
    assert unfold(calendar("Dates", [], on=ON))[-1] == "END:VCALENDAR"


def test_commas_semicolons_backslashes_and_line_breaks_are_escaped():
    text = calendar("D", [event(summary="a, b; c \\ d", description="one\r\ntwo\x00\tthree")], on=ON)
    assert value(text, "SUMMARY") == "a\\, b\\; c \\\\ d"
    assert value(text, "DESCRIPTION") == "one\\ntwothree"


def test_a_name_from_right_to_left_survives_folding():
    text = calendar(URDU, [event(summary=URDU * 4)], on=ON)
    assert value(text, "SUMMARY") == URDU * 4
    assert value(text, "NAME") == URDU


@given(st.text(max_size=400))
def test_lines_end_in_crlf_and_hold_75_bytes_whatever_the_text(words):
    text = calendar(words, [event(summary=words, description=words)], on=ON)
    raw = text.encode()
    assert raw.endswith(b"\r\n")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two
        assert not set(line) & {*range(9), *range(10, 32), 127}
    assert len(unfold(text)) == len(unfold(calendar("", [event(summary="x", description="y")], on=ON))) - (not words)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_unfolding_gives_back_the_line(words):
    text = calendar("D", [event(summary=words)], on=ON)
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY:{escaped}" in unfold(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_what_is_read_back_is_what_was_written(words):
    text = calendar(words, [event(summary=words, description=words, category="Must")], on=ON)
    read = icalendar.Calendar.from_ical(text)
    (back,) = read.events
    assert str(back["SUMMARY"]) == words and str(back.get("DESCRIPTION", "")) == words
    assert back.start == datetime.date(2027, 2, 28) and back.stamp == datetime.datetime(
        2026, 11, 23, tzinfo=datetime.UTC
    )


def test_the_text_of_a_calendar_is_the_same_line_for_line():
    """What subscribers have had since the feed exists; only where a long line is folded is the library's affair."""
    one = event(summary="a, b", description="Must\n" + "x" * 90, url="https://a.example/;,", category="Must, or")
    assert unfold(calendar("D;", [one], on=ON)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//London Ambitions Hub//Due dates//EN",
        "CALSCALE:GREGORIAN",
        "NAME:D\\;",
        "X-WR-CALNAME:D\\;",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        "BEGIN:VEVENT",
        "UID:u1",
        "DTSTAMP:20261123T000000Z",
        "DTSTART;VALUE=DATE:20270228",
        "SUMMARY:a\\, b",
        "DESCRIPTION:Must\\n" + "x" * 90,
        "URL:https://a.example/;,",
        "CATEGORIES:Must\\, or",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
