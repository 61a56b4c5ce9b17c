"""The races of the hammer: what many clients do at once, and which outcomes are right."""

from collections import Counter
from datetime import timedelta

from django.utils import timezone

from accounts.services import sessions
from benchmarks.scene import Call, Race, Scene, offer
from calendars import links
from calendars.models import Meeting, Slot


def finalize_finalize(clients):
    scene = Scene()
    calls = [scene.finalize(each) for each in scene.invited(clients)]
    return Race(scene.owner, calls, one_winner(200, 409))


def answer_finalize(clients):
    """The first invitee is given a time that does not suit: either side may win, but not both."""
    scene = Scene()
    first, *others = scene.invited(clients // 3)
    finals = [scene.finalize(first) for _ in range(clients - 2 - 2 * len(others))]
    answers = [scene.answer(each, mark) for mark, each in enumerate([first, first, *others, *others])]

    def faults(statuses):
        found = unexpected(statuses[: len(finals)], {200, 400, 409})
        found += unexpected(statuses[len(finals) :], {200, 409})
        return found + lost_answers(calls_of=answers, statuses=statuses[len(finals) :])

    return Race(scene.owner, finals + answers, faults)


def answer_deadline(clients):
    """A quarter answers at once, the others around the deadline; the clients' clock says who was late."""
    deadline = timezone.now() + timedelta(seconds=2)
    scene = Scene(deadline=deadline)
    delays = [0.0 if n < clients // 4 else 1.4 + 1.2 * n / clients for n in range(clients)]
    answers = [
        scene.answer(each, 0, delay=delay) for each, delay in zip(scene.invited(clients), delays, strict=True)
    ]

    def faults(statuses):
        found = unexpected(statuses, {200, 410}) + lost_answers(calls_of=answers, statuses=statuses)
        late = [status for call, status in zip(answers, statuses, strict=True) if call.sent >= deadline]
        return found + ["an answer sent after the deadline was accepted"] * late.count(200)

    return Race(scene.owner, answers, faults, wanted={200, 410})


def answer_remove(clients):
    scene = Scene()
    (invitation,) = scene.invited(1)
    removals = [scene.call("DELETE", f"invitations/{invitation.pk}/") for _ in range(clients // 4)]
    answers = [scene.answer(invitation, mark) for mark in range(clients - len(removals))]

    def faults(statuses):
        found = one_winner(204, 404)(statuses[: len(removals)])
        return found + unexpected(statuses[len(removals) :], {200, 404})

    return Race(scene.owner, removals + answers, faults)


def invite_invite(clients):
    scene = Scene()
    ids = [contact.pk for contact in scene.contacts(5)]
    calls = [
        scene.call("POST", "invitations/", {"contacts": ids[::-1] if n % 2 else ids}) for n in range(clients)
    ]
    return Race(scene.owner, calls, one_winner(201, 400))


def edit_edit(clients):
    scene = Scene()
    calls = [scene.call("PATCH", "", {"name": f"Edit {n}"}, **{"If-Match": '"1"'}) for n in range(clients)]
    return Race(scene.owner, calls, one_winner(200, 412))


def refresh_refresh(clients):
    scene = Scene()
    refresh = sessions.start(user=scene.owner, now=timezone.now()).refresh
    calls = [Call("POST", "/api/v1/accounts/token/refresh/", {"refresh": refresh}) for _ in range(clients)]
    return Race(scene.owner, calls, one_winner(200, 401))


def confirm_confirm(clients):
    """Two clients a meeting, and each meeting of the draft overlaps the next one."""
    scene = Scene(buffer_minutes=10)
    invitations = scene.invited(clients // 2)
    meetings = Meeting.objects.bulk_create(
        Meeting(
            owner=scene.owner,
            calendar=scene.calendar,
            invitation=each,
            start=scene.at(n / 3),
            end=scene.at(n / 3 + 0.5),
            owner_preference=3,
        )
        for n, each in enumerate(invitations)
    )
    calls = [scene.call("POST", f"meetings/{each.pk}/confirm/") for each in meetings * 2]

    def faults(statuses):
        confirmed = Meeting.objects.filter(calendar=scene.calendar, status="confirmed").count()
        found = unexpected(statuses, {200, 400, 404, 409})
        return found + (
            [] if confirmed == statuses.count(200) > 0 else [f"{confirmed} confirmed of {statuses}"]
        )

    return Race(scene.owner, calls, faults)


def quota_quota(clients):
    """There is room for two of the clients: for five more invitees each, or for five more times each."""
    scene = Scene()
    scene.invited(990)
    Slot.objects.bulk_create(
        Slot(calendar=scene.calendar, start=scene.at(9), end=scene.at(10), preference=1) for _ in range(489)
    )
    times = [offer(scene.at(9), scene.at(10), 1)] * 5
    invites = [
        scene.call("POST", "invitations/", {"contacts": [each.pk for each in scene.contacts(5)]})
        for _ in range(clients // 2)
    ]
    adds = [scene.call("POST", "availability/", times) for _ in range(clients - len(invites))]

    def faults(statuses):
        expected = Counter({201: 4, 400: clients - 4})
        return [] if Counter(statuses) == expected else [f"quota: {dict(Counter(statuses))}"]

    return Race(scene.owner, invites + adds, faults)


RACES = {
    race.__name__: race
    for race in (
        finalize_finalize,
        answer_finalize,
        answer_deadline,
        answer_remove,
        invite_invite,
        edit_edit,
        refresh_refresh,
        confirm_confirm,
        quota_quota,
    )
}


# The others are decided by a unique constraint, a conditional UPDATE or the clock.
DECIDED_BY_LOCKS = {
    "finalize_finalize",
    "answer_finalize",
    "answer_remove",
    "edit_edit",
    "confirm_confirm",
    "quota_quota",
}


def one_winner(success, refusal):
    """Return a judge that wants one success, and refusals for all others."""

    def faults(statuses):
        expected = Counter({success: 1, refusal: len(statuses) - 1})
        return [] if Counter(statuses) == expected else [f"not one winner: {dict(Counter(statuses))}"]

    return faults


def unexpected(statuses, expected):
    return [f"unexpected status: {status}" for status in sorted(set(statuses) - expected)]


def lost_answers(*, calls_of, statuses):
    """Whoever was told 200 is stored; whoever was refused is not."""
    accepted = {call.path for call, status in zip(calls_of, statuses, strict=True) if status == 200}
    tokens = {call.path: call.path.split("/")[4] for call in calls_of}
    stored = {path for path, token in tokens.items() if links.find(token).slots.count() == 2}
    return [f"answers lost: {len(accepted - stored)}, unwanted: {len(stored - accepted)}"] * (
        accepted != stored
    )
