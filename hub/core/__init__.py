"""What every page stands on: the base page, StreamField blocks, template tags, commands, backup, logs, CSS.

May import Django and Wagtail, and nothing of ours.
"""
