"""What schools ask of employers: written in the admin, shown to employers without anybody's address.

May import the sub-rooms before it, and hub.core, hub.accounts, hub.schools and curriculum.
"""
