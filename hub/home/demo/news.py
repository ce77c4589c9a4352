"""Three pieces of sample news, dated back from the day of loading."""

import datetime
import json
from pathlib import Path

from hub.home.models import HomePage
from hub.home.tree import add_once, ensure_news
from hub.pages.models import NewsPage

DATA = Path(__file__).parent / "data" / "news.json"


def load(*, home: HomePage, on: datetime.date) -> None:
    """Add what is missing of the news, dated back from `on`."""
    index = ensure_news(home)
    for item in json.loads(DATA.read_text(encoding="utf-8")):
        add_once(index, NewsPage, date=on - datetime.timedelta(days=item.pop("days_before")), **item)
