"""The careers policy: its page, its approval by head and governors (`approvals`), its text from Word (`from_word`).

The record of an approval outlives page and revisions.
May import register, microsites, tenancy, duties and word, and hub.core, hub.accounts and hub.publication.
"""
