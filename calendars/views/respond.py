"""What invitees do by their personal link: the token is the only credential."""

from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.generics import get_object_or_404
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from calendars import ics, links
from calendars.models import Invitation, Meeting, Proposal
from calendars.serializers.proposals import ProposalSerializer, ProposalWriteSerializer
from calendars.services import proposals
from calendars.throttles import RespondThrottle
from calendars.views.invitee import InviteeView
from oneonone.schema import BrokenRuleSerializer

INVITEE = Proposal.Side.INVITEE


class RespondView(InviteeView):
    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (RespondThrottle,)

    @cached_property
    def invitation(self) -> Invitation:
        """The invitation; unknown, revoked and replaced tokens look the same."""
        invitation = links.find(self.kwargs["token"])
        if invitation is None:
            raise NotFound
        return invitation

    @extend_schema(
        request=ProposalWriteSerializer, responses={201: ProposalSerializer, 409: BrokenRuleSerializer}
    )
    def propose(self, request: Request, token: str) -> Response:
        """Ask the owner for another time for the meeting."""
        fields = self.read_body(ProposalWriteSerializer)
        proposal = proposals.propose(meeting=self.meeting, side=INVITEE, now=timezone.now(), **fields)
        return Response(ProposalSerializer(proposal).data, status=201)

    @extend_schema(request=None, responses={200: ProposalSerializer, 409: BrokenRuleSerializer})
    def accept_proposal(self, request: Request, token: str, pk: str) -> Response:
        """Agree to the time that the owner asks for."""
        proposals.accept(proposal=self.proposal, side=INVITEE, now=timezone.now())
        return self.show_proposal()

    @extend_schema(request=None, responses={200: ProposalSerializer, 409: BrokenRuleSerializer})
    def decline_proposal(self, request: Request, token: str, pk: str) -> Response:
        """Leave the meeting where it is."""
        proposals.decline(proposal=self.proposal, side=INVITEE, now=timezone.now())
        return self.show_proposal()

    @extend_schema(responses={204: None, 409: BrokenRuleSerializer})
    def withdraw_proposal(self, request: Request, token: str, pk: str) -> Response:
        """Take a proposal back."""
        proposals.withdraw(proposal=self.proposal, side=INVITEE, now=timezone.now())
        return Response(status=204)

    @extend_schema(responses={(200, "text/calendar"): OpenApiResponse(str)})
    def event(self, request: Request, token: str) -> HttpResponse:
        """Give the meeting as an event for any calendar."""
        content = ics.request(self.meeting, now=timezone.now())
        return HttpResponse(content, content_type="text/calendar; charset=utf-8")

    @property
    def meeting(self) -> Meeting:
        """The confirmed meeting; 404 when there is none."""
        meetings = self.invitation.meetings.confirmed().with_people().select_related("owner")
        return get_object_or_404(meetings)

    @property
    def proposal(self) -> Proposal:
        """The proposal that the path names."""
        own = Proposal.objects.filter(meeting__invitation=self.invitation).with_meeting()
        return get_object_or_404(own, pk=self.kwargs["pk"])

    def show_proposal(self) -> Response:
        """Answer with the proposal as it is now."""
        return Response(ProposalSerializer(self.proposal).data)

    def finalize_response(self, *args: Any, **kwargs: Any) -> Response:
        """Keep the token out of other sites' logs, by answers of errors too."""
        response = super().finalize_response(*args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response
