"""The page that a user begins with."""

from typing import Any

from django.utils import timezone
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from accounts.requests import UserRequest
from calendars import home
from calendars.serializers.home import HomeSerializer


class HomeView(GenericAPIView[Any]):
    serializer_class = HomeSerializer

    def get(self, request: UserRequest) -> Response:
        """Show what comes, what is open, and what waits for an answer: the 50 soonest of each."""
        user, now = request.user, timezone.now()
        page = {
            "finalized_meetings": home.coming(user, now),
            "unfinalized_calendars": home.collecting(user),
            "invitations": home.waiting(user, now),
        }
        return Response(self.get_serializer(page).data)
