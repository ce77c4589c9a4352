"""The rule engine: what a rule is, what it finds on a day, the checklist, the publish gate and the reports.

It knows no school; a room above declares its rules and registers its subjects. May import hub.core.
"""
