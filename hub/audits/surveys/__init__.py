"""Short surveys of pupils, parents, staff and employers: made, answered without a name, counted and shown.

Closed answers are added to counts and never stored as one person's; results are shown once a survey is closed.
May import answers and reach, and hub.core, hub.accounts, hub.publication and hub.schools.
"""
