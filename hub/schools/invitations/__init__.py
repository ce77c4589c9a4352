"""Invitations: how somebody comes to work for a school on the hub. A mailed link, used once, within two weeks.

May import the register and tenancy. Letters leave through `hub.core.letters`: the room that sends them stands above.
"""
