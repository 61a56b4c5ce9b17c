"""Suggested schedules."""

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from accounts.requests import UserRequest
from calendars import suggestions
from calendars.models import Calendar
from calendars.serializers.involved import Cast
from calendars.serializers.suggestions import SuggestionsSerializer, WishesSerializer
from oneonone.schema import FAULTS


class SuggestionsView(GenericAPIView[Calendar]):
    request: UserRequest
    queryset = Calendar.objects.none()  # for the schema; get_queryset() scopes
    serializer_class = SuggestionsSerializer
    lookup_url_kwarg = "calendar_pk"
    pagination_class = None
    filter_backends = ()

    def get_queryset(self) -> QuerySet[Calendar]:
        """Return the caller's calendars."""
        return Calendar.objects.owned_by(self.request.user).with_invited()

    @extend_schema(parameters=[WishesSerializer], responses={200: SuggestionsSerializer, 400: FAULTS})
    def get(self, request: UserRequest, calendar_pk: str) -> Response:
        """Suggest schedules, and say why somebody is left out and what would help; nothing is stored."""
        calendar = self.get_object()
        context = {"cast": Cast.of(calendar)}
        query = request.query_params.dict() | {"exclude": request.query_params.getlist("exclude")}
        wishes = WishesSerializer(data=query, context=context)
        wishes.is_valid(raise_exception=True)
        answer = suggestions.suggest(calendar, wishes.validated_data, now=timezone.now())
        return Response(SuggestionsSerializer(answer, context=context).data)
