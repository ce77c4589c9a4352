"""Whether the links to other sites still answer: asked once a week, politely, and never inside our own network.

`checker` asks one address, `services` keeps what was found, `viewsets` is the editors' report of it.
May import hub.core, hub.accounts and curriculum.
"""
