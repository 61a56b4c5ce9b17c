"""The JSON that the API must answer for rows."""

from django.apps import apps

from calendars.tests.factories import NOW, at


def zulu(moment):
    return moment and f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def contact_json(contact):
    return {
        "id": contact.pk,
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "email": contact.email,
    }


def slot_json(slot):
    return {
        "id": slot.pk,
        "start": zulu(slot.start),
        "end": zulu(slot.end),
        "preference": slot.preference,
        "updated_at": zulu(slot.updated_at),
    }


def invitation_json(invitation):
    return {
        "id": invitation.pk,
        "contact": contact_json(invitation.contact),
        "status": invitation.status,
        "deadline": zulu(invitation.deadline),
        "effective_deadline": zulu(invitation.deadline or invitation.calendar.deadline),
        "invited_at": zulu(invitation.invited_at),
        "opened_at": zulu(invitation.opened_at),
        "reminded_at": zulu(invitation.reminded_at),
        "responded_at": zulu(invitation.responded_at),
        "comment": invitation.comment,
        "time_zone": invitation.time_zone,
        "unsubscribed": False,
        "availability": [slot_json(slot) for slot in invitation.slots.all()],
    }


def meeting_json(meeting):
    return {
        "id": meeting.pk,
        "invitation": meeting.invitation_id,
        "contact": contact_json(meeting.invitation.contact),
        "start": zulu(meeting.start),
        "end": zulu(meeting.end),
        "status": meeting.status,
        "owner_preference": meeting.owner_preference,
        "invitee_preference": meeting.invitee_preference,
    }


def offer(start, end, preference=3):
    """Return a slot as a client sends it."""
    return {"start": zulu(start), "end": zulu(end), "preference": preference}


CALENDAR = {
    "description": "",
    "time_zone": "UTC",
    "meeting_minutes": 30,
    "buffer_minutes": 0,
    "step_minutes": None,
    "start_date": None,
    "end_date": None,
    "deadline": None,
    "status": "open",
    "finalized_at": None,
    "show_invitees": False,
    "allow_changes": True,
    "created_at": zulu(NOW),
    "updated_at": zulu(NOW),
}


def calendar_json(calendar, invited=0, responded=0, **fields):
    counts = {"invited_count": invited, "responded_count": responded}
    return {"id": calendar.pk, "name": calendar.name, **CALENDAR, **counts, **fields}


def owner_json(user):
    return {"id": user.pk, "first_name": user.first_name, "last_name": user.last_name}


def booking(invitation, hours, **fields):
    """Return a wish for a meeting on the Monday, as a client sends it."""
    return {"invitation": invitation.pk, "start": zulu(at(hours)), **fields}


def rows():
    """Return every row of the product but those of accounts."""
    models = [
        model for app in ("calendars", "contacts", "mail") for model in apps.get_app_config(app).get_models()
    ]
    return {model: list(model.objects.order_by("pk").values()) for model in models}
