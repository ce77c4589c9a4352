"""The approval of a policy and its record: recording, admin views, mail, public versions."""
