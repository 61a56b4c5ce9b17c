"""Subscriptions to one's meetings."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.requests import UserRequest
from calendars import ics, links
from calendars.models import Meeting
from calendars.services import feeds
from calendars.throttles import RespondThrottle


class FeedAddressSerializer(serializers.Serializer[Any]):
    """Where a calendar program subscribes. The address is a secret, and shown only now."""

    url = serializers.URLField()


class FeedAddressView(APIView):
    @extend_schema(request=None, responses=FeedAddressSerializer)
    def post(self, request: UserRequest) -> Response:
        """Make an address for subscribing to the own meetings; the one before is dead."""
        feed = feeds.rotate(user=request.user, now=timezone.now())
        return Response(FeedAddressSerializer({"url": links.feed_url(feed)}).data)


class FeedView(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (RespondThrottle,)

    @extend_schema(responses={(200, "text/calendar"): OpenApiResponse(str)})
    def get(self, request: Request, token: str) -> HttpResponse:
        """Give the meetings of the user whose address it is."""
        feed = links.find_feed(token)
        if feed is None:
            raise NotFound
        now = timezone.now()
        content = ics.subscription(Meeting.objects.of_feed(feed.user, now), reader=feed.user, now=now)
        return HttpResponse(
            content,
            content_type="text/calendar; charset=utf-8",
            headers={"Referrer-Policy": "no-referrer"},
        )
