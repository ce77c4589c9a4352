"""The careers page: whom to ring, the programme and what it adds up to, and the rules that its content answers.

`context` is what the public page shows, `totals` what a programme adds up to, `past_programmes` the years before.
May import register, microsites, tenancy, duties and policy, and hub.core, hub.publication and curriculum.
"""
