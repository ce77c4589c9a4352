"""Finding a page: what is indexed of it, what a query means, the engines, the ranking and the results.

Nothing below imports it; lower rooms link to it by the name of its address. May import hub.core, hub.pages,
curriculum, resources and hub.schools.
"""
