"""Personal links of accounts: derived when a mail is rendered, kept nowhere."""

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from accounts.models import User


class LinkTokens(PasswordResetTokenGenerator):
    """Tokens under the links' own key; they end with ``PASSWORD_RESET_TIMEOUT``.

    Every token is bound to the address that it is sent to, so that a link that arrives after the address was
    changed is worth nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.secret = settings.LINK_SIGNING_KEY


class ResetTokens(LinkTokens):
    """Good until the password changes or its user logs in."""

    key_salt = "accounts.password-reset"


class VerificationTokens(LinkTokens):
    """Good for one address, also twice: people click twice, and so do their mail servers."""

    key_salt = "accounts.email-verification"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{user.pk}{timestamp}{user.email}"


reset_tokens = ResetTokens()
verification_tokens = VerificationTokens()


def reset_link(user: User) -> str:
    """Return the link by which ``user`` sets a new password."""
    return _link("reset-password", user, reset_tokens)


def verification_link(user: User) -> str:
    """Return the link by which ``user`` proves the address."""
    return _link("verify-email", user, verification_tokens)


def user_id_of(uid: str) -> int:
    """Return the id in a link's ``uid``, or 0, which is nobody's."""
    try:
        return int(urlsafe_base64_decode(uid).decode("ascii"))
    except ValueError:
        return 0


def _link(page: str, user: User, tokens: LinkTokens) -> str:
    uid = urlsafe_base64_encode(str(user.pk).encode())
    return f"{settings.FRONTEND_URL or settings.PUBLIC_URL}/{page}/{uid}/{tokens.make_token(user)}/"
