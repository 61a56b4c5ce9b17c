"""Every state of the pages behind an invitee's links; each scene returns what the browser gets."""

from datetime import timedelta

from calendars import links
from calendars.models import Proposal
from calendars.services import proposals
from calendars.tests.factories import NOW, InvitationFactory, at
from calendars.tests.invitee_page.stage import WORD
from calendars.tests.invitee_page.visiting import TEN

DEADLINE = NOW + timedelta(days=2)
SIDE = Proposal.Side


def asked(stage):
    stage.offer((10, 11, 3), (11, 11.5, 2), (12, 13, 1))
    stage.plan(show_invitees=True)
    InvitationFactory(calendar=stage.calendar, contact__first_name="Ana", contact__last_name="Lee")
    return stage.visit()


def asked_until_a_deadline(stage):
    stage.plan(deadline=DEADLINE, meeting_minutes=90)
    stage.offer((10, 11.5, 3))
    return stage.visit()


def asked_without_times(stage):
    return stage.visit()


def asked_for_an_hour(stage):
    stage.plan(meeting_minutes=60)
    return stage.visit()


def one_of_several_times_chosen(stage):
    stage.offer((10, 11, 3))
    stage.answer((10, 10.5, 3), (22.5, 24.5, 1))
    stage.tell(comment=WORD)
    return stage.visit()


def several_times_chosen(stage):
    stage.plan(deadline=DEADLINE)
    stage.offer((10, 11, 3))
    stage.answer((10, 11, 3))
    return stage.visit()


def zone_changed(stage):
    stage.offer((10, 11, 3))
    return stage.post(action="zone", zone="Asia/Tokyo", **{TEN: "3"})


def zone_changed_after_an_answer(stage):
    stage.offer((10, 11, 3))
    stage.answer((10, 10.5, 2))
    return stage.post(action="zone", zone="Asia/Tokyo", **{TEN: "3"})


def saved(stage):
    stage.offer((10, 11, 3))
    return stage.press("answer", **{TEN: "3"})


def taking_part(stage):
    return stage.press("accept")


def taking_part_until_a_deadline(stage):
    stage.plan(deadline=DEADLINE)
    return stage.press("accept")


def declining(stage):
    return stage.press("decline")


def declined_and_too_late(stage):
    stage.plan(deadline=NOW)
    stage.tell(status="declined")
    return stage.visit()


def too_late(stage):
    stage.plan(deadline=NOW)
    return stage.visit()


def too_late_to_change(stage):
    stage.plan(deadline=NOW)
    stage.answer((10, 11, 2), (12, 13, 1))
    stage.tell(comment=WORD)
    return stage.visit()


def only_one_answer_taken(stage):
    stage.plan(allow_changes=False, deadline=DEADLINE)
    stage.answer((10, 11, 3))
    return stage.visit()


def no_meeting(stage):
    stage.plan(status="finalized", finalized_at=NOW)
    return stage.visit()


def meeting(stage):
    stage.offer((9, 12, 3))
    stage.meet()
    return stage.visit()


def meeting_with_one_other_time(stage):
    stage.offer((9, 10, 3))
    stage.meet()
    return stage.visit()


def meeting_without_other_times(stage):
    stage.meet(start=at(22.75))
    return stage.visit()


def meeting_while_the_clocks_change(stage):
    stage.meet(start=at(24 * 237 + 0.5))
    return stage.visit()


def meeting_cancelled(stage):
    stage.meet(confirmed=False, status="cancelled")
    return stage.visit()


def asking_for_another_time(stage):
    stage.offer((9, 12, 3))
    stage.meet()
    return stage.press("propose", start="2026-03-02T11:00:00Z", message=WORD)


def no_longer_asking(stage):
    stage.propose(SIDE.INVITEE)
    return stage.press("withdraw")


def asked_for_another_time(stage):
    stage.propose(SIDE.OWNER)
    return stage.visit()


def agreeing(stage):
    stage.propose(SIDE.OWNER)
    return stage.press("agree")


def refusing(stage):
    stage.propose(SIDE.OWNER)
    return stage.press("refuse")


def nothing_chosen(stage):
    stage.offer((10, 11, 3))
    return stage.press("answer")


