"""Whom the owner has invited."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.mixins import RetrieveModelMixin
from rest_framework.response import Response

from accounts.idempotency import idempotent
from accounts.requests import UserRequest
from accounts.services import addresses
from calendars import detail, sentences
from calendars.models import Invitation
from calendars.serializers.invitations import (
    InvitationChangeSerializer,
    InvitationSerializer,
    InvitationWriteSerializer,
    MessageSerializer,
    RemindedSerializer,
)
from calendars.serializers.slots import AnswerForSerializer
from calendars.services import answers, invitations
from calendars.views.base import ASKING_RULES, CalendarView
from oneonone.pages import PromptListMixin
from oneonone.schema import BROKEN_RULES, BrokenRuleSerializer

ONE_OR_MANY = PolymorphicProxySerializer(
    "InvitationOrInvitations", [InvitationSerializer, InvitationSerializer(many=True)], None, many=False
)
REMINDER_RULES = ASKING_RULES | {410: BrokenRuleSerializer}


@extend_schema_view(
    list=extend_schema(description="List who is invited, with their answers."),
    retrieve=extend_schema(description="Show an invitation with its answer."),
)
class InvitationViewSet(PromptListMixin, RetrieveModelMixin, CalendarView[Invitation]):
    queryset = Invitation.objects.none()  # for the schema; get_queryset() scopes
    serializer_class = InvitationSerializer
    filterset_fields = ("status",)
    search_fields = ("contact__first_name", "contact__last_name", "contact__email")
    ordering_fields = ("invited_at", "responded_at", "contact__first_name", "contact__last_name")

    def get_queryset(self) -> QuerySet[Invitation]:
        """Return the calendar's invitations with their answers."""
        return self.calendar.invitations.with_answers()

    def first_rows(self) -> list[Any]:
        """Return those who were invited first."""
        return detail.first_page(self.calendar)

    def complete(self, page: list[Any]) -> list[Any]:
        """Return the invitations with their answers."""
        return detail.with_answers(page, self.calendar)

    @extend_schema(request=InvitationWriteSerializer, responses={201: ONE_OR_MANY} | ASKING_RULES)
    @idempotent
    def create(self, request: UserRequest, calendar_pk: str) -> Response:
        """Invite by mail: one `contact`, answered by an invitation, or `contacts`, answered by a list."""
        fields = self.read_body(InvitationWriteSerializer)
        invite = invitations.invite_one if "contact_id" in fields else invitations.invite
        invited = invite(calendar=self.calendar, now=timezone.now(), **fields)
        return Response(self.show(invited), status=201)

    @extend_schema(request=InvitationChangeSerializer, responses={200: InvitationSerializer} | BROKEN_RULES)
    def partial_update(self, request: UserRequest, calendar_pk: str, pk: str) -> Response:
        """Give an invitation a deadline of its own."""
        invitation = self.get_invitation()
        fields = self.read_body(InvitationChangeSerializer, invitation)
        return Response(self.show(invitations.extend(invitation=invitation, now=timezone.now(), **fields)))

    @extend_schema(responses={204: None} | BROKEN_RULES)
    def destroy(self, request: UserRequest, calendar_pk: str, pk: str) -> Response:
        """Take an invitation back; its link is dead."""
        invitations.revoke(invitation=self.get_invitation(), now=timezone.now())
        return Response(status=204)

    @extend_schema(request=AnswerForSerializer, responses={200: InvitationSerializer} | BROKEN_RULES)
    @action(detail=True, methods=["put"], url_path="availability")
    def answer(self, request: UserRequest, calendar_pk: str, pk: str) -> Response:
        """Answer for an invitee who said so elsewhere."""
        invitation = self.get_invitation()
        fields = self.read_body(
            AnswerForSerializer, context={"kept": invitation.slots.values_list("start", "end")}
        )
        return Response(self.show(answers.answer_for(invitation=invitation, now=timezone.now(), **fields)))

    @extend_schema(request=None, responses={200: MessageSerializer} | REMINDER_RULES)
    @action(detail=True, methods=["post"])
    @idempotent
    def remind(self, request: UserRequest, calendar_pk: str, pk: str) -> Response:
        """Mail a reminder to somebody who is missing, at most once an hour."""
        reminded = invitations.remind(invitation=self.get_invitation(), now=timezone.now())
        is_held = bool(addresses.hold_key(self.calendar.owner))
        return Response({"message": sentences.reminded(reminded.contact.full_name, is_held=is_held)})

    @extend_schema(request=None, responses={200: InvitationSerializer} | ASKING_RULES)
    @action(detail=True, methods=["post"])
    @idempotent
    def resend(self, request: UserRequest, calendar_pk: str, pk: str) -> Response:
        """Mail a new link; the old one is dead."""
        return Response(self.show(invitations.resend(invitation=self.get_invitation(), now=timezone.now())))

    def get_invitation(self) -> Invitation:
        """Return the invitation that the path names, as a part of the calendar that was read."""
        invitation: Invitation = get_object_or_404(self.calendar.invitations, pk=self.kwargs["pk"])
        invitation.calendar = self.calendar
        return invitation

    def show(self, invited: Invitation | list[Invitation]) -> Any:
        """Return invitations as they are now."""
        rows = self.get_queryset()
        if isinstance(invited, Invitation):
            return self.get_serializer(rows.get(pk=invited.pk)).data
        return self.get_serializer(rows.filter(pk__in=[each.pk for each in invited]), many=True).data


class RemindAllView(CalendarView[Invitation]):
    @extend_schema(request=None, responses={200: RemindedSerializer} | ASKING_RULES)
    @idempotent
    def remind_all(self, request: UserRequest, calendar_pk: str) -> Response:
        """Mail a reminder to all who are missing, but for those who got one in the last hour."""
        reminded = invitations.remind_all(calendar=self.calendar, now=timezone.now())
        return Response(RemindedSerializer(reminded).data)
