"""Which groups of a survey's answers may be shown. Pure; nothing here reads a row.

A group under 10 is never shown, and none can be worked out from what is:

- a group is hidden where fewer than 10 of it answered, to the survey or to any question (an empty one needs no hiding);
- the total of all groups is shown, so what is hidden is the total less what is shown. While that is one group alone,
  or fewer than 10 for any question, the next smallest group is hidden as well;
- a question that fewer than 10 answered in all is not shown;
- what was answered on paper is known to whoever typed it in, so the others count as a group of their own in all this;
- results are shown once a survey is closed, and a closed one takes no answer and is not opened again: otherwise two
  looks, one before and one after an answer, would show that answer.
"""

from collections.abc import Mapping, Sequence

LEAST = 10


def may_be_shown(n: int) -> bool:
    """Tell whether a group of `n` is large enough, or empty."""
    return n == 0 or n >= LEAST


def hidden_groups(sizes: Mapping[int, Sequence[int]]) -> frozenset[int]:
    """Return the groups that are not shown.

    `sizes` has, for each group and in one order, how many of it answered the survey, how many of these by its address,
    and how many answered each closed question.
    """
    filled = {group: tuple(row) for group, row in sizes.items() if any(row)}
    hidden = {group for group, row in filled.items() if not all(map(may_be_shown, row))}
    shown = sorted(filled.keys() - hidden, key=lambda group: (_size(filled[group]), group))
    for group in shown:
        # One group alone has something small, or it would not be hidden: so this holds of none or of several.
        if all(map(may_be_shown, _sums(filled, hidden))):
            break
        hidden.add(group)
    return frozenset(hidden)


def _size(row: Sequence[int]) -> int:
    return min(n for n in row if n)


def _sums(filled: Mapping[int, Sequence[int]], hidden: set[int]) -> list[int]:
    return [sum(column) for column in zip(*(filled[group] for group in hidden), strict=True)]
