"""A school's audit: the questions as they were when it began, its answers, and what the hub holds as evidence.

It is one for each school, template and school year; year on year they stand side by side.
May import questions and reach, and hub.core, hub.accounts, hub.publication, curriculum and hub.schools.
"""
