"""Lists pasted from a spreadsheet are read, and what cannot be read is named by its line."""

import pytest

from hub.events.planner.lines import (
    ClassLine,
    RoomLine,
    Unread,
    WishLine,
    class_line,
    lines_text,
    read_lines,
    room_line,
    wish_line,
)


def test_classes_are_read_from_cells_of_any_kind_and_a_heading_is_left_out():
    text = "Class\tYear\tPupils\r\n4B\t4\t28\r\n\r\nOak, Year 3, 30\nRB; 27\nReception Elm\n"
    assert read_lines(text, class_line) == [
        ClassLine("4B", 4, 28),
        ClassLine("Oak", 3, 30),
        ClassLine("RB", 0, 27),
        ClassLine("Reception Elm", 0, 0),
    ]


def test_rooms_and_wishes_are_read():
    assert read_lines("Hall, 120\nLibrary", room_line) == [RoomLine("Hall", 120), RoomLine("Library", None)]
    assert read_lines("Vets, nurses\t14\tYear 4\nBakers\t3\nPilots", wish_line) == [
        WishLine("Vets, nurses", 14, 4),
        WishLine("Bakers", 3, None),
        WishLine("Pilots", 1, None),
    ]


@pytest.mark.parametrize(
    ("text", "read", "words"),
    [
        ("Oak, 28", class_line, "Line 1: which year group is “Oak”?"),
        ("4B, 4, many", class_line, "“many” is no number from 0 to 60."),
        ("4B, 4, -1", class_line, "“-1” is no number"),
        ("4B, 99, 28", class_line, "which year group"),
        ("4B, 4, ２８", class_line, "is no number"),
        ("4B, 28\n4b, 27", class_line, "Line 2: “4b” stands twice."),
        (f"4{'B' * 40}, 28", class_line, "is longer than 20 letters"),
        (", 28", class_line, "it begins with an empty cell"),
        ("4B, 4, 28, Amina", class_line, "it has 4 cells, and no more than 3 are read"),
        ("\n".join(f"4 {n}, 28" for n in range(500)), class_line, "These are 500 lines. At most 30 can be planned."),
        ("Hall, 99999999999", room_line, "is no number from 0 to 1000"),
        ("Pilots, 3, Grade 4", wish_line, "“Grade 4” is no year group"),
    ],
)
def test_what_cannot_be_read_is_named(text, read, words):
    with pytest.raises(Unread) as problem:
        read_lines(text, read, most=30)
    assert any(words in each for each in problem.value.problems)


def test_what_is_stored_is_shown_as_it_is_read():
    rows = [("4B", 4, 28), ("Oak, old", 3, 30)]
    text = lines_text(rows)
    assert text == "4B, 4, 28\nOak, old; 3; 30"
    assert [(each.name, each.year, each.pupils) for each in read_lines(text, class_line)] == rows
    assert lines_text([("Hall", None)]) == "Hall"
