"""The careers policy: its page, its approval by head and governors (`approvals`), and the way in from Word (`word`).

The record of an approval outlives page and revisions.
May import register, microsites, tenancy and duties, and hub.core, hub.media and hub.publication.
"""
