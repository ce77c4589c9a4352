"""Lesson plans, sheets and slides as files for an office program, and a unit as one zip.

Made when asked from what is public. May import hub.core, curriculum and the library's models.
"""
