"""The front page, the pages for parents, the statutory pages, the first screen of the admin, the demo content.

It brings everything together, so nothing imports it. May import hub.core, hub.accounts, hub.publication, hub.pages,
curriculum, resources, hub.schools and search.
"""
