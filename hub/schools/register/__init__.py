"""The register of schools: who there is, of which type and ages, under which number and from when.

`importing` reads its files, `school_types` says what each type is bound to, `groups` narrows by type.
May import hub.core, curriculum, and text of hub.schools.
"""
