"""Letters of this room: each in text and in HTML made from that text.

May import hub.core.
"""
