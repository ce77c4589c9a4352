"""A school's duties and the findings on them: the subject of the rules, judging, statement, history, open data.

It knows no page type: each room above registers its part (`parts`) and its rules (`rules`).
May import register, microsites and tenancy, and hub.core, hub.publication and curriculum.
"""
