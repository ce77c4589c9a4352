"""Audits of a school's careers work, the actions that come of them, and short surveys.

`questions`: templates of questions; `answers`: a school's audit of a year; `actions`: what it set itself to do;
`sharing`: what the members of a cluster come to together.
May import hub.core, hub.accounts, hub.publication, curriculum and hub.schools.
"""
