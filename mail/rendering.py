"""Turn a mail's row into what a person reads."""

import re
import textwrap
from dataclasses import dataclass

import css_inline
from django.template import Context, Engine

from mail.lookups import NOTHING, Fresh
from mail.models import OutgoingMail

# Four octets a character at most: a longer line could pass the 998 octets of RFC 5322, 2.1.1 and would
# be sent as quoted-printable, which breaks links in two.
_LONGEST_LINE = 240

_UNFIT_FOR_HEADERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail in words."""

    subject: str
    text: str
    html: str


def render(mail: OutgoingMail, *, fresh: Fresh = NOTHING, preview: bool = False) -> Rendered:
    """Fill the three templates of ``mail`` with its context and what was looked up for it.

    Templates see ``preview`` too: where it is true they must not show a personal link.
    """
    context = mail.context | fresh.context | {"preview": preview}
    path = f"emails/{mail.template}"
    return Rendered(
        subject=one_line(_fill(f"{path}.subject.txt", Context(context, autoescape=False))),
        text=_wrap(_fill(f"{path}.txt", Context(context, autoescape=False))),
        html=_inliner.inline(_fill(f"{path}.html", Context(context))),
    )


def one_line(text: str) -> str:
    r"""Return ``text`` fit for a header: no line breaks, control characters or forced directions of writing.

    >>> one_line("Thesis\r\nBcc: everybody@example.org")
    'Thesis Bcc: everybody@example.org'
    """
    # "=?" begins an encoded word (RFC 2047): a name could hide anything in one.
    return " ".join(_UNFIT_FOR_HEADERS.sub(" ", text).replace("=?", "= ?").split())


def _fill(name: str, context: Context) -> str:
    return Engine.get_default().get_template(name).render(context)


def _wrap(text: str) -> str:
    lines = text.strip().splitlines()
    wrapped = (
        textwrap.fill(line, _LONGEST_LINE, break_on_hyphens=False) if len(line) > _LONGEST_LINE else line
        for line in lines
    )
    return "\n".join(wrapped) + "\n"
