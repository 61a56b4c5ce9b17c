"""Why an audit of packages gave no answer: nobody can be asked from here, or the audit does not work."""

import re

OFFLINE = re.compile(
    r"ConnectionError|ConnectTimeout|ReadTimeout|NameResolutionError|Could not connect"
    r"|ECONNREFUSED|ECONNRESET|ENETUNREACH|ENOTFOUND|ETIMEDOUT|EAI_AGAIN"
)
# Mirrors of packages mostly have no advisories, and answer as for any page that is not there.
NOT_SERVED = re.compile(r"not found on PyPI|40[45] (Not Found|Method Not Allowed)")


class NotAudited(Exception):
    """The advisories cannot be asked from here; the message says why."""


class Failed(Exception):
    """The audit ended without an answer; the message is what it said."""


def failure(said):
    """Return the exception for an audit that ended with these words: a server that refuses is no excuse."""
    if NOT_SERVED.search(said):
        return NotAudited("the index of packages here serves no advisories")
    if OFFLINE.search(said) and "HTTPError" not in said:
        return NotAudited("offline")
    return Failed(said)
