"""The fewest changes that mend a schedule after somebody cancelled, or the owner's times changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from calendars import planning, suggestions
from calendars.models import Calendar, Invitation, Meeting
from calendars.suggestions import Wishes


@dataclass(frozen=True, slots=True)
class Change:
    """Hold a meeting to come: ``former`` is the confirmed one that it takes the place of, if any."""

    key: int
    start: datetime
    end: datetime
    owner_preference: int
    invitee_preference: int
    former: Meeting | None

    @property
    def former_start(self) -> datetime | None:
        """Return when the meeting would have been."""
        return self.former.start if self.former else None


@dataclass(frozen=True, slots=True)
class Repair:
    """Hold what stays, what changes, and who is left out all the same.

    ``cancelled`` are confirmed meetings that can be neither kept nor moved.
    """

    kept: tuple[Meeting, ...]
    changes: tuple[Change, ...]
    cancelled: tuple[Meeting, ...]
    left_out: tuple[planning.LeftOut, ...]

    @property
    def digest(self) -> str:
        """Name it by what it does."""
        parts = [f"{each.key} {each.start}" for each in self.changes]
        parts += [f"cancel {each.pk} {each.sequence}" for each in self.cancelled]
        return sha256(";".join(parts).encode()).hexdigest()[:32]


def find(calendar: Calendar, *, now: datetime) -> Repair:
    """Keep every confirmed meeting that is still possible, and plan the others around them as well as can be.

    Of an open calendar only meetings that broke are planned again; of a finalized one everybody who has no
    meeting, but nobody at the time at which their last one was cancelled. Reads what
    ``Calendar.objects.with_everything()`` has fetched.
    """
    by_id = {each.pk: each for each in calendar.invitations.all()}
    taking_part = {pk: each for pk, each in by_id.items() if not each.has_declined}
    confirmed = list(calendar.meetings.confirmed())
    for meeting in confirmed:
        meeting.invitation = by_id[meeting.invitation_id]
    kept = [each for each in confirmed if _holds(each, calendar, taking_part, now)]
    stays = {each.invitation_id for each in kept}
    broken = {each.invitation_id: each for each in confirmed if each.invitation_id not in stays}
    wanted = taking_part.keys() - stays if not calendar.is_open else broken.keys() & taking_part.keys()
    plan = suggestions.plan_around(
        calendar,
        [each for pk, each in taking_part.items() if pk in wanted or pk in stays],
        kept,
        Wishes(limit=1),
        now=now,
        barred=[] if calendar.is_open else _last_cancelled(calendar),
    )
    best = plan.suggestions[0] if plan.suggestions else None
    met = {each.key: each for each in (best.schedule.meetings if best else ()) if each.key not in stays}
    return Repair(
        kept=tuple(kept),
        changes=tuple(
            Change(
                key=key,
                start=each.start,
                end=each.end,
                owner_preference=each.owner_preference,
                invitee_preference=each.invitee_preference,
                former=broken.get(key),
            )
            for key, each in met.items()
        ),
        cancelled=tuple(each for key, each in broken.items() if key not in met),
        left_out=best.left_out if best else (),
    )


def _holds(meeting: Meeting, calendar: Calendar, taking_part: dict[int, Invitation], now: datetime) -> bool:
    """Say whether a meeting is still possible; what has begun is not moved."""
    if meeting.start <= now:
        return True
    invitation = taking_part.get(meeting.invitation_id)
    if invitation is None:
        return False
    times = calendar.owner_slots  # type: ignore[attr-defined]
    if not planning.preference(times, meeting.start, meeting.end):
        return False
    # Without a preference it never lay in the invitee's times: they had given none, or agreed to it singly.
    is_bound = meeting.invitee_preference is not None and invitation.has_answered
    return not is_bound or bool(planning.preference(invitation.slots.all(), meeting.start, meeting.end))


def _last_cancelled(calendar: Calendar) -> Iterable[Meeting]:
    cancelled = calendar.meetings.filter(
        status=Meeting.Status.CANCELLED, updated_at__gte=calendar.finalized_at
    ).order_by("pk")
    return {each.invitation_id: each for each in cancelled}.values()
