"""Letters of this room: each in text and in HTML made from that text, tried again, and none to who wants none.

May import hub.core and hub.accounts.
"""
