"""The times that people give."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple, Self

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


class Joined(models.Aggregate):
    """The columns of rows as one text, which the database writes much faster than rows can be read."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ',')"
    arg_joiner = " || '/' || "
    output_field = models.TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Name the function as SQLite does."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


class SlotQuerySet(models.QuerySet["Slot"]):
    """Reads of slots."""

    def of_owner(self) -> Self:
        """Keep the owner's."""
        return self.filter(invitation=None)

    def joined_by_party(self) -> Iterator[tuple[int | None, list[str]]]:
        """Yield the id of each invitation, None for the owner, and a text of each slot for ``times_of``.

        A party's texts are sorted, as the database joins the rows in any order.
        """
        rows = (
            self.order_by().values_list("invitation_id").annotate(joined=Joined("start", "end", "preference"))
        )
        return ((party, sorted(text.split(","))) for party, text in rows)


def times_of(text: str) -> tuple[datetime, datetime, int]:
    """Return the start, the end and the preference of a slot that was read as text."""
    start, end, preference = text.split("/")
    return _moment(start), _moment(end), int(preference)


def _moment(text: str) -> datetime:
    """Read a time in UTC as SQLite writes it, without an offset, or as PostgreSQL does."""
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


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
