"""Schools at hostnames of their own: which there are, what is answered there, and the address, link and QR code that a
school gives away.

May import register, microsites and tenancy, hub.core and resources (how another host is asked).
"""
