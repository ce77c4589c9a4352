"""The front page, the page for parents, the statutory pages, the admin's dashboard, the demo content.

It brings everything together, so nothing imports it. May import hub.core, hub.accounts, hub.publication, hub.pages,
curriculum, hub.labour_market, hub.record, resources, hub.schools, hub.clusters, hub.opportunities, hub.audits,
hub.events and search.
"""
