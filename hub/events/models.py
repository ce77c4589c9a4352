from hub.events.planner.models import CareersDay, DayClass, Room, Session, Wish, Workshop

__all__ = ["CareersDay", "DayClass", "Room", "Session", "Wish", "Workshop"]
