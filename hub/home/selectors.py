"""Reads for the front page and the page for parents. Counts come from the search entries, so links and counts agree."""

import datetime
from itertools import groupby
from typing import Any

from curriculum.models import KeyStage, YearGroup
from hub.pages.selectors import latest_news


def years_by_stage() -> list[tuple[KeyStage, list[YearGroup]]]:
    """Return each key stage with its years in order, from one query."""
    years = YearGroup.objects.current().select_related("key_stage").order_by("number")
    return [(stage, list(group)) for stage, group in groupby(years, key=lambda year: year.key_stage)]


def languages_on_offer() -> list[Any]:
    return []


def front_page(page: Any, *, on: datetime.date) -> dict[str, Any]:
    """Return the context of the front page `page` on the date `on`."""
    return {"stages": years_by_stage(), "news": latest_news(page), "languages": languages_on_offer()}
