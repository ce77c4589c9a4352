from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "hub.events"
    label = "events"
    verbose_name = "Events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.core.page_context import register_context
        from hub.events.calendars.context import calendar_context, school_home_context
        from hub.events.calendars.models import EventCalendarPage
        from hub.events.planner import reach
        from hub.schools.microsites.models import SchoolHomePage
        from hub.schools.tenancy.allowed import allow

        allow(reach.ADDRESSES)
        register_context(EventCalendarPage, calendar_context)
        register_context(SchoolHomePage, school_home_context)
