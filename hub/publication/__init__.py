"""The rule engine: what a rule is, what it finds on a day, the checklist, the publish gate and the reports.

It knows nothing of schools; other rooms declare their rules and register their subjects. May import hub.core.
"""
