"""The page that a user begins with."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from accounts.models import User
from accounts.requests import UserRequest
from calendars.models import Calendar, Invitation, Meeting
from calendars.serializers.home import HomeSerializer

LENGTH = 50


class HomeView(GenericAPIView[Any]):
    serializer_class = HomeSerializer

    def get(self, request: UserRequest) -> Response:
        """Show what comes, what is open, and what waits for an answer: the 50 soonest of each."""
        user, now = request.user, timezone.now()
        received = Invitation.objects.for_user(user).waiting(now).select_related("calendar__owner")
        page = {
            "finalized_meetings": _coming_meetings(user, now),
            "unfinalized_calendars": Calendar.objects.owned_by(user).collecting().with_counts()[:LENGTH],
            "invitations": received[:LENGTH],
        }
        return Response(self.get_serializer(page).data)


def _coming_meetings(user: User, now: datetime) -> list[Meeting]:
    # Two queries, as no index serves "mine or theirs" in one; and of few tables, as PostgreSQL does not look
    # for the best order of more than eight.
    coming = Meeting.objects.coming(now).select_related("calendar__owner", "invitation__contact")
    own = coming.filter(owner=user)
    others = coming.attended_by(user).exclude(owner=user)
    return sorted([*own[:LENGTH], *others[:LENGTH]], key=lambda meeting: (meeting.start, meeting.pk))[:LENGTH]
