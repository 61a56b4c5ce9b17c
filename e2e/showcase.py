"""Maria's calendars in full life, for the pictures."""

from e2e.scene import Account, at, slots

STUDENTS = ["Ana Lee", "Ben Okafor", "Cy Ito", "Dilek Kaya", "Emil Novak", "Fatima Haddad", "Gus Berg"]
OFFERED = [
    *slots((9, 10.5, 3), (10.5, 12, 2), (14, 15, 1)),
    *slots((9, 11, 3), (13, 15, 2), days=1),
    *slots((10, 12, 2), (14, 16, 3), days=3),
    *slots((9, 11, 2), days=7),
]
FEW = slots((15, 16, 3)) + slots((10, 10.5, 2), days=1)
ANSWERS = {
    "Ana": slots((9, 10, 3), (10, 12, 2)) + slots((13, 14, 1), days=1),
    "Ben": slots((9, 9.5, 3)) + slots((9, 10.5, 2), days=1) + slots((14, 15, 2), days=3),
    "Cy": slots((9, 9.5, 3), (14, 15, 2)) + slots((14, 16, 1), days=3),
    "Dilek": slots((9, 11, 3), days=1) + slots((10, 11, 3), days=3),
    "Emil": slots((10.5, 12, 2)) + slots((14, 16, 3), days=3),
    "Fatima": slots((9, 11, 2), days=1) + slots((13, 14, 3), days=1),
    "Gus": slots((9, 10.5, 1)) + slots((10, 12, 3), days=3),
}
DESCRIPTION = "Bring your outline.\nMy room is 2.14."


class Showcase:
    """Four calendars: one that waits, one that can be planned, one that is too full, and one that is set."""

    def __init__(self, stage):
        self.stage = stage
        self.maria = maria = Account(stage, number="")
        maria.confirm_address()
        talk = {"deadline": at(8), "description": DESCRIPTION, "availability": OFFERED}
        self.waiting = maria.invite("Thesis talks", *STUDENTS, **talk)
        self.ready = maria.invite(
            "Reviews", *_others("Hana", "Ivo", "Jo", "Kim", "Lea", "Max", "Nia"), **talk
        )
        self.full = maria.invite("Oral exams", *_others("Olga", "Pia", "Quinn"), availability=FEW)
        self.done = maria.invite("First meetings", *_others("Rosa", "Sam", "Tom", "Uma"), **talk)
        for first, times in list(ANSWERS.items())[:5]:
            self.waiting.give(first, times)
        for first, times in zip(
            ("Hana", "Ivo", "Jo", "Kim", "Lea", "Max", "Nia"), ANSWERS.values(), strict=True
        ):
            self.ready.give(first, times)
        for first in ("Olga", "Pia"):
            self.full.answer(first, (15, 16, 3))
        self.full.answer("Quinn", (15, 16, 3), (16, 16.5, 2))
        for first in ("Rosa", "Sam", "Tom", "Uma"):
            self.done.answer(first, (9, 12, 3))
        self.done.finalize(Rosa=9, Sam=9.5, Tom=11, Uma=11.5)


def _others(*first_names):
    last_names = ["Sato", "Marek", "Lindqvist", "Adeyemi", "Costa", "Weber", "Osei"]
    return [f"{first} {last}" for first, last in zip(first_names, last_names, strict=False)]
