"""The access log: who opened and changed what of a school's admin, on which day, for its head to read.

May import the register, microsites and tenancy. It keeps days and kinds for twelve months, and nothing of pupils.
"""
