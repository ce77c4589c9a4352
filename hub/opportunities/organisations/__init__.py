"""Organisations that work with schools, the people who speak for them, and the mailed links they come in by.

May import what hub.opportunities may, and no other sub-room.
"""
