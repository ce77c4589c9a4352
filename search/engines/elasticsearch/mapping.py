"""The mapping of an index: analysed words, their strengths, facet values, sort keys. Other fields are refused.

Text is analysed by us (index.analysis), so the server only cuts at blanks. A gone entry stays as a document that
says nothing but `gone`: a deletion's version is forgotten after a minute, and a late duplicate could bring it back.
"""

import functools
import hashlib
import inspect
import json
from importlib.metadata import version
from typing import Any

from django.conf import settings

from search.index import analysis, impacts, light
from search.index.zones import LENGTH_B, SATURATION, TYPICAL_LENGTHS, WEIGHTS, ZONES

# A piece of what the server is sent, to be written as JSON.
Part = dict[str, Any]
# A word is written as often as it is strong (engines.ranking), in steps of the least weight; saturation goes with it.
SCALE = 1 / min(WEIGHTS.values())
# The server cuts a word at 255, its scope included. Ours end at 64 letters, which may take two units each.
LONGEST = 200


def scope(locale: str, school: int | None) -> str:
    """Return where an entry is to be found: in a language, inside a school (its id) or (None) in the hub itself."""
    return f"{locale}:{school or 0}"


def held_in(scope: str, word: str) -> str:
    """Return a word as it stands in `strengths`: with its scope, so that asking for one asks for the other too, and the
    index itself knows how many of a scope's entries hold it."""
    return f"{scope}:{term(word)}"


def facet_value(key: str, value: str) -> str:
    """Return a facet's value as it stands in the one field of all facets."""
    return f"{key}={value}"


def term(word: str) -> str:
    """Return the word as it stands in the index: itself, or a digest where the server would cut it."""
    if word.split() == [word] and 2 * len(word) <= LONGEST:
        return word
    return "_" + hashlib.sha256(word.encode()).hexdigest()


KEYWORD: Part = {"type": "keyword"}
TEXT: Part = {"type": "text", "analyzer": "whitespace", "norms": False}


def _strict(properties: Part) -> Part:
    return {"dynamic": "strict", "properties": properties}


# `strengths` holds the words of every zone: sets, counts and scores come from it, phrases from `words`.
MAPPING: Part = _strict(
    {
        "pk": {"type": "long"},
        "gone": {"type": "boolean"},
        "checksum": {**KEYWORD, "index": False},
        "scope": KEYWORD,
        "groups": KEYWORD,
        "minutes": {"type": "integer"},
        "first_published": {"type": "long"},
        "title_length": {"type": "integer", "index": False},
        "strengths": {**TEXT, "index_options": "freqs", "similarity": "strength"},
        "words": _strict(dict.fromkeys(ZONES, TEXT)),
        # One field for all facets: their counts cost one look at an entry, not one for each facet.
        "facets": {**KEYWORD, "eager_global_ordinals": True},
    }
) | {"_source": {"excludes": ["strengths"]}}
SIMILARITY = {"strength": {"type": "BM25", "k1": SATURATION * SCALE, "b": 0.0}}


@functools.cache
def fingerprint() -> str:
    """Return what tells an index of this release from any other: its mapping, its similarity, our analysis, and what
    decides how strong a word is."""
    scales = [MAPPING, SIMILARITY, WEIGHTS, LENGTH_B, TYPICAL_LENGTHS, light.ENDINGS, light.LEAST]
    sources = [
        inspect.getsource(each)
        for each in (analysis, light.stem, impacts.word_strengths, scope, held_in, facet_value, term)
    ]
    parts = [json.dumps(scales, sort_keys=True), *sources, version("snowballstemmer")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def alias() -> str:
    """Return the name under which this release reads, whichever index it points at."""
    return f"{settings.ELASTICSEARCH['PREFIX']}-{fingerprint()}"
