"""Events in the calendars of the hub, its clusters and schools, and the planner of a day with many workshops.

`calendars`: pages that list events by month, and their feeds; `planner`: a careers day, its visitors and its rota.
May import hub.core, hub.accounts, hub.pages, hub.publication, curriculum, resources and hub.schools.
"""
