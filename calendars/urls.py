"""The routes of calendars."""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from calendars.views.availability import AvailabilityViewSet
from calendars.views.base import ID
from calendars.views.calendars import CalendarViewSet
from calendars.views.home import HomeView
from calendars.views.invitations import InvitationViewSet, RemindAllView
from calendars.views.meetings import MeetingViewSet
from calendars.views.respond import RespondView
from calendars.views.schedules import ScheduleViewSet
from calendars.views.suggestions import SuggestionsView

parts = SimpleRouter()
parts.register("invitations", InvitationViewSet, basename="invitation")
parts.register("meetings", MeetingViewSet, basename="meeting")

of_calendar = [
    path(
        "availability/",
        AvailabilityViewSet.as_view({"get": "list", "post": "create", "put": "replace"}),
        name="availability-list",
    ),
    re_path(
        rf"^availability/(?P<pk>{ID})/$",
        AvailabilityViewSet.as_view(
            {"get": "retrieve", "put": "update", "patch": "partial_update", "delete": "destroy"}
        ),
        name="availability-detail",
    ),
    path("remind/", RemindAllView.as_view({"post": "remind_all"}), name="remind-all"),
    path(
        "schedule/",
        ScheduleViewSet.as_view({"get": "retrieve", "put": "update", "delete": "destroy"}),
        name="schedule",
    ),
    path("finalize/", ScheduleViewSet.as_view({"post": "finalize"}), name="finalize"),
    path("reopen/", ScheduleViewSet.as_view({"post": "reopen"}), name="reopen"),
    path("suggestions/", SuggestionsView.as_view(), name="suggestions"),
    *parts.urls,
]

respond = [
    path("", RespondView.as_view({"get": "retrieve"}), name="respond"),
    path("availability/", RespondView.as_view({"put": "answer"}), name="respond-availability"),
    path("accept/", RespondView.as_view({"post": "accept"}), name="respond-accept"),
    path("decline/", RespondView.as_view({"post": "decline"}), name="respond-decline"),
]

router = SimpleRouter()
router.register("calendars", CalendarViewSet, basename="calendar")

urlpatterns = [
    path("home/", HomeView.as_view(), name="home"),
    re_path(rf"^calendars/(?P<calendar_pk>{ID})/", include(of_calendar)),
    path("respond/<str:token>/", include(respond)),
    *router.urls,
]
