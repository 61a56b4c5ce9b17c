"""Limits on what is called without an account."""

from accounts.throttles import AddressThrottle


class RespondThrottle(AddressThrottle):
    """Calls by personal links: nobody types so fast, and nobody tries enough of them."""

    scope = "respond"
