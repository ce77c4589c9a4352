"""What was understood of a search, and the way back: words that became filters or may, words that were corrected."""

import dataclasses
import re
from collections.abc import Mapping, Sequence

from search.facets import BY_KEY, FACETS, FacetValues
from search.request import SearchRequest


@dataclasses.dataclass(frozen=True)
class Read:
    """A span that became filters, what it was read as, and the search with it looked for as words."""

    typed: str
    labels: str
    url: str


@dataclasses.dataclass(frozen=True)
class Offered:
    """A filter that words may have meant, how many it would leave, and the search with it."""

    label: str
    group: str
    count: int
    url: str


@dataclasses.dataclass(frozen=True)
class Corrected:
    """The words with their spelling corrected, and the same search as typed."""

    text: str
    typed: str
    url: str


def as_words(asked: SearchRequest, typed: str) -> SearchRequest:
    """Return the search with a span that became a filter looked for as it is: in quotation marks, the filter gone."""
    read = {(one.key, one.value) for one in asked.readings if one.typed == typed}
    left = ((key, tuple(value for value in values if (key, value) not in read)) for key, values in asked.selected)
    quoted = '"{}"'.format(typed.replace('"', ""))
    return asked.change(
        text=f"{asked.text} {quoted}".strip(),
        selected=tuple((key, values) for key, values in left if values),
        near_minutes=None if any(key == "minutes" for key, _value in read) else asked.near_minutes,
    )


def without(asked: SearchRequest, key: str, value: str) -> SearchRequest:
    """Return the search without a filter. One that was read from words of its own leaves them to be looked for."""
    spans = [one.typed for one in asked.readings if (one.key, one.value) == (key, value)]
    alone = [typed for typed in spans if sum(one.typed == typed for one in asked.readings) == 1]
    return as_words(asked, alone[0]) if alone else asked.without(key, value)


def with_filter(asked: SearchRequest, key: str, value: str, vocabulary: FacetValues) -> SearchRequest:
    """Return the search with one filter more."""
    chosen = {**asked.filters, key: (*asked.filters.get(key, ()), value)}
    rows = ((f.key, tuple(v for v in vocabulary[f.key] if v in chosen.get(f.key, ()))) for f in FACETS)
    return asked.change(selected=tuple((k, values) for k, values in rows if values))


def reads(asked: SearchRequest, vocabulary: FacetValues) -> list[Read]:
    found: dict[str, list[str]] = {}
    for one in asked.readings:
        found.setdefault(one.typed, []).append(vocabulary[one.key][one.value].chip_text)
    return [Read(typed, ", ".join(labels), as_words(asked, typed).query_string()) for typed, labels in found.items()]


def offers(
    asked: SearchRequest, counts: Mapping[str, Mapping[str, int]], total: int, vocabulary: FacetValues
) -> Sequence[Offered]:
    """Return the filters that would narrow what was found, and leave something."""
    found = []
    for one in dict.fromkeys((offer.key, offer.value) for offer in asked.offers):
        key, value = one
        if 0 < (count := counts[key].get(value, 0)) < total:
            url = with_filter(asked, key, value, vocabulary).query_string()
            found.append(Offered(vocabulary[key][value].chip_text, str(BY_KEY[key].label), count, url))
    return found


def corrected_text(asked: SearchRequest) -> str:
    """Return the words that were looked for: those typed, with corrections in place of what nothing knows."""
    text = asked.text
    for one in asked.corrections:
        span = r"\W+".join(map(re.escape, one.typed.split()))
        text = re.sub(rf"(?<!\w){span}(?!\w)", one.meant, text)
    return text


def correction(asked: SearchRequest) -> Corrected | None:
    """Return what was corrected, if anything was."""
    if not asked.corrections:
        return None
    return Corrected(corrected_text(asked), asked.text, asked.change(as_typed=True).query_string())


def respelled(asked: SearchRequest) -> str:
    """Return the address at which a search that was taken as typed is corrected; nothing where it may be already."""
    return asked.change(as_typed=False).query_string() if asked.as_typed and asked.text else ""
