"""Contacts that a school shares with fellow members of its clusters, once both schools and the contact have said yes.

May import the sub-rooms before it, and hub.core, hub.accounts and hub.schools.
"""
