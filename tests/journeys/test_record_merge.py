"""Which of two entries is kept when two records become one, by what each device did since they were the same."""

import pytest

from .record_copies import RECORD, visit

FIRST, SECOND, THIRD, FOURTH = (f"2026-06-0{day}T10:00:00.000Z" for day in range(1, 5))
MERGE = """async ([mine, theirs]) => {
  const { mergeRecords } = await import("/static/record/model.js");
  const { data, conflicts } = mergeRecords(mine, theirs);
  const said = data.entries.map((entry) => entry.learned);
  return { said, conflicts: conflicts.length, received: data.entries.map((entry) => entry.received ?? null) };
}"""


def entry(learned: str, changed: str, received: str | None = None) -> dict[str, object]:
    made = {**RECORD["entries"][1], "learned": learned, "changed": changed}
    return {**made, "received": received} if received else made


CASES = {
    "an own copy from before adds nothing": (entry("b", SECOND), entry("a", FIRST), ["b"]),
    "only the other device went on": (entry("a", FIRST), entry("b", SECOND, FIRST), ["b"]),
    "only this device went on": (entry("b", SECOND), entry("a", FIRST, FIRST), ["b"]),
    "both went on, the other last": (entry("b", SECOND), entry("c", THIRD, FIRST), ["c", "b"]),
    "both went on, this one last": (entry("c", THIRD), entry("b", SECOND, FIRST), ["c", "b"]),
    "both got it by file and went on": (entry("b", SECOND, FIRST), entry("c", THIRD, FIRST), ["c", "b"]),
    "it comes back to where it was sent from": (entry("b", SECOND, FIRST), entry("c", THIRD, SECOND), ["c"]),
    "a third device has an older state": (entry("c", THIRD, SECOND), entry("a", FIRST), ["c"]),
    "the same words at another time": (entry("a", FIRST), entry("a", FOURTH, FIRST), ["a"]),
    "two changes in the same moment": (entry("a", FIRST), entry("b", FIRST), ["a", "b"]),
}


@pytest.mark.parametrize("name", CASES)
def test_both_are_kept_only_where_both_went_on(page, hub, name):
    mine, theirs, expected = CASES[name]
    visit(page, hub)
    record = {"profile": RECORD["profile"], "files": []}
    found = page.evaluate(MERGE, [{**record, "entries": [mine]}, {**record, "entries": [theirs]}])
    assert found["said"] == expected
    assert found["conflicts"] == len(expected) - 1


def test_a_copy_added_twice_changes_nothing_the_second_time(page, hub):
    visit(page, hub)
    theirs = {**RECORD, "entries": [entry("c", THIRD, FIRST)]}
    mine = {**RECORD, "entries": [entry("b", SECOND)]}
    found = page.evaluate(
        """async ([mine, theirs]) => {
          const { mergeRecords } = await import("/static/record/model.js");
          const once = mergeRecords(mine, theirs).data;
          const again = mergeRecords(once, theirs);
          return [once.entries.length, again.data.entries.length, again.conflicts.length];
        }""",
        [mine, theirs],
    )
    assert found == [2, 2, 0]


def test_what_differs_in_the_profile_is_the_newer_and_the_older_is_named(page, hub):
    visit(page, hub)
    older = {"profile": {"name": "Amina", "year": 9, "changed": FIRST}, "entries": [], "files": []}
    newer = {"profile": {"name": "Amina K", "cv": {"about": "x"}, "changed": SECOND}, "entries": [], "files": []}
    found = page.evaluate(
        """async ([mine, theirs]) => (await import("/static/record/model.js")).mergeRecords(mine, theirs)""",
        [older, newer],
    )
    assert found["data"]["profile"] == {"name": "Amina K", "year": 9, "cv": {"about": "x"}, "changed": SECOND}
    assert found["conflicts"] == [{"part": "name", "kept": "Amina K", "other": "Amina"}]
