"""Template tags of the pages of offers and visits.

May import hub.core and the models of this room.
"""
