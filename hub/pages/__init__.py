"""General pages, under the hub and under a school alike: standard page, news, event.

May import hub.core.
"""
