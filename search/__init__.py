"""Search: the index, the understanding of queries, the engines, the ranking and the results.

No other room but hub.home imports it; they link to it by URL name. May import hub.core, hub.pages,
curriculum, hub.labour_market, resources, hub.schools, hub.opportunities and hub.events.
"""
