"""The register of schools: their types, ages and numbers (URNs), and the dates of each registration.

`importing` reads its files, `school_types` says which duties apply to each type, `groups` filters by type.
May import hub.core, curriculum, and text of hub.schools.
"""
