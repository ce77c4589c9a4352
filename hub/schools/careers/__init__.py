"""The careers page: contacts, the programme and its totals, and the rules on its content.

`context` is what the public page shows, `totals` the totals of a programme, `past_programmes` earlier years.
May import register, microsites, tenancy, duties and policy, and hub.core, hub.publication and curriculum.
"""
