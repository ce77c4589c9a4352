"""The frameworks as vocabularies (stages, years, subjects, benchmarks), the unit pages, the map and the hours.

May import hub.core.
"""
