"""Who can sign in: the user model, and the backend that refuses the demo logins in production.

May import hub.core.
"""
