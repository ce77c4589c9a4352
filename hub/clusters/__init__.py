"""Careers clusters: schools that work on careers together and share what they make (London Ambitions element 6).

May import hub.core, hub.media, hub.accounts, hub.publication, hub.pages, curriculum, resources and hub.schools.
"""
