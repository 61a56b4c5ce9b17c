"""What the API is measured against: the routes of the product beside the least that could be done instead."""

from time import thread_time

import orjson
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import include, path
from rest_framework.response import Response
from rest_framework.views import APIView

from calendars.models import Invitation

OWN = "FROM calendars_calendar WHERE owner_id = %(owner)s AND id = %(pk)s"
CALENDAR = f"SELECT * {OWN}"
CALENDARS = """
SELECT c.*, count(i.id), count(*) FILTER (WHERE i.status = 'responded')
FROM calendars_calendar c LEFT JOIN calendars_invitation i ON i.calendar_id = c.id
WHERE c.owner_id = %(owner)s GROUP BY c.id ORDER BY c.created_at DESC, c.id DESC LIMIT 50
"""
CONTACTS = """
SELECT * FROM contacts_contact WHERE owner_id = %(owner)s AND archived_at IS NULL
ORDER BY first_name, last_name, id LIMIT 50
"""
INVITATIONS = f"""
SELECT i.id, i.status, i.deadline, i.invited_at, i.opened_at, i.reminded_at, i.responded_at, i.comment,
    i.time_zone, k.id, k.first_name, k.last_name, k.email
FROM calendars_invitation i JOIN contacts_contact k ON k.id = i.contact_id
WHERE i.calendar_id = (SELECT id {OWN}) ORDER BY i.id
"""
SLOTS = f"""
SELECT invitation_id, id, "start", "end", preference, updated_at FROM calendars_slot
WHERE calendar_id = (SELECT id {OWN}) ORDER BY "start", "end", id
"""
PAGE = f"SELECT id FROM calendars_invitation WHERE calendar_id = (SELECT id {OWN}) ORDER BY id LIMIT 50"
SLOTS_OF_PAGE = f"""
SELECT invitation_id, id, "start", "end", preference, updated_at FROM calendars_slot
WHERE invitation_id IN ({PAGE}) ORDER BY "start", "end", id
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
    """A read that does nothing but know who asks, as all others do."""

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
    """The rows that an answer is made of, by SQL, straight into JSON, for who is known by a token."""

    statements = ()

    def get(self, request, **place):
        rows, whose = [], {"owner": request.user.pk} | place
        with connection.cursor() as cursor:
            for statement in self.statements:
                cursor.execute(statement, whose)
                rows.append(cursor.fetchall())
        return HttpResponse(orjson.dumps(rows), content_type="application/json")


urlpatterns = [
    path("floors/read/", Trivial.as_view()),
    path("floors/write/<int:pk>/", TrivialWrite.as_view()),
    path("floors/calendars/", Raw.as_view(statements=[CALENDARS])),
    path("floors/contacts/", Raw.as_view(statements=[CONTACTS])),
    path("floors/invitations/<int:pk>/", Raw.as_view(statements=[f"{INVITATIONS}LIMIT 50", SLOTS_OF_PAGE])),
    path("floors/detail/<int:pk>/", Raw.as_view(statements=[CALENDAR, INVITATIONS, SLOTS])),
    path("", include("oneonone.urls")),
]
