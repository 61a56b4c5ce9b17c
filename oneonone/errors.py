"""The errors that business rules raise; oneonone.api turns them into HTTP answers."""

from datetime import timedelta
from typing import Any, ClassVar

from django.utils.translation import gettext, gettext_noop


class DomainError(Exception):
    """A rule of the product that the request breaks: 409, a stable code and a message, translated here."""

    code: ClassVar[str]
    message: ClassVar[str]
    status: ClassVar[int] = 409

    def __init__(self, message: str = "") -> None:
        super().__init__(message or gettext(self.message))


class Gone(DomainError):
    """A rule that time has closed for good: 410."""

    status = 410


class TooSoon(DomainError):
    """A rule that asks for patience: 429, with the time to wait."""

    code = "too_soon"
    message = gettext_noop("This was done a moment ago. Please wait before doing it again.")
    status = 429

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait = wait


class InvalidFields(Exception):
    """Faults found behind the serializers, in DRF's form: 400 with ``errors`` as the body."""

    def __init__(self, errors: dict[str, Any]) -> None:
        super().__init__(errors)
        self.errors = errors
