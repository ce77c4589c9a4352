"""What every page is built from: the base page, StreamField blocks, template tags, commands, backup, logs, CSS.

May import Django and Wagtail, and nothing of ours.
"""
