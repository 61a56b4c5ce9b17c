"""Where a walk begins: two calendars of Alice's with four invitees each, early or late in their lives."""

from itertools import count

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from accounts.tests.factories import UserFactory
from calendars.tests.factories import NOW, at
from calendars.tests.life.laws import Laws
from calendars.tests.life.places import HALF_HOURS
from calendars.tests.life.telling import Telling, choices
from calendars.tests.life.walk import PEOPLE, iso, slot
from contacts.tests.factories import ContactFactory

STAGES = ["new", "answered", "late", "finalized", "eventful", "overrun", "outgrown"]
BREAKS = (10, 0)


class Beginnings(Telling, Laws):
    """The stages, as what comes late is seldom walked to; the first of the calendars is further on."""

    @initialize(stage=st.sampled_from(STAGES), choice=choices)
    def begin(self, stage, choice):
        self.alice = UserFactory(first_name="Alice", verified=True)
        self.bob = UserFactory(first_name="Bob", verified=True)
        bobs_entry = ContactFactory(owner=self.alice, email=self.bob.email, user=self.bob)
        self.contacts = [bobs_entry, *(ContactFactory(owner=self.alice) for _ in range(PEOPLE - 1))]
        self.keys = count(1)
        self.told, self.proposed, self.set = {}, {}, {}
        self.ids = [self.create(minutes) for minutes in BREAKS]
        if stage == "late":
            self.passed = at(8.5) - NOW
            self.time.move_to(self.now)
        elif stage != "new":
            self.have_all_answered()
        match stage:
            case "finalized":
                self.finalize_the_first()
            case "eventful":
                self.have_much_happen(choice)
            case "overrun":
                self.have_the_draft_overrun(choice)
            case "outgrown":
                self.draft_the_first()
                self.confirm_one_after_the_break_grew(choice)

    def create(self, minutes):
        body = {
            "name": "Talks",
            "deadline": iso(at(8)),
            "buffer_minutes": minutes,
            "availability": [slot((9, 4, 3)), slot((13, 4, 1))],
            "invitees": [contact.pk for contact in self.contacts],
        }
        return self.call("post", "calendars/", body).json()["id"]

    def have_all_answered(self):
        for calendar in (0, 1):
            for person in range(PEOPLE):
                body = {"availability": [slot((9 + person, 4, 2))]}
                assert self.by_link("put", calendar, person, "availability/", body).status_code == 200

    def draft_the_first(self):
        assert self.at_calendar("post", 0, "schedule/generate/").status_code == 200

    def finalize_the_first(self):
        self.draft_the_first()
        assert self.at_calendar("post", 0, "finalize/").status_code == 200
        meeting = self.to_come()[0]
        start = next(start for start in filter(self.places_of(meeting), HALF_HOURS) if start != meeting.start)
        assert self.propose_for(meeting, start, by_owner=True).status_code == 201

    def have_much_happen(self, choice):
        self.finalize_the_first()
        self.whoever_was_told_is_told_of_every_change()
        self.put_one_directly_beside_another(choice)
        for is_moved in (True, False):
            self.propose_and_change_otherwise(choice, by_owner=is_moved, is_moved=is_moved)
        self.give_a_cancelled_place_away(choice)

    def have_the_draft_overrun(self, choice):
        self.draft_the_first()
        assert self.write_to("post", self.to_come("tentative")[0], "confirm/").status_code == 200
        self.move_one_onto_the_draft(choice)
