"""Log-ins as families of refresh tokens, each token good for one refresh."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext_noop
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import RefreshToken, Token, UntypedToken

from accounts.models import RefreshSession, User
from oneonone.errors import DomainError, InvalidFields

SESSION_CLAIM = "session"

AnyToken = TypeVar("AnyToken", bound=Token)


class TokenRefused(DomainError):
    """The token is malformed, expired, spent or revoked, or its user is gone."""

    code = "token_not_valid"
    message = gettext_noop("Token is invalid or expired")
    status = 401


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a client holds: one token for its calls, one to get the next pair."""

    access: str
    refresh: str


@transaction.atomic
def start(*, user: User, now: datetime) -> TokenPair:
    """Open a session, and drop those of the user that have run out.

    Raises TokenRefused when the password that let the user in has been changed since, or the account is gone.
    """
    still_theirs = User.objects.filter(pk=user.pk, password=user.password, is_active=True)
    if not still_theirs.update(last_login=now):
        raise TokenRefused
    RefreshSession.objects.filter(user=user).expired(now).delete()
    session = RefreshSession(user=user, password_digest=user.get_session_auth_hash(), created_at=now)
    token = _new_token(user, session.pk, now)
    session.token_digest = _digest(token)
    session.expires_at = now + token.lifetime
    session.save(force_insert=True)
    return _pair(token)


def rotate(*, refresh: str, now: datetime) -> TokenPair:
    """Exchange a refresh token for a new pair, once.

    Raises TokenRefused when it is not the newest of a live session. A spent token ends its session, because
    either a thief or the owner has used it before (RFC 9700, 4.14.2); there is no transaction around, so that
    the refusal does not undo the end.
    """
    token = _read(RefreshToken, refresh)
    user = User.objects.filter(pk=token["user_id"], is_active=True).first()
    if user is None:
        raise TokenRefused
    session = RefreshSession.objects.live(now).opened_by(user).filter(pk=token.get(SESSION_CLAIM))
    successor = _new_token(user, token.get(SESSION_CLAIM), now)
    # One conditional UPDATE on this table alone: PostgreSQL checks it again after waiting for the row.
    won = session.filter(token_digest=_digest(token)).update(
        token_digest=_digest(successor), expires_at=now + successor.lifetime
    )
    if not won:
        session.update(revoked_at=now)
        raise TokenRefused
    return _pair(successor)


def end(*, refresh: str, user: User, now: datetime) -> None:
    """Revoke the session of a refresh token; one that is over, or somebody else's, is left as it is.

    Raises InvalidFields when it is no refresh token at all.
    """
    try:
        token = _read(RefreshToken, refresh)
    except TokenRefused as error:
        raise InvalidFields({"refresh": [str(error)]}) from error
    RefreshSession.objects.live(now).filter(pk=token.get(SESSION_CLAIM), user=user).update(revoked_at=now)


def end_all(*, user: User, besides: str | None, now: datetime) -> None:
    """Revoke every session of a user, besides one, which goes on under the present password."""
    live = RefreshSession.objects.filter(user=user).live(now)
    kept = [besides] if besides else []
    live.exclude(pk__in=kept).update(revoked_at=now)
    live.filter(pk__in=kept).update(password_digest=user.get_session_auth_hash())


def check(*, token: str, now: datetime) -> None:
    """Raise TokenRefused unless a token of either kind would be accepted now."""
    read = _read(UntypedToken, token)
    user = User.objects.filter(pk=read.get("user_id"), is_active=True).first()
    if user is None:
        raise TokenRefused
    session = RefreshSession.objects.opened_by(user).filter(pk=read.get(SESSION_CLAIM))
    if read["token_type"] == RefreshToken.token_type:
        session = session.live(now).filter(token_digest=_digest(read))
    elif SESSION_CLAIM not in read:
        return
    if not session.exists():
        raise TokenRefused


def _read(kind: type[AnyToken], token: str) -> AnyToken:
    try:
        return kind(token)  # type: ignore[arg-type]
    except TokenError as error:
        raise TokenRefused from error


def _new_token(user: User, session: object, now: datetime) -> RefreshToken:
    token = RefreshToken.for_user(user)
    token.current_time = now
    token.set_iat()
    token.set_exp()
    token[SESSION_CLAIM] = str(session)
    return token


def _pair(token: RefreshToken) -> TokenPair:
    return TokenPair(access=str(token.access_token), refresh=str(token))


def _digest(token: Token) -> str:
    return hashlib.sha256(token["jti"].encode()).hexdigest()
