"""Rows for the fuzzer to find: an owner's calendar with one row of each kind, and an invitation received."""

from datetime import timedelta

from calendars import links
from calendars.models import Calendar, Invitation, Meeting, Proposal, Slot
from contacts.models import Contact


def scene(owner, other, number, now):
    """Store a calendar and what belongs to it; return the ids by their kinds."""
    start = (now + timedelta(days=30)).replace(minute=0, second=0, microsecond=0)
    start += timedelta(hours=12 * number)
    calendar = Calendar.objects.create(owner=owner, name=f"Talks {number}")
    slot = slot_of(calendar, None, start)
    met, _, spare = people(owner, number)
    invitation = Invitation.objects.create(calendar=calendar, contact=met, invited_at=now)
    meeting = Meeting.objects.create(
        owner=owner,
        calendar=calendar,
        invitation=invitation,
        start=start,
        end=start + timedelta(minutes=30),
        status="confirmed" if number % 2 else "tentative",
        owner_preference=3,
    )
    proposal = Proposal.objects.create(
        meeting=meeting,
        side="owner" if number % 4 > 1 else "invitee",
        start=start + timedelta(hours=1),
        end=start + timedelta(minutes=90),
        created_at=now,
    )
    me = Contact.objects.create(owner=other, user=owner, first_name="Fu", email=f"fuzz{number}@example.org")
    theirs = Calendar.objects.create(owner=other, name=f"Theirs {number}")
    received = Invitation.objects.create(
        calendar=theirs, contact=me, invited_at=now, status="responded", responded_at=now
    )
    return {
        "calendar": calendar.pk,
        "slot": slot.pk,
        "invitation": invitation.pk,
        "meeting": meeting.pk,
        "proposal": proposal.pk,
        "contact": spare.pk,
        "received": received.pk,
        "given": slot_of(theirs, received, start).pk,
        "token": links.token(invitation),
    }


def people(owner, number):
    return Contact.objects.bulk_create(
        Contact(owner=owner, first_name="Ana", email=f"ana{number}.{n}@example.org") for n in range(3)
    )


def slot_of(calendar, invitation, start):
    end = start + timedelta(hours=4)
    return Slot.objects.create(calendar=calendar, invitation=invitation, start=start, end=end, preference=3)
