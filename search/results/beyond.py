"""What follows the results of a search on its last page, below lines that say why.

What holds only some of the words is the last of it (`search.engines.closeness`). Before that, where filters that were
read from words leave less than a page, comes what fits without them.

A filter that somebody ticked excludes. One that was read from words ranks: what fits it stands first, and where that is
less than a page, what comes without it follows on the same page, below a line that says why. In this order, until the
page is full:

1. the years beside a year that was read, all other filters kept;
2. where nothing was found, the filters without the words that are left ("free", of "free worksheets year 6");
3. the words of one other filter looked for as words ("PE" as a subject finds nothing, its name stands in a lesson);
4. the words that are left, without one of the filters that were read;
5. without all of them.

Each step is a search of its own, whose address the line leads to. So the totals, counts and pages of the first search
stay what they are, and every engine gives the same sections in the same order: it only searches. At most
`MOST_SEARCHES` more, and only where the page has room (`hub/decisions/0021`).
"""

import dataclasses
from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.engines import SearchResponse
from search.facets import FacetValues
from search.request import PER_PAGE, SearchRequest

MOST_SEARCHES = 6
# Without the first of these the rest is most likely still what was meant.
LEAST_FIRST = ("format", "language", "kind", "audience", "minutes", "year", "stage", "benchmark", "element", "sector")
# "Year 6" names a year and is no phrase to look for.
NUMBERED = ("year", "stage", "minutes", "benchmark", "element")


@dataclasses.dataclass(frozen=True)
class Section:
    """What stands below one line: the line, the entries, and the whole search they come from with its total."""

    line: str
    ids: Sequence[int]
    total: int
    asked: SearchRequest


@dataclasses.dataclass(frozen=True)
class _Step:
    """A wider search. `lost`: the filters it does without (none: it does without the words); `instead`: what it has in
    place of them, in words."""

    asked: SearchRequest
    lost: Sequence[tuple[str, str]]
    instead: str = ""


def sections(
    asked: SearchRequest,
    found: SearchResponse,
    *,
    parse: Callable[[str], SearchRequest],
    search: Callable[[SearchRequest], SearchResponse],
    vocabulary: FacetValues,
) -> list[Section]:
    """Return what follows a search and its answer.

    Args:
        parse: makes a request of an address, as the page that a line leads to does.
        search: asks the engine.
    """
    sections = _without_filters(asked, found, parse, search, vocabulary) if found.total < PER_PAGE else []
    shown = {*found.ids, *(pk for section in sections for pk in section.ids)}
    rest = [pk for pk in found.rest if pk not in shown][: max(0, PER_PAGE - len(shown))]
    if found.total_any > found.total and found.page == found.pages:
        line = _("These hold some of the words:") if found.total else _("Nothing holds all of it. Some of the words:")
        sections.append(Section(line, rest, found.total_any, asked.change(any_words=True)))
    return sections


def _without_filters(
    asked: SearchRequest,
    found: SearchResponse,
    parse: Callable[[str], SearchRequest],
    search: Callable[[SearchRequest], SearchResponse],
    vocabulary: FacetValues,
) -> list[Section]:
    """Return what comes without the filters that were read."""
    if not asked.soft:
        return []
    seen, room, sections = set(found.ids), PER_PAGE - len(found.ids), list[Section]()
    steps = list(_steps(asked, vocabulary, empty=not found.total))
    for step in steps if len(steps) <= MOST_SEARCHES else [*steps[: MOST_SEARCHES - 1], steps[-1]]:
        if room <= 0:
            break
        wider_asked = parse(step.asked.query_string())
        wider = search(wider_asked)
        if new := [pk for pk in wider.ids if pk not in seen][:room]:
            line = _line(step, vocabulary, more=bool(seen))
            sections.append(Section(line, new, wider.total, wider_asked))
            seen.update(new)
            room -= len(new)
    return sections


def _steps(asked: SearchRequest, vocabulary: FacetValues, *, empty: bool) -> Iterator[_Step]:
    soft = sorted(asked.soft, key=lambda key: LEAST_FIRST.index(key) if key in LEAST_FIRST else len(LEAST_FIRST))
    lost = {key: [(key, value) for value in asked.filters[key]] for key in soft}
    if "year" in soft and (beside := _beside(asked.filters["year"], tuple(vocabulary["year"]))):
        labels = ", ".join(vocabulary["year"][value].text for value in beside)
        yield _Step(_with(asked, "year", beside), lost["year"], labels)
    if empty and asked.text:
        yield _Step(asked.without_words().change(near_minutes=asked.near_minutes), ())
    for key in soft:
        for typed in dict.fromkeys(one.typed for one in asked.interpretations if one.key == key):
            if key not in NUMBERED:
                quoted = _without(asked, key).change(text=f'{asked.text} "{typed}"'.strip())
                yield _Step(quoted, lost[key], _("“%(words)s” as words") % {"words": typed})
    if asked.query or len(asked.selected) > 1:
        for key in soft:
            yield _Step(_without(asked, key), lost[key])
    if len(soft) > 1 and (asked.query or len(soft) < len(asked.selected)):
        yield _Step(_without(asked, *soft), [one for key in soft for one in lost[key]])


def _beside(years: Sequence[str], every: Sequence[str]) -> tuple[str, ...]:
    """Return the years next to some."""
    at = {every.index(year) + step for year in years for step in (-1, 1)}
    return tuple(every[n] for n in sorted(at) if 0 <= n < len(every) and every[n] not in years)


def _with(asked: SearchRequest, key: str, values: tuple[str, ...]) -> SearchRequest:
    return asked.change(selected=tuple((k, values if k == key else old) for k, old in asked.selected))


def _without(asked: SearchRequest, *keys: str) -> SearchRequest:
    near = None if "minutes" in keys else asked.near_minutes
    return asked.change(selected=tuple((k, old) for k, old in asked.selected if k not in keys), near_minutes=near)


def _line(step: _Step, vocabulary: FacetValues, *, more: bool) -> str:
    """Say what is found no more, or not at all, and what follows."""
    if not step.lost:
        return _("Nothing with all of that. The filters without the words:")
    named = ", ".join(vocabulary[key][value].chip_text for key, value in step.lost)
    ends = _("Nothing more for %(filters)s.") if more else _("Nothing for %(filters)s.")
    follows = f"{step.instead}:" if step.instead else ngettext("Without it:", "Without them:", len(step.lost))
    return f"{ends % {'filters': named}} {follows}"
