"""Invitations: how somebody comes to work for a school on the hub. A mailed link, used once, within two weeks.

May import the register and tenancy; letters leave through `hub.core.letters`, for the room that sends them stands above.
"""
