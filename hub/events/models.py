from hub.events.calendars.models import EventCalendarPage
from hub.events.planner.models import CareersDay, DayClass, Room, Session, Wish, Workshop

__all__ = ["CareersDay", "DayClass", "EventCalendarPage", "Room", "Session", "Wish", "Workshop"]
