"""Words in another script than the pages that were searched: where the translated pages are that hold them."""

import dataclasses
from collections.abc import Iterator

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.engines import Engine
from search.engines.snapshot import Snapshot
from search.request import SearchRequest
from search.understanding.spelling import script

LATIN = "LATIN"


@dataclasses.dataclass(frozen=True)
class OtherScript:
    """A search in another language: what it finds, in words, and its address ("" where it finds nothing)."""

    text: str
    url: str


def other_scripts(asked: SearchRequest, held: Snapshot, engine: Engine) -> Iterator[OtherScript]:
    """Yield a search for each of the site's languages in whose script some words are: at most one question each."""
    scripts = {script(word[0]) for word in asked.words} - {LATIN}
    for code, name in settings.LANGUAGES:
        # A language's own name is written in its script.
        if asked.school or script(translation.get_language_info(code)["name_local"][0]) not in scripts:
            continue
        if code == asked.locale:
            continue
        query = QueryDict(mutable=True)
        query["q"] = asked.text
        other = SearchRequest.from_query(
            query, vocabulary=held.vocabulary, index_words=held.index_words(code), locale=code
        )
        total = engine.search(other).total if held.scope(code, None).any() else 0
        language = _(str(name))
        if total:
            with translation.override(code):
                url = reverse("search") + other.query_string()
            found = ngettext("%(total)s result in %(language)s", "%(total)s results in %(language)s", total)
            yield OtherScript(found % {"total": total, "language": language}, url)
        else:
            yield OtherScript(
                _("Nothing here is in %(language)s: lessons are in English.") % {"language": language}, ""
            )
