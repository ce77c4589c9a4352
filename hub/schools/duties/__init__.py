"""What a school owes and what is found of it: the subject that rules judge, judging, statement, history, open data.

It knows no page type: each room above registers its part (`parts`) and its rules (`rules`).
May import register, microsites and tenancy, and hub.core, hub.publication and curriculum.
"""
