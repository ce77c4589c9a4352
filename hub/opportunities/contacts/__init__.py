"""A school's own contacts: alumni, parents, governors, local firms. Only that school's careers leader sees them.

May import the sub-rooms before it, and hub.core, hub.accounts and hub.schools.
"""
