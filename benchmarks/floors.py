"""What the API is measured against: the routes of the product beside the least that could be done instead."""

from time import thread_time

import orjson
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import include, path
from rest_framework.response import Response
from rest_framework.views import APIView

from calendars.models import Invitation

CALENDAR = "SELECT * FROM calendars_calendar WHERE owner_id = %s AND id = %s"
SLOTS = """
SELECT invitation_id, id, "start", "end", preference, updated_at FROM calendars_slot
WHERE calendar_id = %s ORDER BY "start", "end", id
"""
INVITATIONS = """
SELECT i.id, i.status, i.deadline, i.invited_at, i.opened_at, i.reminded_at, i.responded_at, i.comment,
    i.time_zone, k.id, k.first_name, k.last_name, k.email
FROM calendars_invitation i JOIN contacts_contact k ON k.id = i.contact_id
WHERE i.calendar_id = %s ORDER BY i.id
"""


class ProcessorTime:
    """Say in a header how much time of the processor the answer took."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = thread_time()
        response = self.get_response(request)
        response["X-Processor-Time"] = str(thread_time() - started)
        return response


class Trivial(APIView):
    """A read that does nothing but know who asks."""

    def get(self, _request):
        return Response({"status": "ok"})


class TrivialWrite(APIView):
    """Change one column of one row, for whoever asks."""

    authentication_classes = permission_classes = ()

    def put(self, request, pk):
        with transaction.atomic():
            Invitation.objects.filter(pk=pk).update(comment=str(len(request.data["availability"])))
        return Response({"status": "ok"})


class Raw(APIView):
    """The rows of a calendar's detail by SQL, straight into JSON, for who is known by a token."""

    def get(self, request, pk):
        with connection.cursor() as cursor:
            calendar = _rows(cursor, CALENDAR, [request.user.pk, pk])
            rows = [calendar, _rows(cursor, SLOTS, [pk]), _rows(cursor, INVITATIONS, [pk])]
        return HttpResponse(orjson.dumps(rows, default=list), content_type="application/json")


def _rows(cursor, statement, parameters):
    cursor.execute(statement, parameters)
    return cursor.fetchall()


urlpatterns = [
    path("floors/read/", Trivial.as_view()),
    path("floors/write/<int:pk>/", TrivialWrite.as_view()),
    path("floors/detail/<int:pk>/", Raw.as_view()),
    path("", include("oneonone.urls")),
]
