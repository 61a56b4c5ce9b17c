"""What a supervisor asks: whether the process lives, and whether it can serve."""

from datetime import timedelta

from django.db import OperationalError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mail.models import OutgoingMail
from oneonone.faults import RETRY_AFTER

LONGEST_LAG = timedelta(minutes=5)  # a worker that lives takes a due mail within seconds


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django's signature
    """Say that the process answers, whatever else is broken."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django's signature
    """Say whether the database answers and somebody sends the mails; 503 where one does not."""
    try:
        lag = OutgoingMail.objects.lag(timezone.now())
    except OperationalError:
        return _unavailable({"database": "unavailable"})
    found: dict[str, object] = {"database": "ok", "mail_lag_seconds": int(lag.total_seconds())}
    return _unavailable(found) if lag > LONGEST_LAG else JsonResponse({"status": "ok"} | found)


def _unavailable(found: dict[str, object]) -> JsonResponse:
    answer = {"status": "unavailable"} | found
    return JsonResponse(answer, status=503, headers={"Retry-After": RETRY_AFTER})
