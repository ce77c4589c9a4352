"""What organisations offer: the form, the pages of whoever offered, the directory, and the hub's check.

May import what hub.opportunities may, and hub.opportunities.organisations.
"""
