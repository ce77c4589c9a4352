"""Who works for which school, and what they may reach in the admin: default deny.

`provisioning` gives a school its pages, collection and groups; `scope` and `middleware` keep people to their own.
May import register and microsites, and hub.media.
"""
