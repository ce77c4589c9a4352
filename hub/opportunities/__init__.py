"""Opportunities: what employers offer to schools, and what schools ask of employers.

May import hub.core, hub.media, hub.accounts, hub.publication, hub.pages, curriculum, hub.labour_market, hub.record,
resources and hub.schools. Sub-rooms stand in an order of their own (tests/architecture).
"""
