"""A personal link is all that its pages and endpoints ask for, and reaches nothing but its own invitation."""

import pytest
from django.db import transaction
from django.urls import reverse

from calendars import links
from calendars.models import Proposal
from calendars.tests.factories import NOW
from calendars.tests.routes import BODY, MISSING, PUBLIC, cells
from oneonone.tests.world import STRANGERS, USERS, World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

OF_INVITATION = {name: methods for name, methods in PUBLIC.items() if name.startswith("respond")}
OF_PROPOSAL = {
    "respond-proposal": ["delete"],
    "respond-proposal-accept": ["post"],
    "respond-proposal-decline": ["post"],
}


@pytest.fixture
def world():
    return World()


def answer(client, name, method, invitation, proposal):
    """Call by an invitation's link, and undo what the call did."""
    kwargs = {"token": links.token(invitation)} | ({"pk": proposal} if name in OF_PROPOSAL else {})
    body = None if method == "get" else BODY
    with transaction.atomic():
        response = getattr(client, method)(reverse(name, kwargs=kwargs), body)
        transaction.set_rollback(True)
    return response.status_code, response.content


@pytest.mark.parametrize(("name", "method"), cells(OF_INVITATION))
def test_everybody_who_has_a_link_is_its_invitee(world, name, method):
    stage = world.foreign

    statuses = {
        answer(world.client(who), name, method, stage.invitation, stage.proposal.pk)[0]
        for who in STRANGERS + USERS
    }

    assert len(statuses) == 1
    assert statuses.isdisjoint({401, 403, 404})


@pytest.mark.parametrize(("name", "method"), cells(OF_PROPOSAL))
@pytest.mark.parametrize("who", ["anonymous", "owner", "invitee"])
def test_proposals_of_others_are_as_good_as_missing(world, who, name, method):
    client, mine = world.client(who), world.foreign.invitation
    theirs = world.stages["owner"].proposal

    foreign = answer(client, name, method, mine, theirs.pk)

    assert foreign == answer(client, name, method, mine, MISSING)
    assert foreign[0] == 404
    assert Proposal.objects.get(pk=theirs.pk).status == "pending"
