"""The list that somebody keeps in the browser: an address holds it, so that nobody needs an account to share one.

Nothing of a list is stored here. What is planned with it (scheme of work, calendar) is made from the address.
"""
