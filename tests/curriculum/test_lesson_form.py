"""The form of a lesson: each field has its place in it, and what few lessons have is closed at first."""

from collections import Counter

from wagtail.blocks.struct_block import BlockGroup

from curriculum.blocks import LessonBlock

DECLARED: list[str] = list(LessonBlock.base_blocks)  # type: ignore[attr-defined]


def form() -> BlockGroup:
    return LessonBlock().meta.form_layout


def folds() -> list[BlockGroup]:
    return [child for child in form().children if isinstance(child, BlockGroup)]


def test_each_field_of_a_lesson_stands_in_the_form_once():
    """Wagtail puts one that has no place at the end: a new field must be given one."""
    assert Counter(form().get_sorted_block_names()) == Counter(DECLARED)


def test_the_form_keeps_the_order_in_which_the_fields_are_stored():
    """Another order would be another definition of the block, and a migration (decision 0006)."""
    assert form().get_sorted_block_names() == DECLARED


def test_what_is_closed_at_first_has_a_name_and_holds_nothing_that_must_be_filled():
    assert [fold.children for fold in folds()] == [["employer_ask", "lmi", "figures"]]
    lesson = LessonBlock()
    for fold in folds():
        assert "collapsed" in fold.classname.split() and str(fold.heading) not in ("", "Group")
        assert not [name for name in fold.get_sorted_block_names() if lesson.child_blocks[name].required]
