"""The whole life of calendars, as a model that Hypothesis walks through at random.

Each rule is one call as its user would make it, or a short story of a few; what it must lead to is known from
a small model in plain Python, and after every step the laws of the product are asked of the database itself.
``python -m benchmarks.life_mutants`` puts faults into the product, each of which the walk must find.
``LIFE_EXAMPLES=2000 LIFE_STEPS=100 pytest calendars/tests/test_life.py`` takes the long walk.
"""

import os

import pytest
from hypothesis import settings

from calendars.tests.life.answering import Answering
from calendars.tests.life.beginnings import Beginnings
from calendars.tests.life.clients import Clients
from calendars.tests.life.collecting import Collecting
from calendars.tests.life.meetings import SingleMeetings
from calendars.tests.life.planning import Planning


class Life(Answering, Collecting, Planning, SingleMeetings, Clients, Beginnings):
    """All rules and all laws."""


Life.TestCase.settings = settings(
    max_examples=int(os.environ.get("LIFE_EXAMPLES", "50")),
    stateful_step_count=int(os.environ.get("LIFE_STEPS", "30")),
    deadline=None,
)


@pytest.mark.django_db
class TestLife(Life.TestCase):
    """The walk."""
