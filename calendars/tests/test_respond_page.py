"""The page behind the link in the mail, used as a person without scripts uses it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from calendars import links
from calendars.models import Invitation, Slot
from calendars.tests.browser import Page
from calendars.tests.factories import (
    NOW,
    CalendarFactory,
    InvitationFactory,
    MeetingFactory,
    SlotFactory,
    at,
)

pytestmark = pytest.mark.django_db

ROW = "at 2026-03-02T{}:00Z/2026-03-02T{}:00Z".format
TEN = ROW("10:00", "10:30")
HALF_PAST_TEN = ROW("10:30", "11:00")
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def calendar(alice):
    calendar = CalendarFactory(owner=alice, description="Bring your draft.\n<b>Talk</b> & listen.")
    SlotFactory(calendar=calendar, start=at(10), end=at(11))
    return calendar


@pytest.fixture
def invitation(calendar):
    return InvitationFactory(calendar=calendar, contact__first_name="Bob", contact__last_name="Baker")


def url(invitation, query=""):
    return f"/respond/{links.token(invitation)}/{query}"


def visit(client, invitation, query=""):
    return Page(client.get(url(invitation, query)))


def answer(client, invitation, **changes):
    """Fill the form that the page shows and send it."""
    form = visit(client, invitation).form("answer")
    return client.post(url(invitation), form.sent(**changes))


def slots(invitation):
    return list(invitation.slots.values_list("start", "end", "preference"))


def close(calendar, how):
    """Bring the calendar into a state in which no answer is taken."""
    if how == "late":
        calendar.deadline = NOW - timedelta(hours=1)
    else:
        calendar.status, calendar.finalized_at = "finalized", NOW
    calendar.save()


def test_page_says_who_invites_what_for_how_long_and_until_when(client, calendar, invitation):
    calendar.deadline, calendar.time_zone = at(18) - timedelta(days=3), "Europe/Berlin"
    calendar.save()

    text = visit(client, invitation).text

    facts = [
        "When can you meet Alice Able?",
        "Hello Bob",
        "Thesis talks",
        "30 minutes",
        "Friday 27 February 2026, 19:00 (Europe/Berlin)",
        "Bring your draft. <b>Talk</b> & listen.",
    ]
    assert [fact for fact in facts if fact not in text] == []


def test_description_keeps_its_lines_and_is_escaped(client, invitation):
    content = client.get(url(invitation)).content.decode()

    assert "<p>Bring your draft.<br>&lt;b&gt;Talk&lt;/b&gt; &amp; listen.</p>" in content


def test_each_time_is_a_group_that_names_its_day_and_hour(client, invitation):
    content = client.get(url(invitation)).content.decode()

    assert '<legend><span class="unseen">Monday 2 March, </span>10:00–10:30</legend>' in content
    form = Page(client.get(url(invitation))).form("answer")
    assert (form.choices[TEN], form[TEN]) == (["0", "1", "2", "3"], ["0"])


def test_answer_is_stored(client, invitation):
    response = answer(client, invitation, **{TEN: "3", "comment": "Mornings\r\nare better."})

    invitation.refresh_from_db()
    assert response.status_code == 303
    assert slots(invitation) == [(at(10), at(10.5), 3)]
    assert (invitation.status, invitation.responded_at, invitation.comment, invitation.time_zone) == (
        "responded",
        NOW,
        "Mornings\nare better.",
        "UTC",
    )


def test_saved_answer_is_confirmed_and_shown(client, invitation):
    response = answer(client, invitation, **{HALF_PAST_TEN: "2"})

    page = Page(client.get(response["Location"].partition("#")[0]))

    assert response["Location"] == url(invitation, "?saved=answer#saved")
    assert "Thank you, your times are saved." in page.text
    assert (page.form("answer")[TEN], page.form("answer")[HALF_PAST_TEN]) == (["0"], ["2"])


def test_answer_can_be_changed(client, invitation):
    answer(client, invitation, **{TEN: "3"})

    answer(client, invitation, **{TEN: "0", HALF_PAST_TEN: "1"})

    assert slots(invitation) == [(at(10.5), at(11), 1)]


def test_times_that_touch_are_stored_as_one(client, invitation):
    answer(client, invitation, **{TEN: "2", HALF_PAST_TEN: "2"})

    assert slots(invitation) == [(at(10), at(11), 2)]


def test_sending_the_page_as_it_is_changes_nothing(client, calendar):
    calendar.buffer_minutes = 10
    calendar.save()
    invitation = InvitationFactory(
        calendar=calendar, responded=True, comment="Two\nlines", time_zone="Asia/Tokyo"
    )
    given = [(at(10), at(11), 3), (at(14), at(15.25), 1)]
    for start, end, preference in given:
        SlotFactory(invitation=invitation, start=start, end=end, preference=preference)

    response = answer(client, invitation)

    invitation.refresh_from_db()
    assert (response.status_code, slots(invitation)) == (303, given)
    assert (invitation.comment, invitation.time_zone) == ("Two\nlines", "Asia/Tokyo")


def test_times_beside_the_owners_are_listed_and_can_be_dropped(client, invitation):
    SlotFactory(invitation=invitation, start=at(14), end=at(15), preference=2)
    SlotFactory(invitation=invitation, start=at(16), end=at(17), preference=1)
    kept = visit(client, invitation).form("answer")["keep"]

    answer(client, invitation, keep=kept[1:])

    assert kept == [
        "2026-03-02T14:00:00Z/2026-03-02T15:00:00Z/2",
        "2026-03-02T16:00:00Z/2026-03-02T17:00:00Z/1",
    ]
    assert slots(invitation) == [(at(16), at(17), 1)]


def test_gaps_between_times_stay_beside_those_that_stay(client, calendar, invitation):
    calendar.buffer_minutes = 10
    calendar.save()
    SlotFactory(calendar=calendar, start=at(11), end=at(12))
    SlotFactory(invitation=invitation, start=at(10), end=at(12), preference=3)

    answer(client, invitation, **{TEN: "0", ROW("10:40", "11:10"): "0"})

    # The row from 11:20 to 11:50 with the ten minutes on either side.
    assert slots(invitation) == [(at(11) + timedelta(minutes=10), at(12), 3)]


def test_other_times_are_read_in_the_zone_of_the_page(client, invitation):
    form = visit(client, invitation, "?zone=Asia/Tokyo").form("answer")

    client.post(
        url(invitation),
        form.sent(
            other_start=["2026-03-03T19:00", "", ""],
            other_end=["2026-03-03T20:30", "", ""],
            other_preference=["2", "3", "3"],
        ),
    )

    invitation.refresh_from_db()
    assert slots(invitation) == [(at(10, days=1), at(11.5, days=1), 2)]
    assert invitation.time_zone == "Asia/Tokyo"


def test_owner_without_times_leaves_room_for_the_invitees(client):
    invitation = InvitationFactory()

    page = visit(client, invitation)

    assert "has no times to choose from at the moment" in page.text
    assert page.form("answer")["other_start"] == ["", "", ""]


@pytest.mark.parametrize(
    ("query", "shown"),
    [("", "Monday 2 March, 10:00–10:30"), ("?zone=Pacific/Auckland", "Monday 2 March, 23:00–23:30")],
)
def test_times_are_shown_in_the_chosen_zone(client, invitation, query, shown):
    assert shown in visit(client, invitation, query).text


def test_zone_of_the_former_answer_is_the_default(client, invitation):
    invitation.time_zone = "America/New_York"
    invitation.save()

    page = visit(client, invitation)

    assert "05:00–05:30" in page.text
    assert page.form("answer")["zone"] == ["America/New_York"]


def test_unknown_zone_is_refused(client, invitation):
    response = client.get(url(invitation, "?zone=Mars/Base"))

    assert response.status_code == 400
    assert Page(response).faults == "This is no time zone. Please choose one from the list."


def test_weeks_after_the_first_are_folded_when_there_are_many_times(client, calendar, invitation):
    for day in range(15):
        SlotFactory(calendar=calendar, start=at(9, days=day), end=at(12, days=day))
    SlotFactory(invitation=invitation, start=at(9, days=14), end=at(9.5, days=14))

    content = client.get(url(invitation)).content.decode()

    weeks = [line.strip() for line in content.splitlines() if 'class="week"' in line]
    assert weeks == ['<details class="week" open>', '<details class="week">', '<details class="week" open>']
    assert "6 times , 1 chosen" in Page(client.get(url(invitation))).text


def test_nothing_chosen_is_refused_with_a_way_out(client, invitation):
    response = answer(client, invitation, comment="I am away.")

    page = Page(response)
    assert response.status_code == 400
    assert page.faults == "Please choose at least one time. If none suits you, decline below instead."
    assert page.form("answer")["comment"] == ["I am away."]
    assert Invitation.objects.get().status == "pending"


def test_refused_form_loses_nothing(client, invitation):
    SlotFactory(invitation=invitation, start=at(14), end=at(15), preference=2)

    response = answer(
        client,
        invitation,
        **{TEN: "3", HALF_PAST_TEN: "1", "comment": "x" * 2001},
        other_start=["2026-03-03T19:00", "2026-03-04T19:00"],
        other_end=["2026-03-03T18:00", ""],
        other_preference=["2", "1"],
    )

    form = Page(response).form("answer")
    assert response.status_code == 400
    assert (form[TEN], form[HALF_PAST_TEN], form["comment"]) == (["3"], ["1"], ["x" * 2001])
    assert form["other_start"][:3] == ["2026-03-03T19:00", "2026-03-04T19:00", ""]
    assert form["other_end"][:3] == ["2026-03-03T18:00", "", ""]
    assert form["other_preference"][:3] == ["2", "1", "3"]
    assert form["keep"] == ["2026-03-02T14:00:00Z/2026-03-02T15:00:00Z/2"]
    assert slots(invitation) == [(at(14), at(15), 2)]


def test_other_zone_is_shown_without_losing_or_storing_what_is_chosen(client, invitation):
    SlotFactory(invitation=invitation, start=at(14), end=at(15), preference=2)

    response = answer(
        client,
        invitation,
        **{TEN: "3", "comment": "Mornings\r\nare better.", "zone": "Asia/Tokyo"},
        action=["answer", "zone"],
        other_start=["2026-03-03T19:00", "2026-03-04T19:00", "", "soon"],
        other_end=["2026-03-03T20:30", "", "", "9999-12-31T23:59"],
        other_preference=["2", "1", "3", "3"],
    )

    page = Page(response)
    form = page.form("answer")
    assert (response.status_code, page.faults) == (200, "")
    assert "Monday 2 March, 19:00–19:30" in page.text
    assert "You have not sent your answer yet." in page.text
    assert (form[TEN], form["comment"], form["keep"]) == (
        ["3"],
        ["Mornings\r\nare better."],
        ["2026-03-02T14:00:00Z/2026-03-02T15:00:00Z/2"],
    )
    assert (form["zone"], form["typed_zone"]) == (["Asia/Tokyo"], ["Asia/Tokyo"])
    assert form["other_start"][:4] == ["2026-03-04T04:00", "2026-03-05T04:00", "soon", ""]
    assert form["other_end"][:4] == ["2026-03-04T05:30", "", "9999-12-31T23:59", ""]
    invitation.refresh_from_db()
    assert (slots(invitation), invitation.status, invitation.time_zone) == (
        [(at(14), at(15), 2)],
        "pending",
        "",
    )


def test_unknown_zone_is_refused_without_losing_what_is_chosen(client, invitation):
    response = answer(client, invitation, **{TEN: "3"}, zone="Mars/Base", action=["answer", "zone"])

    page = Page(response)
    assert (response.status_code, page.faults) == (
        400,
        "This is no time zone. Please choose one from the list.",
    )
    assert (page.form("answer")[TEN], slots(invitation)) == (["3"], [])


def test_typed_times_keep_to_the_zone_in_which_they_were_typed(client, invitation):
    answer(
        client, invitation, zone="Asia/Tokyo", other_start="2026-03-03T10:00", other_end="2026-03-03T11:00"
    )

    invitation.refresh_from_db()
    assert (slots(invitation), invitation.time_zone) == ([(at(10, days=1), at(11, days=1), 3)], "Asia/Tokyo")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Your answer is sent."),
        ({TEN: "1"}, "You have not sent your changes yet."),
        ({"comment": "New."}, "You have not sent your changes yet."),
        ({"other_start": "2026-03-03T10:00"}, "You have not sent your changes yet."),
    ],
)
def test_form_says_whether_it_is_sent(client, invitation, changes, said):
    answer(client, invitation, **{TEN: "3"})

    page = Page(answer(client, invitation, action=["answer", "zone"], **changes))

    assert said in page.text


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("pending", "You have not sent your answer yet."),
        ("accepted", "You have not sent your answer yet."),
        ("declined", "You have declined. Send times if you can come after all."),
    ],
)
def test_form_that_nobody_touched_says_how_things_stand(client, invitation, status, said):
    invitation.status = status
    invitation.save()

    assert said in visit(client, invitation).text


def test_wishes_of_the_owner_are_told(client, calendar, invitation):
    SlotFactory(calendar=calendar, start=at(11), end=at(12), preference=1)

    text = visit(client, invitation).text

    assert "Monday 2 March, 10:30–11:00 , for Alice Able best" in text
    assert "Monday 2 March, 11:00–11:30 , for Alice Able only possible" in text


def test_name_of_a_draft_does_not_tell_the_token(client, invitation):
    names = {
        re.search(r'data-draft="([0-9a-f]{32})"', client.get(url(each)).content.decode())[1]
        for each in (invitation, InvitationFactory(calendar=invitation.calendar))
    }

    assert len(names) == 2


@pytest.mark.parametrize(
    ("start", "end", "fault"),
    [
        ("2026-03-03T10:00", "", "Please give both a start and an end."),
        ("2026-03-03T10:00", "2026-03-03T09:00", "The end must be after the start."),
        ("2026-03-03T10:00", "2026-03-05T09:00", "A time can be at most 24 hours long."),
        ("2026-02-03T10:00", "2026-02-03T11:00", "This time has passed."),
        ("2029-02-03T10:00", "2029-02-03T11:00", "This time is more than two years ahead."),
        ("0001-01-01T00:00", "9999-12-31T23:59", "This date is out of range."),
    ],
)
def test_unfit_other_time_is_explained(client, invitation, start, end, fault):
    response = answer(
        client, invitation, **{TEN: "3"}, other_start=start, other_end=end, other_preference="3"
    )

    assert (response.status_code, Page(response).faults) == (400, fault)


def test_time_that_the_clocks_skip_is_explained(client, invitation):
    invitation.time_zone = "Europe/Berlin"
    invitation.save()

    response = answer(client, invitation, other_start="2026-03-29T02:30", other_end="2026-03-29T03:30")

    assert Page(response).faults == (
        "2026-03-29 02:30 does not exist in Europe/Berlin: the clocks go forward then."
    )


UNREADABLE = "Some of the times could not be read. Please look at them again."


@pytest.mark.parametrize(
    "nonsense",
    [
        {TEN: "4"},
        {TEN: "-1"},
        {TEN: "high"},
        {TEN: ""},
        {TEN: "٣"},
        {"at noon": "3"},
        {"at 2026-03-02T10:00:00Z": "3"},
        {"at 2026-02-31T10:00:00Z/2026-03-02T10:30:00Z": "3"},
        {"at 2026-03-02T10:30:00Z/2026-03-02T10:00:00Z": "3"},
        {"at 2026-03-02T10:00:00Z/2026-03-04T10:00:00Z": "3"},
        {"at 0001-01-01T00:00:00Z/0001-01-01T01:00:00Z": "3"},
        {"at 9999-12-31T00:00:00Z/9999-12-31T23:59:59Z": "3"},
        {"at 2026-03-02T10:00:00+01:00/2026-03-02T10:30:00Z": "3"},
        {"keep": "2026-03-02T14:00:00Z/2026-03-02T15:00:00Z"},
        {"keep": "\x00"},
        {"gap": "' or 1=1"},
    ],
)
def test_nonsense_is_refused(client, invitation, nonsense):
    response = answer(client, invitation, **{HALF_PAST_TEN: "3"} | nonsense)

    page = Page(response)
    assert (response.status_code, page.faults) == (400, UNREADABLE)
    assert page.form("answer")[HALF_PAST_TEN] == ["3"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"zone": "Mars/Base"}, "This is no time zone. Please choose one from the list."),
        ({"comment": "a\x00b"}, "Comment: Control characters are not allowed."),
        ({"comment": "a\u202eb"}, "Comment: Control characters are not allowed."),
        ({"action": "destroy"}, "Please use one of the buttons of the page."),
        ({"action": None}, "Please use one of the buttons of the page."),
    ],
)
def test_unfit_field_is_explained(client, invitation, changes, fault):
    response = answer(client, invitation, **{TEN: "3"} | changes)

    assert (response.status_code, Page(response).faults) == (400, fault)


def test_more_times_than_one_may_give_are_refused(client, invitation):
    starts = [at(0, days=day) + timedelta(hours=hour) for day in range(21) for hour in range(24)]
    rows = {
        f"at {start:%Y-%m-%dT%H:%M:%SZ}/{start + timedelta(minutes=30):%Y-%m-%dT%H:%M:%SZ}": "3"
        for start in starts
    }

    response = answer(client, invitation, **rows)

    assert (response.status_code, Page(response).faults) == (400, "At most 500 times can be given.")


def test_row_that_begins_while_the_form_is_filled_is_left_out(client, invitation):
    form = visit(client, invitation).form("answer")

    with time_machine.travel(at(10.25), tick=False):
        response = client.post(url(invitation), form.sent(**{TEN: "3", HALF_PAST_TEN: "2"}))

    assert (response.status_code, slots(invitation)) == (303, [(at(10.5), at(11), 2)])


def test_kept_time_that_is_over_is_neither_listed_nor_stored(client, calendar, invitation):
    SlotFactory(calendar=calendar, start=at(10, days=1), end=at(11, days=1))
    SlotFactory(invitation=invitation, start=at(8), end=at(9), preference=2)
    form = visit(client, invitation).form("answer")

    with time_machine.travel(at(9), tick=False):
        listed = visit(client, invitation).form("answer")["keep"]
        tomorrow = "at 2026-03-03T10:00:00Z/2026-03-03T10:30:00Z"
        client.post(url(invitation), form.sent(**{tomorrow: "1"}))

    assert (len(form["keep"]), listed) == (1, [])
    assert slots(invitation) == [(at(10, days=1), at(10.5, days=1), 1)]


def test_decline_and_come_back(client, invitation):
    answer(client, invitation, **{TEN: "3"})
    form = visit(client, invitation).form("decline")

    declined = client.post(url(invitation), form.sent(comment="I am away."))
    invitation.refresh_from_db()
    after_declining = (declined.status_code, invitation.status, invitation.comment)
    page = visit(client, invitation, "?saved=yes")
    back = client.post(url(invitation), page.form("accept").sent())

    invitation.refresh_from_db()
    assert after_declining == (303, "declined", "I am away.")
    assert "You have declined." in page.text
    assert sorted(page.actions) == ["accept", "answer"]
    assert (back.status_code, invitation.status, invitation.comment) == (303, "responded", "I am away.")
    assert slots(invitation) == [(at(10), at(10.5), 3)]


def test_unfit_word_of_who_declines_is_explained(client, invitation):
    response = client.post(url(invitation), {"action": "decline", "comment": "x" * 2001})

    assert response.status_code == 400
    assert Page(response).form("decline")["comment"] == ["x" * 2001]
    assert Invitation.objects.get().status == "pending"


def test_accept_now_and_answer_later(client, invitation):
    client.post(url(invitation), visit(client, invitation).form("accept").sent())

    page = visit(client, invitation, "?saved=yes")
    assert Invitation.objects.get().status == "accepted"
    assert "Alice Able knows that you take part" in page.text
    assert sorted(page.actions) == ["answer", "decline"]


@pytest.mark.parametrize(
    ("how", "heading", "status"),
    [("late", "The time for answers is over", 410), ("finalized", "There is no meeting for you", 409)],
)
@pytest.mark.parametrize("action", ["answer", "accept", "decline"])
def test_closed_calendar_takes_nothing(client, calendar, invitation, how, heading, status, action):
    form = visit(client, invitation).form("answer")
    close(calendar, how)

    response = client.post(url(invitation), form.sent(**{TEN: "3", "action": action}))

    page = Page(response)
    assert (response.status_code, page.actions) == (status, [])
    assert heading in page.text
    assert (Invitation.objects.get().status, Slot.objects.filter(invitation=invitation).count()) == (
        "pending",
        0,
    )


@pytest.mark.parametrize("how", ["late", "finalized"])
def test_closed_page_shows_the_answer(client, calendar, how):
    invitation = InvitationFactory(calendar=calendar, responded=True, comment="Mornings.")
    SlotFactory(invitation=invitation, start=at(10), end=at(11), preference=2)
    close(calendar, how)

    page = visit(client, invitation)

    assert page.actions == []
    assert "Monday 2 March 2026, 10:00–11:00 (UTC) Medium Your comment Mornings." in page.text


def test_deadline_is_over_when_it_comes(client, calendar, invitation):
    calendar.deadline = NOW
    calendar.save()

    assert visit(client, invitation).actions == []


def test_own_deadline_of_an_invitation_counts(client, calendar, invitation):
    calendar.deadline = NOW - timedelta(days=1)
    calendar.save()
    invitation.deadline = NOW + timedelta(days=1)
    invitation.save()

    assert answer(client, invitation, **{TEN: "3"}).status_code == 303


def test_finalized_page_shows_the_meeting_in_the_readers_zone(client, calendar, invitation):
    invitation.time_zone = "Europe/Berlin"
    invitation.save()
    MeetingFactory(invitation=invitation, start=at(10), confirmed=True)
    close(calendar, "finalized")

    text = visit(client, invitation).text

    assert "Your meeting with Alice Able Monday 2 March 2026, 11:00–11:30 (Europe/Berlin)" in text


def test_meeting_can_be_taken_along_as_a_file(client, calendar, invitation):
    MeetingFactory(invitation=invitation, start=at(10), confirmed=True)
    close(calendar, "finalized")

    path = f"/api/v1/respond/{links.token(invitation)}/meeting.ics"
    assert f'href="{path}"' in client.get(url(invitation)).content.decode()
    assert client.get(path).status_code == 200


def test_page_shows_a_cancelled_meeting(client, calendar, invitation):
    MeetingFactory(invitation=invitation, start=at(10), status="cancelled")
    close(calendar, "finalized")

    assert (
        "Your meeting is cancelled Monday 2 March 2026, 10:00–10:30 (UTC)" in visit(client, invitation).text
    )


def test_meeting_that_was_confirmed_early_is_shown_above_the_form(client, invitation):
    MeetingFactory(invitation=invitation, start=at(10), confirmed=True)

    page = visit(client, invitation)

    assert "Your meeting with Alice Able Monday 2 March 2026, 10:00–10:30 (UTC)" in page.text
    assert "answer" in page.actions


def test_draft_is_nobodys_business(client, calendar, invitation):
    MeetingFactory(invitation=invitation, start=at(10))
    MeetingFactory(invitation=InvitationFactory(calendar=calendar), start=at(10.5), status="cancelled")

    assert "When can you meet Alice Able?" in visit(client, invitation).text


def test_only_answer_is_shown_and_not_taken_again(client, calendar, invitation):
    form = visit(client, invitation).form("answer")
    client.post(url(invitation), form.sent(**{TEN: "3"}))
    calendar.allow_changes = False
    calendar.save()

    page = visit(client, invitation)
    response = client.post(url(invitation), form.sent(**{TEN: "1"}))

    assert page.actions == ["decline"]
    assert "Alice Able takes one answer from everybody" in page.text
    assert (response.status_code, Page(response).faults) == (409, "Already responded.")
    assert slots(invitation) == [(at(10), at(10.5), 3)]


@pytest.mark.parametrize(("is_shown", "names"), [(True, ["Ana Lee"]), (False, [])])
def test_names_of_the_others_are_shown_where_the_owner_shows_them(
    client, calendar, invitation, is_shown, names
):
    other = InvitationFactory(
        calendar=calendar, contact__first_name="Ana", contact__last_name="Lee", declined=True
    )
    SlotFactory(invitation=other, start=at(20), end=at(21))
    calendar.show_invitees = is_shown
    calendar.save()

    text = visit(client, invitation).text

    assert [name for name in ["Ana Lee", other.contact.email, "20:00"] if name in text] == names


def test_unknown_and_revoked_links_look_the_same(client, invitation):
    revoked = url(invitation)
    Invitation.objects.update(generation=2)

    answers = [client.get(path) for path in (revoked, f"/respond/{'A' * 40}/", "/respond/nonsense/")]
    answers += [client.post(revoked, {"action": "decline"})]

    assert {(response.status_code, response.content) for response in answers} == {(404, answers[0].content)}
    assert "There is no invitation here" in answers[0].content.decode()


def test_opening_notes_the_first_time_and_nothing_else(client, invitation):
    before = Invitation.objects.values().get()
    client.head(url(invitation))
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        client.get(url(invitation, "?saved=yes&action=decline&zone=Asia/Tokyo"))

    assert Invitation.objects.values().get() == before | {"opened_at": NOW}


def test_form_needs_no_cookie_and_no_origin(invitation):
    browser = Client(enforce_csrf_checks=True)
    form = Page(browser.get(url(invitation))).form("answer")

    response = browser.post(url(invitation), form.sent(**{TEN: "3"}), headers={"Origin": "null"})

    assert (response.status_code, dict(browser.cookies)) == (303, {})


@pytest.mark.parametrize(("method", "status"), [("get", 200), ("head", 200), ("post", 400), ("put", 405)])
@pytest.mark.parametrize("is_known", [True, False])
def test_page_stays_between_us_and_the_reader(client, invitation, method, status, is_known):
    path = url(invitation) if is_known else "/respond/nonsense/"

    response = getattr(client, method)(path)

    assert response.status_code == (status if is_known else 404)
    names = ("Cache-Control", "Referrer-Policy", "X-Robots-Tag", "X-Frame-Options", "Content-Security-Policy")
    assert [response[name] for name in names] == [
        "no-store",
        "no-referrer",
        "noindex, nofollow",
        "DENY",
        POLICY,
    ]


def test_page_has_no_script_and_no_style_inside(client, invitation):
    content = client.get(url(invitation)).content.decode()

    scripts = [line for line in content.splitlines() if "<script" in line]
    inside = ("<style", "style=", "onclick", "http://", "https://")
    assert scripts == ['<script type="module" src="/static/respond.js"></script>']
    assert [found for found in inside if found in content] == []


def test_too_many_calls_are_slowed_down(client, invitation):
    path = url(invitation)
    statuses = [client.get("/respond/nonsense/").status_code for _ in range(120)]

    response = client.get(path)

    assert set(statuses) == {404}
    assert (response.status_code, response["Retry-After"]) == (429, "60")
    assert "One moment, please" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("count", [1, 3, 100])
def test_page_costs_a_constant_number_of_queries(client, calendar, count, django_assert_num_queries):
    calendar.show_invitees = True
    calendar.save()
    invitation = InvitationFactory(calendar=calendar, opened_at=NOW)
    for number in range(count):
        InvitationFactory(calendar=calendar)
        SlotFactory(calendar=calendar, start=at(24 * number))
        SlotFactory(invitation=invitation, start=at(24 * number))

    with django_assert_num_queries(6):
        client.get(url(invitation))


def test_hostile_names_are_shown_as_text(client, calendar, invitation, alice):
    hostile = "<script>alert(1)</script>\u202e\" onload='x"
    alice.first_name = hostile
    alice.save()
    calendar.name = hostile
    calendar.save()
    invitation.contact.first_name = hostile
    invitation.contact.save()

    content = client.get(url(invitation)).content.decode()

    assert ("<script>" in content, "\u202e" in content, "\" onload='x" in content) == (False, False, False)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content
