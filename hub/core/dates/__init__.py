"""Dates and times as people in England type them: reading, saying back in words, form fields, the one widget.

May import Django and Wagtail, and nothing of ours.
"""
