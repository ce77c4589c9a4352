"""Turns entries into Elasticsearch documents."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from search.engines.elasticsearch.mapping import SCALE, Part, facet_value, held_in, scope, term
from search.index.impacts import word_strengths
from search.index.models.entries import Entry, EntryFacet
from search.index.units import BESIDE
from search.index.zones import TYPICAL_LENGTHS, ZONES


def document(entry: Entry, facets: Mapping[str, Iterable[str]]) -> Part:
    """Return an entry (facets: facet key -> values) as a document; a gone one says nothing else."""
    if entry.gone:
        return _checked({"pk": entry.pk, "gone": True})
    published = entry.first_published
    place = scope(entry.locale, entry.school_id)
    content = {
        "pk": entry.pk,
        "gone": False,
        "scope": place,
        "groups": sorted(entry.groups),
        "minutes": entry.minutes,
        "first_published": int(published.timestamp()) if published else 0,
        "title_length": entry.lengths.get("title", 0),
        "words": {
            zone: " ".join(term(word) for word in entry.words[zone].split()) for zone in ZONES if entry.words.get(zone)
        },
        "facets": sorted(facet_value(key, value) for key, values in facets.items() for value in values),
    }
    return _checked({**content, "strengths": strengths(entry.words, place)})


def strengths(words: Mapping[str, str], place: str) -> str:
    """Return each word of an entry as often as it is strong, at typical lengths. `words` maps a zone to its words,
    `place` is the entry's scope."""
    held = word_strengths(words, TYPICAL_LENGTHS)
    return " ".join(
        " ".join([held_in(place, word)] * max(1, round(SCALE * strength))) for word, strength in held.items()
    )


def documents(pks: Iterable[int]) -> list[tuple[int, int, Part]]:
    """Return (id, version, document) of entries as they stand now: two queries."""
    entries = list(Entry.objects.filter(pk__in=list(pks)).defer("texts", "summary").order_by("pk"))
    facets: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    found = EntryFacet.objects.filter(entry__in=[entry.pk for entry in entries]).exclude(facet__in=BESIDE)
    for pk, key, value in found.values_list("entry_id", "facet", "value"):
        facets[pk][key].append(value)
    return [(entry.pk, entry.version, document(entry, facets[entry.pk])) for entry in entries]


def _checked(content: Part) -> Part:
    """Add the checksum by which `search_check` tells whether an index holds what the row says."""
    digest = hashlib.blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=12)
    return content | {"checksum": digest.hexdigest()}
