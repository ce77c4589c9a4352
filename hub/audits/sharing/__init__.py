"""What the audits of a cluster's members come to, added up: of those schools alone that have each said yes.

May import reach, questions and answers, and hub.core, hub.accounts and hub.schools.
"""
