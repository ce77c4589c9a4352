"""London's jobs in figures: by area, sector, occupation and period, each with its source (London Ambitions element 5).

May import hub.core, hub.accounts, hub.publication, hub.pages and curriculum.
"""
