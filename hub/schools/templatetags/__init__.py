"""Template tags of the schools' pages.

May import hub.core and the register of schools.
"""
