"""One spelling for each e-mail address: a mailbox has many, and accounts and limits are by address."""

import re

from django.utils.encoding import punycode

LONGEST = 320  # characters; a longer one is none, and is not looked at

_QUOTED = re.compile(r'"(.*)"', re.DOTALL)
_NEEDS_NO_QUOTES = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")


def one_spelling(address: str) -> str:
    r"""Return an address as it is kept; whether it is one at all is checked elsewhere.

    >>> one_spelling('"An\\a"@EXAMPLE.org'), one_spelling("ana@\uff45xample\u3002org")
    ('ana@example.org', 'ana@example.org')
    >>> one_spelling("ana@xn--bcher-kva.example")
    'ana@bücher.example'
    """
    if len(address) > LONGEST:
        return address.lower()
    local, at, domain = address.lower().rpartition("@")
    return f"{_unquoted(local)}{at}{_as_written(domain)}"


def as_sent(address: str) -> str:
    """Return an address as mail servers and clients compare it, with its domain in ASCII (RFC 3490)."""
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{punycode(domain)}"


def _as_written(domain: str) -> str:
    """Return a domain as the mail server is told it (RFC 3490), in the letters that people write."""
    try:
        labels = domain.encode("idna").decode("ascii").split(".")
    except UnicodeError:
        return domain
    return ".".join(map(_label, labels))


def _label(label: str) -> str:
    try:
        return label.encode("ascii").decode("idna").lower()
    except UnicodeError:  # RFC 5891 has letters that RFC 3490 has not
        return label


def _unquoted(local: str) -> str:
    """Leave out quotes and backslashes that change nothing (RFC 5321, 4.1.2)."""
    quoted = _QUOTED.fullmatch(local)
    if quoted is None:
        return local
    text = re.sub(r"\\(.)", r"\1", quoted[1], flags=re.DOTALL)
    return text if _NEEDS_NO_QUOTES.fullmatch(text) else '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
