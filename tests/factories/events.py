import wagtail_factories

from hub.events.models import EventCalendarPage


class EventCalendarPageFactory(wagtail_factories.PageFactory):
    title = "Events"
    slug = "events"

    class Meta:
        model = EventCalendarPage
