"""The routes of calendars."""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from calendars.views.availability import AvailabilityViewSet
from calendars.views.base import ID
from calendars.views.calendars import CalendarViewSet
from calendars.views.feeds import FeedAddressView, FeedView
from calendars.views.home import HomeView
from calendars.views.invitations import InvitationViewSet, RemindAllView
from calendars.views.meetings import MeetingViewSet
from calendars.views.proposals import ProposalViewSet
from calendars.views.received import ReceivedInvitationViewSet
from calendars.views.records import ExportView, LogView
from calendars.views.repairs import RepairView
from calendars.views.respond import RespondView
from calendars.views.schedules import ScheduleViewSet
from calendars.views.suggestions import SuggestionsView

router = SimpleRouter()
router.register("calendars", CalendarViewSet, basename="calendar")
router.register("invitations", ReceivedInvitationViewSet, basename="received-invitation")

parts = SimpleRouter()
parts.register("invitations", InvitationViewSet, basename="invitation")
parts.register("meetings", MeetingViewSet, basename="meeting")
parts.register(rf"meetings/(?P<meeting_pk>{ID})/proposals", ProposalViewSet, basename="proposal")

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
    path("schedule/generate/", ScheduleViewSet.as_view({"post": "generate"}), name="schedule-generate"),
    path("finalize/", ScheduleViewSet.as_view({"post": "finalize"}), name="finalize"),
    path("log/", LogView.as_view({"get": "list"}), name="log"),
    path("export.csv", ExportView.as_view({"get": "table"}), name="export-csv"),
    path("export.ics", ExportView.as_view({"get": "events"}), name="export-ics"),
    path("reopen/", ScheduleViewSet.as_view({"post": "reopen"}), name="reopen"),
    path("repair/", RepairView.as_view({"get": "retrieve", "post": "create"}), name="repair"),
    path("suggestions/", SuggestionsView.as_view(), name="suggestions"),
    *parts.urls,
]

respond = [
    path("", RespondView.as_view({"get": "retrieve"}), name="respond"),
    path("availability/", RespondView.as_view({"put": "answer"}), name="respond-availability"),
    path("accept/", RespondView.as_view({"post": "accept"}), name="respond-accept"),
    path("decline/", RespondView.as_view({"post": "decline"}), name="respond-decline"),
    path("meeting.ics", RespondView.as_view({"get": "event"}), name="respond-meeting"),
    path("proposals/", RespondView.as_view({"post": "propose"}), name="respond-proposals"),
    re_path(
        rf"^proposals/(?P<pk>{ID})/$",
        RespondView.as_view({"delete": "withdraw_proposal"}),
        name="respond-proposal",
    ),
    re_path(
        rf"^proposals/(?P<pk>{ID})/accept/$",
        RespondView.as_view({"post": "accept_proposal"}),
        name="respond-proposal-accept",
    ),
    re_path(
        rf"^proposals/(?P<pk>{ID})/decline/$",
        RespondView.as_view({"post": "decline_proposal"}),
        name="respond-proposal-decline",
    ),
]

received = [
    path("accept/", ReceivedInvitationViewSet.as_view({"post": "accept"}), name="received-accept"),
    path("decline/", ReceivedInvitationViewSet.as_view({"post": "decline"}), name="received-decline"),
    path(
        "availability/",
        ReceivedInvitationViewSet.as_view({"get": "times", "post": "add_times", "put": "answer"}),
        name="received-availability",
    ),
    re_path(
        rf"^availability/(?P<slot_pk>{ID})/$",
        ReceivedInvitationViewSet.as_view({"patch": "change_time", "delete": "remove_time"}),
        name="received-availability-detail",
    ),
]

urlpatterns = [
    path("home/", HomeView.as_view(), name="home"),
    re_path(rf"^calendars/(?P<calendar_pk>{ID})/", include(of_calendar)),
    re_path(rf"^invitations/(?P<pk>{ID})/", include(received)),
    path("respond/<str:token>/", include(respond)),
    path("feed/", FeedAddressView.as_view(), name="feed-address"),
    path("feeds/<str:token>.ics", FeedView.as_view(), name="feed"),
    *router.urls,
]
