"""Lesson resources and collections: what a teacher opens, its licence and its problems reported by readers.

May import hub.core, hub.accounts, hub.publication and curriculum.
"""
