"""Who is invited to a calendar that suggestions are asked for, and what is read in them."""

from calendars.tests.factories import NOW, InvitationFactory, SlotFactory, at


def invite(calendar, first_name, *spans, status="responded"):
    """Invite somebody who answers with ``(start, end, preference)`` in hours of that Monday."""
    invitation = InvitationFactory(
        calendar=calendar,
        contact__first_name=first_name,
        contact__last_name="Lee",
        status=status,
        responded_at=NOW if status == "responded" else None,
    )
    for start, end, preference in spans:
        SlotFactory(invitation=invitation, start=at(start), end=at(end), preference=preference)
    return invitation


def contact_of(invitation):
    contact = invitation.contact
    return {
        "id": contact.pk,
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "email": contact.email,
    }


def path_of(calendar):
    return f"/api/v1/calendars/{calendar.pk}/suggestions/"


def named(answer):
    """Return who is met when, by schedule."""
    return [
        [(meeting["contact"]["first_name"], meeting["start"][11:16]) for meeting in schedule["meetings"]]
        for schedule in answer["schedules"]
    ]
