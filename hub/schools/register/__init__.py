"""The register of schools: their types, ages and numbers (URNs), and the dates of each registration.

`importing` reads its files, `changes` holds what of them waits for a person, `links` says which school followed which,
`public` asks which schools have pages, `school_types` says which duties apply to each type, `groups` filters by type.
May import hub.core, curriculum, and text of hub.schools.
"""
