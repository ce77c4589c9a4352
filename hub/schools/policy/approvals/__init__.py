"""Deciding on a policy, and the record of what was decided: recording, views, mail, versions for the public."""
