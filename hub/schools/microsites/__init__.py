"""A school's microsite: its home page, the directory page, the base class of every page of a school.

School colours, the footer of printed pages, closing a school and changing its URN are here too.
May import register, and hub.core, hub.media and hub.pages.
"""
