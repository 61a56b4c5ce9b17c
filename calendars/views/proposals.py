"""Other times for a meeting, as its owner asks for and answers them."""

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.mixins import ListModelMixin
from rest_framework.response import Response

from accounts.idempotency import idempotent
from accounts.requests import UserRequest
from calendars.models import Meeting, Proposal
from calendars.serializers.proposals import ProposalSerializer, ProposalWriteSerializer
from calendars.services import proposals
from calendars.views.base import ASKING_RULES, CalendarView
from oneonone.schema import BROKEN_RULES

OWNER = Proposal.Side.OWNER


class ProposalViewSet(ListModelMixin, CalendarView[Proposal]):
    queryset = Proposal.objects.none()  # for the schema; get_queryset() scopes
    serializer_class = ProposalSerializer
    filterset_fields = ("status", "side")

    def get_queryset(self) -> QuerySet[Proposal]:
        """Return what was proposed for the meeting."""
        return self.meeting.proposals.all()

    @property
    def meeting(self) -> Meeting:
        """The meeting that the path names, as a part of the calendar that was read."""
        meeting: Meeting = get_object_or_404(self.calendar.meetings, pk=self.kwargs["meeting_pk"])
        meeting.calendar, meeting.owner = self.calendar, self.calendar.owner
        return meeting

    @property
    def proposal(self) -> Proposal:
        """The proposal that the path names."""
        meeting = self.meeting
        proposal: Proposal = get_object_or_404(meeting.proposals, pk=self.kwargs["pk"])
        proposal.meeting = meeting
        return proposal

    @extend_schema(request=ProposalWriteSerializer, responses={201: ProposalSerializer} | ASKING_RULES)
    @idempotent
    def create(self, request: UserRequest, calendar_pk: str, meeting_pk: str) -> Response:
        """Ask the invitee for another time."""
        fields = self.read_body(ProposalWriteSerializer)
        proposal = proposals.propose(meeting=self.meeting, side=OWNER, now=timezone.now(), **fields)
        return Response(self.get_serializer(proposal).data, status=201)

    @extend_schema(responses={204: None} | BROKEN_RULES)
    def destroy(self, request: UserRequest, calendar_pk: str, meeting_pk: str, pk: str) -> Response:
        """Take a proposal back."""
        proposals.withdraw(proposal=self.proposal, side=OWNER, now=timezone.now())
        return Response(status=204)

    @extend_schema(request=None, responses={200: ProposalSerializer} | BROKEN_RULES)
    @action(detail=True, methods=["post"])
    @idempotent
    def accept(self, request: UserRequest, calendar_pk: str, meeting_pk: str, pk: str) -> Response:
        """Move the meeting to the time that the invitee asks for."""
        proposals.accept(proposal=self.proposal, side=OWNER, now=timezone.now())
        return Response(self.get_serializer(self.proposal).data)

    @extend_schema(request=None, responses={200: ProposalSerializer} | BROKEN_RULES)
    @action(detail=True, methods=["post"])
    @idempotent
    def decline(self, request: UserRequest, calendar_pk: str, meeting_pk: str, pk: str) -> Response:
        """Leave the meeting where it is."""
        proposals.decline(proposal=self.proposal, side=OWNER, now=timezone.now())
        return Response(self.get_serializer(self.proposal).data)
