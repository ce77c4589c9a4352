"""Visits: from an employer's answer through the agreed day to thanks, feedback and the story.

May import the sub-rooms before it, and hub.core, hub.accounts, hub.publication, hub.schools and curriculum.
"""
