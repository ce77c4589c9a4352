"""Who works for a school in this room's pages of the admin.

May import hub.accounts and hub.schools.
"""
