"""Schools: the register, their microsites and statutory pages, what the law asks of each, who may change what.

May import hub.core, hub.media, hub.accounts, hub.publication, hub.pages, curriculum,
hub.labour_market and resources.
"""
