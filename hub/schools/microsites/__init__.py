"""A school's own part of the hub: its home page, the directory page, what every page of a school shares.

Colours, the foot of printed sheets, closing a school and going on under another number are here too.
May import register, and hub.core, hub.media and hub.pages.
"""
