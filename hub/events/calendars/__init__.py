"""Calendars of events: the pages that list them by month, what is past, and their feeds.

May import hub.core, hub.pages, curriculum and hub.schools.
"""
