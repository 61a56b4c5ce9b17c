"""Build a mail for the wire and hand it to the server."""

import smtplib
from email.headerregistry import Address

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.encoding import force_str

from mail.lookups import NOTHING, Fresh
from mail.models import OutgoingMail
from mail.rendering import one_line, render

# The server wants us to log in first (RFC 4954, 6): our settings are at fault, not the mail.
_AUTHENTICATION_REQUIRED = 530

# What is said of one mail; a fault at connecting or logging in concerns them all and passes.
_REFUSALS = (smtplib.SMTPSenderRefused, smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)


def send(mail: OutgoingMail, *, fresh: Fresh, connection: BaseEmailBackend) -> None:
    """Render ``mail`` and return once the server has accepted it; raises whatever goes wrong."""
    message = build(mail, fresh=fresh)
    message.connection = connection
    message.send()


def build(mail: OutgoingMail, *, fresh: Fresh = NOTHING) -> EmailMultiAlternatives:
    """Return ``mail`` as a message: plain text, HTML, and the calendar file where it has one."""
    rendered = render(mail, fresh=fresh)
    message = EmailMultiAlternatives(
        subject=rendered.subject,
        body=rendered.text,
        to=[_address(mail.to_name, mail.to_email)],
        reply_to=[_address(mail.reply_to_name, mail.reply_to_email)] if mail.reply_to_email else None,
        headers={
            "Message-ID": mail.message_id,
            "Auto-Submitted": "auto-generated",
            "X-Template": mail.template,
        }
        | fresh.headers,
    )
    message.attach_alternative(rendered.html, "text/html")
    if mail.calendar_file:
        # Gmail and Outlook show the alternative as an invitation, everybody else can open the attachment.
        # Django adds the charset to the first; given here it would appear twice.
        content = fresh.calendar_file or mail.calendar_file
        message.attach_alternative(content, f"text/calendar; method={mail.calendar_method}")
        message.attach("invite.ics", content.encode(), "application/ics")
    return message


def is_permanent(error: Exception) -> bool:
    """Whether the server said that it will never take this mail (a 5xx reply, RFC 5321, 4.2.1)."""
    return isinstance(error, _REFUSALS) and all(
        500 <= code < 600 and code != _AUTHENTICATION_REQUIRED for code, _ in _replies(error)
    )


def describe(error: Exception) -> str:
    """Return the server's reply where there is one, else what the error says."""
    replies = [f"{code} {force_str(text, errors='replace')}" for code, text in _replies(error)]
    return "; ".join(replies) or f"{type(error).__name__}: {error}"


def _replies(error: Exception) -> list[tuple[int, bytes | str]]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return list(error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return [(error.smtp_code, error.smtp_error)]
    return []


def _address(name: str, email: str) -> str:
    return str(Address(display_name=one_line(name), addr_spec=email))
