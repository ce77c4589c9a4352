"""The planner of a careers day: what children ask about, workshops and visitors, and a rota by class and room.

May import hub.core, hub.accounts, curriculum, resources and hub.schools.
"""