def unknown_zone(stage):
    return stage.visit("?zone=Mars/Base")


def unreadable_times(stage):
    return stage.post(action="answer", **{TEN: "soon"})


def no_button(stage):
    return stage.post()


def unfit_comment(stage):
    return stage.post(action="decline", comment="\x00" + "x" * 2000)


def long_comment(stage):
    return stage.post(action="decline", comment="x" * 2001)


def _other_time(start, end, preference="3"):
    """Return a scene in which the invitee types a time."""
    fields = {"other_start": start, "other_end": end, "other_preference": preference}
    return lambda stage: stage.post(action="answer", **fields)


def too_many_times(stage):
    starts = [at(0, days=day) + timedelta(hours=hour) for day in range(21) for hour in range(24)]
    clock = "%Y-%m-%dT%H:%M:00Z"
    rows = {f"at {start:{clock}}/{start + timedelta(minutes=30):{clock}}": "3" for start in starts}
    return stage.post(action="answer", **rows)


def answering_again(stage):
    stage.plan(allow_changes=False)
    stage.answer((10, 11, 3))
    return stage.post(action="answer", **{TEN: "3"})


def answering_too_late(stage):
    stage.plan(deadline=NOW)
    return stage.post(action="accept")


def answering_a_finalized_calendar(stage):
    stage.plan(status="finalized", finalized_at=NOW)
    return stage.post(action="accept")


def no_other_time_chosen(stage):
    stage.meet()
    return stage.post(action="propose")


def other_time_impossible(stage):
    stage.meet()
    return stage.post(action="propose", start="2026-03-02T20:00:00Z")


def other_time_of_no_meeting(stage):
    return stage.post(action="propose", start="2026-03-02T11:00:00Z")


def asking_twice(stage):
    stage.propose(SIDE.INVITEE)
    return stage.post(action="propose", start="2026-03-02T11:30:00Z")


def asking_too_often(stage):
    proposal = stage.propose(SIDE.INVITEE)
    for _ in range(9):
        proposals.withdraw(proposal=proposal, side=SIDE.INVITEE, now=NOW)
        proposal = proposals.propose(meeting=proposal.meeting, side=SIDE.INVITEE, start=at(11), now=NOW)
    proposals.withdraw(proposal=proposal, side=SIDE.INVITEE, now=NOW)
    return stage.post(action="propose", start="2026-03-02T11:30:00Z")


def agreeing_to_nothing(stage):
    return stage.post(action="agree")


def agreeing_with_oneself(stage):
    proposal = stage.propose(SIDE.INVITEE)
    return stage.post(action="agree", proposal=proposal.pk)


def no_invitation(stage):
    return stage.client.get("/respond/nonsense/")


def too_many_calls(stage):
    for _ in range(120):
        stage.client.get("/respond/nonsense/")
    return stage.visit()


def _unsubscribe(stage):
    return "/" + links.unsubscribe_url(stage.invitation.contact).split("/", 3)[3]


def mails(stage):
    return stage.client.get(_unsubscribe(stage))


def no_more_mails(stage):
    return stage.client.post(_unsubscribe(stage))


_named = [(name, play) for name, play in globals().items() if getattr(play, "__module__", "") == __name__]

SCENES = {name.replace("_", " "): play for name, play in _named if not name.startswith("_")} | {
    "other time without an end": _other_time("2026-03-03T10:00", ""),
    "other time that ends before": _other_time("2026-03-03T10:00", "2026-03-03T09:00"),
    "other time that is too long": _other_time("2026-03-03T10:00", "2026-03-05T09:00"),
    "other time that has passed": _other_time("2026-02-03T10:00", "2026-02-03T11:00"),
    "other time too far ahead": _other_time("2029-02-03T10:00", "2029-02-03T11:00"),
    "other time out of range": _other_time("0001-01-01T00:00", "9999-12-31T23:59"),
    "other time that is none": _other_time("soon", "later"),
    "other time that the clocks skip": _other_time("2026-03-29T02:30", "2026-03-29T03:30"),
    "other time that comes twice": _other_time("2026-10-25T02:30", "2026-10-25T03:30"),
    "other time of no preference": _other_time("2026-03-03T10:00", "2026-03-03T11:00", "4"),
}
