"""Place each invitee at one of the owner's times, and prove that nothing better exists."""

from scheduling.repairs import repairs
from scheduling.solve import solve
from scheduling.suggest import suggest
from scheduling.types import (
    Booking,
    Interval,
    Invitee,
    Meeting,
    Problem,
    Repair,
    Schedule,
    Slot,
    Unplaced,
    Value,
)
from scheduling.verify import violations

__all__ = [
    "Booking",
    "Interval",
    "Invitee",
    "Meeting",
    "Problem",
    "Repair",
    "Schedule",
    "Slot",
    "Unplaced",
    "Value",
    "repairs",
    "solve",
    "suggest",
    "violations",
]
