"""Two boroughs or two sectors side by side, as the address names them."""

import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from hub.labour_market import selectors
from hub.labour_market.asked import Ask
from hub.labour_market.profiles import Comparison
from hub.labour_market.schema_org import FORMS

# As many sentences as say the most before the table says everything.
SENTENCES = 5


def compared(ask: Ask, *, on: datetime.date) -> Comparison | None:
    """Return what two have in common, None where the address does not name two."""
    reader = ask.reader
    if not (reader.a and reader.b) or reader.a == reader.b:
        return None
    return selectors.compare(reader.kind, reader.a, reader.b, on=on)


def side_by_side(ask: Ask, on: datetime.date) -> dict[str, object]:
    """Return the comparison that was asked for; without two that differ, only the form."""
    reader, found = ask.reader, compared(ask, on=on)
    shown: dict[str, object] = {
        "heading": _("Side by side"),
        "said": _("Two boroughs or two sectors: the same figure of both, in the same period. It is not a ranking."),
        "comparison": found,
        "alike": reader.a and reader.a == reader.b,
    }
    if found is None:
        return shown
    query = urlencode({"kind": reader.kind, "a": reader.a, "b": reader.b})
    files = {form: f"{reverse('compared_figures', args=[form])}?{query}" for form in FORMS}
    figures = [each for row in found.rows for each in (row.a, row.b) if each]
    sentences = [row.sentence for row in found.rows[:SENTENCES]]
    heading = _("%(a)s and %(b)s") % {"a": found.a.title, "b": found.b.title}
    words = {"heading": heading, "sentences": sentences, "questions": _questions(found)}
    return {**shown, **words, "files": files, "shown": figures}


def _questions(found: Comparison) -> list[tuple[str, str, str]]:
    """Return each question that both answer, with the short answer of each."""
    others = {answer.key: answer for answer in found.b.answers}
    return [
        (answer.question, answer.in_short, others[answer.key].in_short)
        for answer in found.a.answers
        if answer.key in others and answer.sentences and others[answer.key].sentences
    ]
