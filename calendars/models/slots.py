"""The times that people give."""

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q


class Given(NamedTuple):
    """What is shown of a slot; a tuple, as there may be half a million of them."""

    id: int
    start: datetime
    end: datetime
    preference: int
    updated_at: datetime


class SlotQuerySet(models.QuerySet["Slot"]):
    """Reads of slots."""

    def of_owner(self) -> Self:
        """Keep the owner's."""
        return self.filter(invitation=None)

    def given(self) -> list[Given]:
        """Return what is shown of them."""
        return list(map(Given._make, self.values_list(*Given._fields)))

    def by_party(self) -> dict[int | None, list[Given]]:
        """Return what was given by each invitation's id, and by None, the owner."""
        parties: dict[int | None, list[Given]] = defaultdict(list)
        for party, *columns in self.values_list("invitation_id", *Given._fields):
            parties[party].append(Given(*columns))
        return parties


class Slot(models.Model):
    """A half-open time ``[start, end)`` that suits the owner (``invitation`` is null) or an invitee."""

    calendar = models.ForeignKey("Calendar", models.CASCADE, related_name="slots", db_index=False)
    invitation = models.ForeignKey("Invitation", models.CASCADE, null=True, blank=True, related_name="slots")
    start = models.DateTimeField()
    end = models.DateTimeField()
    preference = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(3)], help_text="1 to 3; 3 suits best."
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["start", "end", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="a_slot_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(preference__range=(1, 3)), name="a_preference_is_1_to_3"),
        ]
        indexes = [models.Index(fields=["calendar", "invitation", "start"], name="slots_of_a_party")]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M} to {self.end:%Y-%m-%d %H:%M} UTC"
