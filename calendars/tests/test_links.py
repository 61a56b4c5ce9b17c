"""Personal links: who has one, and what kills it."""

import base64
import re

import pytest

from calendars import links
from calendars.tests.factories import InvitationFactory
from oneonone.logs import masked

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation():
    return InvitationFactory()


def test_token_finds_its_invitation(invitation):
    InvitationFactory()

    assert links.find(links.token(invitation)) == invitation


def test_find_costs_one_query_with_all_that_a_page_shows(invitation, django_assert_num_queries):
    token = links.token(invitation)

    with django_assert_num_queries(1):
        found = links.find(token)
        assert (found.calendar.owner, found.contact, found.contact.user) == (
            invitation.calendar.owner,
            invitation.contact,
            None,
        )


def test_token_is_forty_characters_that_need_no_quoting(invitation):
    assert re.fullmatch(r"[A-Za-z0-9_-]{40}", links.token(invitation))


def test_tokens_of_neighbours_share_only_the_id(invitation):
    other = InvitationFactory()

    shared = [a == b for a, b in zip(links.token(invitation)[8:], links.token(other)[8:], strict=True)]
    assert sum(shared) < 8


@pytest.mark.parametrize("change", ["generation", "key"])
def test_token_dies(invitation, settings, change):
    token = links.token(invitation)
    if change == "generation":
        invitation.generation += 1
        invitation.save(update_fields=["generation"])
    else:
        settings.LINK_SIGNING_KEY = "another key"

    assert links.find(token) is None


def test_token_of_a_removed_invitation_finds_nothing(invitation):
    token = links.token(invitation)
    invitation.delete()

    assert links.find(token) is None


def test_token_with_any_character_changed_finds_nothing(invitation):
    token = links.token(invitation)
    swapped = [
        token[:place] + ("B" if token[place] == "A" else "A") + token[place + 1 :]
        for place in range(len(token))
    ]

    assert [links.find(other) for other in swapped] == [None] * 40


def test_code_of_one_invitation_is_no_good_for_another(invitation):
    other = InvitationFactory()

    assert links.find(links.token(other)[:8] + links.token(invitation)[8:]) is None


@pytest.mark.parametrize(
    "malformed",
    ["", "x", "A" * 39, "A" * 41, "A" * 40 + "\n", "A" * 39 + "=", "\x00" * 40, "é" * 40, "+/" * 20],
)
def test_malformed_token_is_refused_without_a_query(malformed, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert links.find(malformed) is None


@pytest.mark.parametrize("pk", [0, 2**48 - 1])
def test_forged_token_of_nobody_finds_nothing(pk):
    assert links.find(base64.urlsafe_b64encode(pk.to_bytes(6, "big") + bytes(24)).decode()) is None


@pytest.mark.parametrize(
    ("frontend", "base"),
    [("", "http://127.0.0.1:8000"), ("https://app.example.org", "https://app.example.org")],
)
def test_link_leads_to_the_page_for_people(invitation, settings, frontend, base):
    settings.FRONTEND_URL = frontend

    assert links.respond_url(invitation) == f"{base}/respond/{links.token(invitation)}/"


def test_link_is_masked_in_logs(invitation):
    assert masked(f"GET {links.respond_url(invitation)}") == "GET http://127.0.0.1:8000/respond/***/"
