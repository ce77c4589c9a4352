"""What a school sets itself to do after an audit: by whom, by when, and what was done.

Open ones stand in the agenda of the school's people; those of a year are drafted into its yearly report.
May import answers and reach, and hub.core, hub.accounts, hub.publication and hub.schools.
"""
