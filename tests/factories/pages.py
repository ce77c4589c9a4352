import datetime

import wagtail_factories

from hub.pages.models import EventPage, NewsIndexPage, NewsPage, StandardPage


class StandardPageFactory(wagtail_factories.PageFactory):
    title = "About"

    class Meta:
        model = StandardPage


class NewsIndexPageFactory(wagtail_factories.PageFactory):
    title = "News"

    class Meta:
        model = NewsIndexPage


class NewsPageFactory(wagtail_factories.PageFactory):
    title = "Twelve new lessons"
    date = datetime.date(2026, 11, 16)

    class Meta:
        model = NewsPage


class EventPageFactory(wagtail_factories.PageFactory):
    title = "An evening for families"
    starts = datetime.datetime(2027, 1, 21, 18, 0, tzinfo=datetime.UTC)
    place = "Online"

    class Meta:
        model = EventPage
