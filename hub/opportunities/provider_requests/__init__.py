"""Providers ask a school for access to its pupils (section 42B), and the school answers.

May import the sub-rooms before it, and hub.core, hub.accounts, hub.publication and hub.schools.
"""
