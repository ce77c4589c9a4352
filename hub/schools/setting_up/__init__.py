"""Setting up a school on the hub: found in the register, given its pages as drafts, its people invited; one or many.

May import the register, tenancy, invitations and the directory, whose words find a school by name, postcode or URN.
"""
