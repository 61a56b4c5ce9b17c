"""Build a mail for the wire and hand it to the server."""

import smtplib
from email.headerregistry import Address

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from mail.models import OutgoingMail
from mail.rendering import one_line, render

# The server wants us to log in first (RFC 4954, 6): our settings are at fault, not the mail.
_AUTHENTICATION_REQUIRED = 530


def send(mail: OutgoingMail, *, connection: BaseEmailBackend) -> None:
    """Render ``mail`` and return once the server has accepted it; raises whatever goes wrong."""
    message = build(mail)
    message.connection = connection
    message.send()


def build(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Return ``mail`` as a message: plain text, HTML, and the calendar file where it has one."""
    rendered = render(mail)
    message = EmailMultiAlternatives(
        subject=rendered.subject,
        body=rendered.text,
        to=[_address(mail.to_name, mail.to_email)],
        reply_to=[_address(mail.reply_to_name, mail.reply_to_email)] if mail.reply_to_email else None,
        headers={
            "Message-ID": mail.message_id,
            "Auto-Submitted": "auto-generated",
            "X-Template": mail.template,
        },
    )
    message.attach_alternative(rendered.html, "text/html")
    if mail.calendar_file:
        # Gmail and Outlook show the alternative as an invitation, everybody else can open the attachment.
        # Django adds the charset to the first; given here it would appear twice.
        message.attach_alternative(mail.calendar_file, f"text/calendar; method={mail.calendar_method}")
        message.attach("invite.ics", mail.calendar_file, "application/ics")
    return message


def is_permanent(error: Exception) -> bool:
    """Whether the server said that it will never take this mail (a 5xx reply, RFC 5321, 4.2.1)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
    elif isinstance(error, (smtplib.SMTPSenderRefused, smtplib.SMTPDataError)):
        codes = [error.smtp_code]
    else:
        return False
    return all(500 <= code < 600 and code != _AUTHENTICATION_REQUIRED for code in codes)


def _address(name: str, email: str) -> str:
    return str(Address(display_name=one_line(name), addr_spec=email))
